import type { Selectable } from "kysely";
import { dateOrNull, millis, millisOrNull } from "../../database/json-columns.ts";
import type { ApiKeysTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { keyIds, storeIds, userIds } from "../../database/wire-ids.ts";
import type { ApiKey } from "./records.ts";

export function apiKeyRepository(db: Db) {
  const change = async (id: string, set: Partial<Selectable<ApiKeysTable>>): Promise<void> => {
    await db.updateTable("api_keys").set(set).where("id", "=", keyIds.toUuid(id)).execute();
  };
  return {
    async insert(key: ApiKey): Promise<void> {
      await db.insertInto("api_keys").values(toRow(key)).execute();
    },
    async byHash(hash: Uint8Array): Promise<ApiKey | null> {
      const row = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("key_hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return row === undefined ? null : toKey(row);
    },
    async byId(id: string): Promise<ApiKey | null> {
      const row = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("id", "=", keyIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toKey(row);
    },
    /** Newest first, without revoked ones; with the name of the member who made it. */
    async list(storeId: string): Promise<(ApiKey & { createdByName: string | null })[]> {
      const rows = await db
        .selectFrom("api_keys as k")
        .leftJoin("users as u", "u.id", "k.created_by")
        .selectAll("k")
        .select("u.name as created_by_name")
        .where("k.store_id", "=", storeIds.toUuid(storeId))
        .where("k.revoked_at", "is", null)
        .orderBy("k.created_at", "desc")
        .execute();
      return rows.map((row) => ({ ...toKey(row), createdByName: row.created_by_name }));
    },
    async revoke(storeId: string, id: string, now: number): Promise<boolean> {
      const row = await db
        .updateTable("api_keys")
        .set({ revoked_at: new Date(now) })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", keyIds.toUuid(id))
        .where("revoked_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    usedInBrowser: (id: string, now: number): Promise<void> => change(id, { browser_use_at: new Date(now) }),
    touch: (id: string, now: number, ip: string | null): Promise<void> =>
      change(id, { last_used_at: new Date(now), last_used_ip: ip }),
  };
}

function toRow(key: ApiKey) {
  return {
    id: keyIds.toUuid(key.id),
    store_id: storeIds.toUuid(key.storeId),
    name: key.name,
    key_hash: Buffer.from(key.keyHash),
    prefix: key.prefix,
    last_four: key.lastFour,
    scopes: key.scopes,
    reads_per_minute: key.readsPerMinute,
    writes_per_minute: key.writesPerMinute,
    created_by: userIds.toUuidOrNull(key.createdBy),
    created_at: new Date(key.createdAt),
    expires_at: dateOrNull(key.expiresAt),
    last_used_at: dateOrNull(key.lastUsedAt),
    last_used_ip: key.lastUsedIp,
    browser_use_at: dateOrNull(key.browserUseAt),
    revoked_at: dateOrNull(key.revokedAt),
  };
}

function toKey(row: Selectable<ApiKeysTable>): ApiKey {
  return {
    id: keyIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    name: row.name,
    keyHash: row.key_hash,
    prefix: row.prefix,
    lastFour: row.last_four,
    scopes: row.scopes,
    readsPerMinute: row.reads_per_minute,
    writesPerMinute: row.writes_per_minute,
    createdBy: userIds.toWireOrNull(row.created_by),
    createdAt: millis(row.created_at),
    expiresAt: millisOrNull(row.expires_at),
    lastUsedAt: millisOrNull(row.last_used_at),
    lastUsedIp: row.last_used_ip,
    browserUseAt: millisOrNull(row.browser_use_at),
    revokedAt: millisOrNull(row.revoked_at),
  };
}
