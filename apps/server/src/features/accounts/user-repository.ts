import { type Selectable, sql } from "kysely";
import { millis, millisOrNull } from "../../database/json-columns.ts";
import type { UsersTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { storeIds, userIds } from "../../database/wire-ids.ts";
import type { User } from "./records.ts";

export function userRepository(db: Db) {
  const find = async (column: "id" | "email", value: string): Promise<User | null> => {
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
    /** True for exactly one caller ever, even among parallel ones; the others wait for that transaction. */
    async claimFirst(userId: string, now: number): Promise<boolean> {
      const row = await db
        .insertInto("server_claims")
        .values({ name: "admin", user_id: userIds.toUuid(userId), claimed_at: new Date(now) })
        .onConflict((conflict) => conflict.doNothing())
        .returning("name")
        .executeTakeFirst();
      return row !== undefined;
    },
    async any(): Promise<boolean> {
      return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
    },
    /** False when the e-mail is taken. */
    async insert(user: User): Promise<boolean> {
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
    byEmail: (email: string): Promise<User | null> => find("email", email),
    byId: (id: string): Promise<User | null> => find("id", id),
    /** Holds the row until the transaction ends, so that what is counted per person is counted once. */
    lock: async (id: string): Promise<void> => {
      await db.selectFrom("users").select("id").where("id", "=", userIds.toUuid(id)).forUpdate().execute();
    },
    setPassword: (id: string, hash: string, now: number): Promise<void> =>
      change(id, { password_hash: hash, password_changed_at: new Date(now) }),
    rehash: (id: string, hash: string): Promise<void> => change(id, { password_hash: hash }),
    rename: (id: string, name: string): Promise<void> => change(id, { name }),
    setDefaultStore: (id: string, storeId: string): Promise<void> =>
      change(id, { default_store_id: storeIds.toUuid(storeId) }),
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

export function passwordResetRepository(db: Db) {
  return {
    async insert(tokenHash: Uint8Array, userId: string, now: number, expiresAt: number): Promise<void> {
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
    /** When a token was last made for the user; null = never, or so long ago that it was swept. */
    async lastMadeAt(userId: string): Promise<number | null> {
      const row = await db
        .selectFrom("password_resets")
        .select((all) => all.fn.max("created_at").as("at"))
        .where("user_id", "=", userIds.toUuid(userId))
        .executeTakeFirst();
      return millisOrNull(row?.at ?? null);
    },
    /** Uses the token up: the user's id, or null when it is unknown, used or over. */
    async take(tokenHash: Uint8Array, now: number): Promise<string | null> {
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
    /** Makes every token of the user useless. */
    async voidAll(userId: string, now: number): Promise<void> {
      await db
        .updateTable("password_resets")
        .set({ used_at: new Date(now) })
        .where("user_id", "=", userIds.toUuid(userId))
        .where("used_at", "is", null)
        .execute();
    },
    /** Removes rows that were over before the given time; at most `limit`. */
    async sweep(before: number, limit: number): Promise<number> {
      const { rows } = await sql`
        delete from password_resets where token_hash in (
          select token_hash from password_resets where expires_at < ${new Date(before)}
          order by expires_at limit ${limit} for update skip locked
        ) returning user_id`.execute(db);
      return rows.length;
    },
  };
}
