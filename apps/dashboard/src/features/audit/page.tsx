import { Page } from "../../ui/page.tsx";
import { AuditLog } from "./audit-log.tsx";
import { auditMessages as m } from "./messages.ts";

export function AuditPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <AuditLog />
    </Page>
  );
}
