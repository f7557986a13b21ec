import { isoOrNull } from "../json-columns.ts";
import { auditIds, storeIds, userIds } from "../wire-ids.ts";

export interface AuditEntry {
  id: string;
  /** Null = what people did to their own accounts. */
  storeId: string | null;
  userId: string | null;
  actor: string;
  action: string;
  target: string | null;
  /** SHA-256 of the state before and after, never the state itself. */
  beforeHash: string | null;
  afterHash: string | null;
  ip: string | null;
  requestId: string | null;
  at: number;
}

/** The columns of a store's audit row; its time as ISO text, for statements that take rows as JSON. */
export function auditRow(entry: AuditEntry & { storeId: string }) {
  return { store_id: storeIds.toUuid(entry.storeId), ...actionRow(entry) };
}

/** What audit rows of stores and of accounts have in common. */
export function actionRow(entry: AuditEntry) {
  return {
    id: auditIds.toUuid(entry.id),
    user_id: userIds.toUuidOrNull(entry.userId),
    actor: entry.actor,
    action: entry.action,
    target: entry.target,
    before_hash: entry.beforeHash,
    after_hash: entry.afterHash,
    ip: entry.ip,
    request_id: entry.requestId,
    at: isoOrNull(entry.at),
  };
}

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
