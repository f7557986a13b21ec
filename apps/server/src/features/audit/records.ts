import type { AuditEntry } from "../../database/rows/audit.ts";

/** A row as people read it: with the name of the member or API key that acted; null for payers and the gateway. */
export interface NamedAuditEntry extends AuditEntry {
  actorName: string | null;
}

export interface AuditFilters {
  actor?: string | undefined;
  /** An action, or the noun before its dot. */
  action?: string | undefined;
  /** Id of what was changed. */
  target?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}
