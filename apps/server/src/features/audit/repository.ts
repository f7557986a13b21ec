// Rows that are only added: the audit log of each store, and what people did to their own accounts.
import { type Selectable, sql } from "kysely";
import { millis } from "../../database/json-columns.ts";
import type { Page } from "../../database/page.ts";
import {
  type AuditEntry,
  type AuditFilters,
  actionRow,
  auditRow,
  type NamedAuditEntry,
} from "../../database/rows/audit.ts";
import type { AuditLogTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { auditIds, keyIds, storeIds, userIds } from "../../database/wire-ids.ts";

export function auditRepository(db: Db) {
  return {
    async insert(entry: AuditEntry): Promise<void> {
      const { storeId } = entry;
      const at = new Date(entry.at);
      if (storeId === null)
        await db
          .insertInto("account_actions")
          .values({ ...actionRow(entry), at })
          .execute();
      else
        await db
          .insertInto("audit_log")
          .values({ ...auditRow({ ...entry, storeId }), at })
          .execute();
    },
    /** Newest first; one row more than requested shows that there is a next page. */
    list: (storeId: string, filters: AuditFilters, page: Page): Promise<NamedAuditEntry[]> =>
      listAudit(db, storeId, filters, page),
    /** What touched how this person proves who they are: sessions, passwords, keys. Newest first, one row more. */
    listPersonal: (userId: string, page: Page): Promise<AuditEntry[]> => listPersonal(db, userId, page),
  };
}

async function listAudit(
  db: Db,
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

type EntryRow = Omit<Selectable<AuditLogTable>, "store_id"> & { store_id: string | null };

function toEntry(row: EntryRow): AuditEntry {
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
const ACTION_COLUMNS = "id, user_id, actor, action, target, before_hash, after_hash, ip, request_id, at";

async function listPersonal(db: Db, userId: string, page: Page): Promise<AuditEntry[]> {
  const user = userIds.toUuid(userId);
  const before = page.afterId === null ? sql`` : sql`and id < ${auditIds.toUuid(page.afterId)}`;
  const some = (columns: string, table: string) => sql`(select ${sql.raw(columns)} from ${sql.table(table)}
    where user_id = ${user} and split_part(action, '.', 1) = any(${PERSONAL}) ${before}
    order by id desc limit ${page.limit + 1})`;
  const { rows } = await sql<EntryRow>`
    ${some(`store_id, ${ACTION_COLUMNS}`, "audit_log")}
    union all ${some(`null as store_id, ${ACTION_COLUMNS}`, "account_actions")}
    order by id desc limit ${page.limit + 1}`.execute(db);
  return rows.map(toEntry);
}

const KEY_ACTOR = "key:";

/** Names of the API keys among these actors, revoked ones included, under the actor's own text. */
async function namesOfKeys(db: Db, store: string, actors: readonly string[]): Promise<Map<string, string>> {
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
