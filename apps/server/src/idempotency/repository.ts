import { sql } from "kysely";
import type { Db } from "../database/unit-of-work.ts";
import { storeIds } from "../database/wire-ids.ts";

/** Under what a first answer is kept: one key means something for one class of callers and one operation. */
export interface IdempotencyName {
  storeId: string;
  scope: string;
  key: string;
}

export interface StoredAnswer {
  requestHash: string;
  status: number;
  /** Encrypted: some answers hold a secret. */
  body: string;
}

export function idempotencyRepository(db: Db) {
  return {
    async find({ storeId, scope, key }: IdempotencyName): Promise<StoredAnswer | null> {
      const row = await db
        .selectFrom("idempotency_keys")
        .select(["request_hash", "status", "body"])
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("scope", "=", scope)
        .where("key", "=", key)
        .executeTakeFirst();
      return row === undefined ? null : { requestHash: row.request_hash, status: row.status, body: row.body };
    },
    /** False when the key is taken; waits for a parallel transaction that is about to commit it. */
    async insert(
      { storeId, scope, key }: IdempotencyName,
      answer: StoredAnswer,
      now: number,
    ): Promise<boolean> {
      const row = await db
        .insertInto("idempotency_keys")
        .values({
          store_id: storeIds.toUuid(storeId),
          scope,
          key,
          request_hash: answer.requestHash,
          status: answer.status,
          body: answer.body,
          created_at: new Date(now),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("key")
        .executeTakeFirst();
      return row !== undefined;
    },
    async sweep(before: number, limit: number): Promise<number> {
      const { rows } = await sql`
        delete from idempotency_keys where (store_id, scope, key) in (
          select store_id, scope, key from idempotency_keys where created_at < ${new Date(before)}
          order by created_at limit ${limit}
        ) returning key`.execute(db);
      return rows.length;
    },
  };
}
