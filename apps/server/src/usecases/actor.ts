import { createHash } from "node:crypto";
import type { Records } from "../ports/unit-of-work.ts";
import type { MakeId } from "./ids.ts";

/** Who does something, as audit rows, timelines and facts name them. The store always comes from the caller's proof. */
export interface Actor {
  /** `user:usr_…`, `key:key_…`, `payer`, `anonymous` or `system`. */
  readonly name: string;
  readonly userId: string | null;
  readonly ip: string | null;
  readonly requestId: string | null;
}

export const SYSTEM: Actor = { name: "system", userId: null, ip: null, requestId: null };

export interface AuditNote {
  readonly storeId: string | null;
  readonly action: string;
  readonly target: string | null;
  /** Only digests of these are kept. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditContext {
  readonly makeId: MakeId;
  readonly now: number;
  readonly actor: Actor;
}

/** One audit row per mutation, in the mutation's own transaction. */
export async function audit(
  records: Pick<Records, "audit">,
  { makeId, now, actor }: AuditContext,
  note: AuditNote,
): Promise<void> {
  await records.audit.insert({
    id: makeId("aud"),
    storeId: note.storeId,
    userId: actor.userId,
    actor: actor.name,
    action: note.action,
    target: note.target,
    beforeHash: digest(note.before),
    afterHash: digest(note.after),
    ip: actor.ip,
    requestId: actor.requestId,
    at: now,
  });
}

function digest(state: unknown): string | null {
  if (state === undefined) return null;
  const text = JSON.stringify(state, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return createHash("sha256").update(text).digest("hex");
}
