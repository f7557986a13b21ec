// Rows that are only ever added: the audit log and first answers under an idempotency key.
import { type Kysely, sql } from "kysely";
import type { AuditRecords, IdempotencyRecords } from "../../../ports/records/account-records.ts";
import type { Database } from "../../database.ts";
import { auditIds, storeIds, userIds } from "../id-kinds.ts";
import { millis } from "../json-columns.ts";

export function createAuditRecords(db: Kysely<Database>): AuditRecords {
  return {
    async insert(entry) {
      await db
        .insertInto("audit_log")
        .values({
          id: auditIds.toUuid(entry.id),
          store_id: storeIds.toUuidOrNull(entry.storeId),
          user_id: userIds.toUuidOrNull(entry.userId),
          actor: entry.actor,
          action: entry.action,
          target: entry.target,
          before_hash: entry.beforeHash,
          after_hash: entry.afterHash,
          ip: entry.ip,
          request_id: entry.requestId,
          at: new Date(entry.at),
        })
        .execute();
    },
    async list(storeId, limit, beforeId) {
      let query = db.selectFrom("audit_log").selectAll().where("store_id", "=", storeIds.toUuid(storeId));
      if (beforeId !== null) query = query.where("id", "<", auditIds.toUuid(beforeId));
      const rows = await query.orderBy("id", "desc").limit(limit).execute();
      return rows.map((row) => ({
        id: auditIds.toWire(row.id),
        storeId: storeIds.toWireOrNull(row.store_id),
        userId: userIds.toWireOrNull(row.user_id),
        actor: row.actor,
        action: row.action,
        target: row.target,
        beforeHash: row.before_hash,
        afterHash: row.after_hash,
        ip: row.ip,
        requestId: row.request_id,
        at: millis(row.at),
      }));
    },
  };
}

export function createIdempotencyRecords(db: Kysely<Database>): IdempotencyRecords {
  return {
    async find(storeId, key) {
      const row = await db
        .selectFrom("idempotency_keys")
        .select(["request_hash", "status", "body"])
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("key", "=", key)
        .executeTakeFirst();
      return row === undefined ? null : { requestHash: row.request_hash, status: row.status, body: row.body };
    },
    async insert(storeId, key, answer, now) {
      const row = await db
        .insertInto("idempotency_keys")
        .values({
          store_id: storeIds.toUuid(storeId),
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
    async sweep(before, limit) {
      const { rows } = await sql`
        delete from idempotency_keys where (store_id, key) in (
          select store_id, key from idempotency_keys where created_at < ${new Date(before)}
          order by created_at limit ${limit} for update skip locked
        ) returning key`.execute(db);
      return rows.length;
    },
  };
}
