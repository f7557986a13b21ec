import { type Kysely, type Selectable, sql } from "kysely";
import type { PasswordResetRecords, User, UserRecords } from "../../../ports/records/account-records.ts";
import type { Database } from "../../database.ts";
import type { UsersTable } from "../../tables/account-tables.ts";
import { storeIds, userIds } from "../id-kinds.ts";
import { millis, millisOrNull } from "../json-columns.ts";

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
    lock: async (id) => {
      await db.selectFrom("users").select("id").where("id", "=", userIds.toUuid(id)).forUpdate().execute();
    },
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
    async lastMadeAt(userId) {
      const row = await db
        .selectFrom("password_resets")
        .select((all) => all.fn.max("created_at").as("at"))
        .where("user_id", "=", userIds.toUuid(userId))
        .executeTakeFirst();
      return millisOrNull(row?.at ?? null);
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
    async voidAll(userId, now) {
      await db
        .updateTable("password_resets")
        .set({ used_at: new Date(now) })
        .where("user_id", "=", userIds.toUuid(userId))
        .where("used_at", "is", null)
        .execute();
    },
    async sweep(before, limit) {
      const { rows } = await sql`
        delete from password_resets where token_hash in (
          select token_hash from password_resets where expires_at < ${new Date(before)}
          order by expires_at limit ${limit} for update skip locked
        ) returning user_id`.execute(db);
      return rows.length;
    },
  };
}
