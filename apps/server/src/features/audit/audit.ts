import { createHash } from "node:crypto";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { auditRepository } from "./repository.ts";

/** Who does something, for audit rows, timeline and facts. The store always comes from the caller's proof. */
export interface ActorContext {
  /** `user:usr_…`, `key:key_…`, `payer`, `anonymous` or `system`. */
  actor: string;
  userId: string | null;
  ip: string | null;
  requestId: string | null;
}

export interface AuditNote {
  /** Null = what people did to their own accounts. */
  storeId: string | null;
  action: string;
  target?: string | null;
  before?: unknown;
  after?: unknown;
}

/** Makes an audit row, for a change that is written by one statement of its own. */
export function createAuditEntry({ clock, ids }: { clock: Clock; ids: Ids }) {
  return <S extends string | null>(actor: ActorContext, note: AuditNote & { storeId: S }) => ({
    id: ids.next("aud"),
    storeId: note.storeId,
    userId: actor.userId,
    actor: actor.actor,
    action: note.action,
    target: note.target ?? null,
    beforeHash: digest(note.before),
    afterHash: digest(note.after),
    ip: actor.ip,
    requestId: actor.requestId,
    at: clock.now(),
  });
}

/** Writes an audit row in the transaction of the change itself: each acknowledged change has exactly one. */
export function createAudit(deps: { clock: Clock; ids: Ids }) {
  const entryOf = createAuditEntry(deps);
  return (db: Db, actor: ActorContext, note: AuditNote): Promise<void> =>
    auditRepository(db).insert(entryOf(actor, note));
}

export type Audit = ReturnType<typeof createAudit>;

function digest(state: unknown): string | null {
  if (state === undefined) return null;
  const text = JSON.stringify(state, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return createHash("sha256").update(text).digest("hex");
}

type AuditLog = ReturnType<typeof auditRepository>;

/** Rows of a store. */
export const listAudit = (db: Db, ...query: Parameters<AuditLog["list"]>): ReturnType<AuditLog["list"]> =>
  auditRepository(db).list(...query);

/** Rows of a person's own security. */
export const listPersonalAudit = (
  db: Db,
  ...query: Parameters<AuditLog["listPersonal"]>
): ReturnType<AuditLog["listPersonal"]> => auditRepository(db).listPersonal(...query);
