// Rows that are only added: the audit log and the stored responses of idempotency keys.
import { type Kysely, type Selectable, sql } from "kysely";
import type {
  AuditEntry,
  AuditFilters,
  AuditRecords,
  IdempotencyRecords,
  NamedAuditEntry,
} from "../../../ports/records/account-records.ts";
import type { Page } from "../../../ports/records/link-records.ts";
import type { Database } from "../../database.ts";
import type { AuditLogTable } from "../../tables/account-tables.ts";
import { auditIds, keyIds, storeIds, userIds } from "../id-kinds.ts";
import { isoOrNull, millis } from "../json-columns.ts";

export function createAuditRecords(db: Kysely<Database>): AuditRecords {
  return {
    async insert(entry) {
      await db
        .insertInto("audit_log")
        .values({ ...auditRow(entry), at: new Date(entry.at) })
        .execute();
    },
    list: (storeId, filters, page) => listAudit(db, storeId, filters, page),
    listPersonal: (userId, page) => listPersonal(db, userId, page),
  };
}

/** The columns of an audit row; its time as ISO text, for statements that take rows as JSON. */
export function auditRow(entry: AuditEntry) {
  return {
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
    at: isoOrNull(entry.at),
  };
}

async function listAudit(
  db: Kysely<Database>,
  storeId: string,
  { actor, action, target, from, to }: AuditFilters,
  page: Page,
): Promise<NamedAuditEntry[]> {
  const store = storeIds.toUuid(storeId);
  let query = db
    .selectFrom("audit_log as a")
    .leftJoin("users as u", "u.id", "a.user_id")
    .selectAll("a")
    .select("u.name as user_name")
    .where("a.store_id", "=", store);
  if (page.afterId !== null) query = query.where("a.id", "<", auditIds.toUuid(page.afterId));
  if (actor !== undefined) query = query.where("a.actor", "=", actor);
  if (action !== undefined)
    query = query.where(sql<boolean>`(a.action = ${action} or split_part(a.action, '.', 1) = ${action})`);
  if (target !== undefined) query = query.where("a.target", "=", target);
  if (from !== undefined) query = query.where("a.at", ">=", new Date(from));
  if (to !== undefined) query = query.where("a.at", "<", new Date(to));
  const rows = await query
    .orderBy("a.id", "desc")
    .limit(page.limit + 1)
    .execute();
  const keyNames = await namesOfKeys(
    db,
    store,
    rows.map((row) => row.actor),
  );
  return rows.map((row) => ({
    ...toEntry(row),
    actorName: row.user_name ?? keyNames.get(row.actor) ?? null,
  }));
}

function toEntry(row: Selectable<AuditLogTable>): AuditEntry {
  return {
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
  };
}

/** Nouns of changes to how a person proves who they are. */
const PERSONAL = ["account", "session", "password", "api_key"];

async function listPersonal(db: Kysely<Database>, userId: string, page: Page): Promise<AuditEntry[]> {
  let query = db
    .selectFrom("audit_log")
    .selectAll()
    .where("user_id", "=", userIds.toUuid(userId))
    .where(sql<boolean>`split_part(action, '.', 1) = any(${PERSONAL})`);
  if (page.afterId !== null) query = query.where("id", "<", auditIds.toUuid(page.afterId));
  const rows = await query
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  return rows.map(toEntry);
}

const KEY_ACTOR = "key:";

/** Names of the API keys among these actors, revoked ones included, under the actor's own text. */
async function namesOfKeys(
  db: Kysely<Database>,
  store: string,
  actors: readonly string[],
): Promise<Map<string, string>> {
  const keys = new Set(actors.filter((actor) => actor.startsWith(KEY_ACTOR)));
  if (keys.size === 0) return new Map();
  const rows = await db
    .selectFrom("api_keys")
    .select(["id", "name"])
    .where("store_id", "=", store)
    .where(
      "id",
      "in",
      [...keys].map((actor) => keyIds.toUuid(actor.slice(KEY_ACTOR.length))),
    )
    .execute();
  return new Map(rows.map((row) => [`${KEY_ACTOR}${keyIds.toWire(row.id)}`, row.name]));
}

export function createIdempotencyRecords(db: Kysely<Database>): IdempotencyRecords {
  return {
    async find({ storeId, scope, key }) {
      const row = await db
        .selectFrom("idempotency_keys")
        .select(["request_hash", "status", "body"])
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("scope", "=", scope)
        .where("key", "=", key)
        .executeTakeFirst();
      return row === undefined ? null : { requestHash: row.request_hash, status: row.status, body: row.body };
    },
    async insert({ storeId, scope, key }, answer, now) {
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
    async sweep(before, limit) {
      const { rows } = await sql`
        delete from idempotency_keys where (store_id, scope, key) in (
          select store_id, scope, key from idempotency_keys where created_at < ${new Date(before)}
          order by created_at limit ${limit} for update skip locked
        ) returning key`.execute(db);
      return rows.length;
    },
  };
}
