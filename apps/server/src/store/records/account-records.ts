import { type Kysely, type Selectable, sql } from "kysely";
import type {
  ApiKey,
  ApiKeyRecords,
  PasswordResetRecords,
  Session,
  SessionRecords,
  User,
  UserRecords,
} from "../../ports/records/account-records.ts";
import type { Database } from "../database.ts";
import type { ApiKeysTable, SessionsTable, UsersTable } from "../tables/account-tables.ts";
import { keyIds, sessionIds, storeIds, userIds } from "./id-kinds.ts";
import { dateOrNull, millis, millisOrNull } from "./json-columns.ts";

export function createUserRecords(db: Kysely<Database>): UserRecords {
  const one = async (column: "id" | "email", value: string): Promise<User | null> => {
    const query = db.selectFrom("users").selectAll();
    const row = await (column === "id"
      ? query.where("id", "=", userIds.toUuid(value))
      : query.where(sql`lower(email)`, "=", value.toLowerCase())
    ).executeTakeFirst();
    return row === undefined ? null : toUser(row);
  };
  const change = async (id: string, set: Partial<Selectable<UsersTable>>): Promise<void> => {
    await db.updateTable("users").set(set).where("id", "=", userIds.toUuid(id)).execute();
  };
  return {
    async claimFirst(userId, now) {
      const row = await db
        .insertInto("server_claims")
        .values({ name: "admin", user_id: userIds.toUuid(userId), claimed_at: new Date(now) })
        .onConflict((conflict) => conflict.doNothing())
        .returning("name")
        .executeTakeFirst();
      return row !== undefined;
    },
    async any() {
      return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
    },
    async insert(user) {
      const row = await db
        .insertInto("users")
        .values({
          id: userIds.toUuid(user.id),
          email: user.email,
          name: user.name,
          password_hash: user.passwordHash,
          server_admin: user.serverAdmin,
          default_store_id: storeIds.toUuidOrNull(user.defaultStoreId),
          created_at: new Date(user.createdAt),
          password_changed_at: new Date(user.passwordChangedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    byEmail: (email) => one("email", email),
    byId: (id) => one("id", id),
    setPassword: (id, hash, now) => change(id, { password_hash: hash, password_changed_at: new Date(now) }),
    rehash: (id, hash) => change(id, { password_hash: hash }),
    rename: (id, name) => change(id, { name }),
    setDefaultStore: (id, storeId) => change(id, { default_store_id: storeIds.toUuid(storeId) }),
  };
}

function toUser(row: Selectable<UsersTable>): User {
  return {
    id: userIds.toWire(row.id),
    email: row.email,
    name: row.name,
    passwordHash: row.password_hash,
    serverAdmin: row.server_admin,
    defaultStoreId: storeIds.toWireOrNull(row.default_store_id),
    createdAt: millis(row.created_at),
    passwordChangedAt: millis(row.password_changed_at),
  };
}

export function createPasswordResetRecords(db: Kysely<Database>): PasswordResetRecords {
  return {
    async insert(tokenHash, userId, now, expiresAt) {
      await db
        .insertInto("password_resets")
        .values({
          token_hash: Buffer.from(tokenHash),
          user_id: userIds.toUuid(userId),
          created_at: new Date(now),
          expires_at: new Date(expiresAt),
          used_at: null,
        })
        .execute();
    },
    async take(tokenHash, now) {
      const row = await db
        .updateTable("password_resets")
        .set({ used_at: new Date(now) })
        .where("token_hash", "=", Buffer.from(tokenHash))
        .where("used_at", "is", null)
        .where("expires_at", ">", new Date(now))
        .returning("user_id")
        .executeTakeFirst();
      return row === undefined ? null : userIds.toWire(row.user_id);
    },
  };
}

export function createSessionRecords(db: Kysely<Database>): SessionRecords {
  return {
    async insert(session) {
      await db
        .insertInto("sessions")
        .values({
          id: sessionIds.toUuid(session.id),
          user_id: userIds.toUuid(session.userId),
          kind: session.kind,
          token_hash: Buffer.from(session.tokenHash),
          remember: session.remember,
          ip: session.ip,
          user_agent: session.userAgent,
          created_at: new Date(session.createdAt),
          last_seen_at: new Date(session.lastSeenAt),
          expires_at: new Date(session.expiresAt),
          stepped_up_at: dateOrNull(session.steppedUpAt),
          ended_at: dateOrNull(session.endedAt),
        })
        .execute();
    },
    async byTokenHash(hash) {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("token_hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async byId(id) {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("id", "=", sessionIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async listOpen(userId, now) {
      const rows = await db
        .selectFrom("sessions")
        .selectAll()
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null)
        .where("expires_at", ">", new Date(now))
        .orderBy("created_at", "desc")
        .limit(100)
        .execute();
      return rows.map(toSession);
    },
    async touch(id, now) {
      await db
        .updateTable("sessions")
        .set({ last_seen_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .execute();
    },
    async stepUp(id, tokenHash, now) {
      await db
        .updateTable("sessions")
        .set({
          token_hash: Buffer.from(tokenHash),
          stepped_up_at: new Date(now),
          last_seen_at: new Date(now),
        })
        .where("id", "=", sessionIds.toUuid(id))
        .execute();
    },
    async end(userId, id, now) {
      const row = await db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    async endOthers(userId, keepId, now) {
      let query = db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null);
      if (keepId !== null) query = query.where("id", "<>", sessionIds.toUuid(keepId));
      return (await query.returning("id").execute()).length;
    },
    async sweep(before, limit) {
      const { rows } = await sql<{ id: string }>`
        delete from sessions where id in (
          select id from sessions where expires_at < ${new Date(before)} order by expires_at limit ${limit}
          for update skip locked
        ) returning id`.execute(db);
      return rows.length;
    },
  };
}

function toSession(row: Selectable<SessionsTable>): Session {
  return {
    id: sessionIds.toWire(row.id),
    userId: userIds.toWire(row.user_id),
    kind: row.kind,
    tokenHash: row.token_hash,
    remember: row.remember,
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: millis(row.created_at),
    lastSeenAt: millis(row.last_seen_at),
    expiresAt: millis(row.expires_at),
    steppedUpAt: millisOrNull(row.stepped_up_at),
    endedAt: millisOrNull(row.ended_at),
  };
}

export function createApiKeyRecords(db: Kysely<Database>): ApiKeyRecords {
  return {
    async insert(key) {
      await db
        .insertInto("api_keys")
        .values({
          id: keyIds.toUuid(key.id),
          store_id: storeIds.toUuid(key.storeId),
          name: key.name,
          key_hash: Buffer.from(key.keyHash),
          prefix: key.prefix,
          last_four: key.lastFour,
          scopes: key.scopes,
          created_by: userIds.toUuidOrNull(key.createdBy),
          created_at: new Date(key.createdAt),
          expires_at: dateOrNull(key.expiresAt),
          last_used_at: dateOrNull(key.lastUsedAt),
          last_used_ip: key.lastUsedIp,
          revoked_at: dateOrNull(key.revokedAt),
        })
        .execute();
    },
    async byHash(hash) {
      const row = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("key_hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return row === undefined ? null : toKey(row);
    },
    async list(storeId) {
      const rows = await db
        .selectFrom("api_keys")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("revoked_at", "is", null)
        .orderBy("created_at", "desc")
        .execute();
      return rows.map(toKey);
    },
    async revoke(storeId, id, now) {
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
    async touch(id, now, ip) {
      await db
        .updateTable("api_keys")
        .set({ last_used_at: new Date(now), last_used_ip: ip })
        .where("id", "=", keyIds.toUuid(id))
        .execute();
    },
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
    createdBy: userIds.toWireOrNull(row.created_by),
    createdAt: millis(row.created_at),
    expiresAt: millisOrNull(row.expires_at),
    lastUsedAt: millisOrNull(row.last_used_at),
    lastUsedIp: row.last_used_ip,
    revokedAt: millisOrNull(row.revoked_at),
  };
}
