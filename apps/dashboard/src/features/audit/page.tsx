import { AuditLog } from "./audit-log.tsx";
import { auditWords as w } from "../unmatched/messages.ts";
import { Page } from "../../ui/page.tsx";
import { Guard } from "../../shared/routing/route-states.tsx";

export function AuditPage() {
  return (
    <Guard right="audit">
      <Page title={w.title} hint={w.hint}>
        <AuditLog />
      </Page>
    </Guard>
  );
}
