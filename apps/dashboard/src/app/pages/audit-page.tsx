import { AuditLog } from "../../features/audit/audit-log.tsx";
import { auditWords as w } from "../../lib/words/records.ts";
import { Page } from "../../ui/page.tsx";
import { Guard } from "./route-states.tsx";

export function AuditPage() {
  return (
    <Guard right="audit">
      <Page title={w.title} hint={w.hint}>
        <AuditLog />
      </Page>
    </Guard>
  );
}
