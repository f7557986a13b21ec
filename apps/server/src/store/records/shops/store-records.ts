import { type Kysely, type Selectable, sql } from "kysely";
import type { Membership, Store, StoreRecords, StoreSettings } from "../../../ports/records/store-records.ts";
import type { Database } from "../../database.ts";
import type { StoresTable } from "../../tables/account-tables.ts";
import { storeIds, userIds } from "../id-kinds.ts";
import { fromJson, millis, toJson } from "../json-columns.ts";

type StoreRow = Omit<Selectable<StoresTable>, "demo"> & { demo: boolean };

export function createStoreRecords(db: Kysely<Database>): StoreRecords {
  return {
    async insert(store) {
      await db.insertInto("stores").values(toRow(store)).execute();
    },
    async insertDemo(store) {
      const row = await db
        .insertInto("stores")
        .values(toRow(store))
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    async byId(id) {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("id", "=", storeIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async lock(id) {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("id", "=", storeIds.toUuid(id))
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async demo() {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("demo", "=", true)
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async update(id, { name, settings }) {
      if (name === undefined && settings === undefined) return;
      await db
        .updateTable("stores")
        .set({
          ...(name !== undefined && { name }),
          ...(settings !== undefined && { settings: toJson(settings) }),
        })
        .where("id", "=", storeIds.toUuid(id))
        .execute();
    },
    ...memberRecords(db),
  };
}

type MemberRecords = Pick<StoreRecords, "pair" | "addMember" | "memberships" | "membership" | "ownerEmails">;

function memberRecords(db: Kysely<Database>): MemberRecords {
  const memberships = (userId: string) =>
    db
      .selectFrom("store_members")
      .innerJoin("stores", "stores.id", "store_members.store_id")
      .selectAll("stores")
      .select("store_members.role")
      .where("store_members.user_id", "=", userIds.toUuid(userId));
  return {
    async pair(liveId, testId) {
      const [live, test] = [storeIds.toUuid(liveId), storeIds.toUuid(testId)];
      await sql`update stores set paired_store_id = case when id = ${live}::uuid then ${test}::uuid else ${live}::uuid end
        where id in (${live}::uuid, ${test}::uuid)`.execute(db);
    },
    async addMember(storeId, userId, role, now) {
      await db
        .insertInto("store_members")
        .values({
          store_id: storeIds.toUuid(storeId),
          user_id: userIds.toUuid(userId),
          role,
          created_at: new Date(now),
        })
        .execute();
    },
    async memberships(userId) {
      const rows = await memberships(userId).orderBy("stores.id").execute();
      return rows.map(toMembership);
    },
    async membership(userId, storeId) {
      const row = await memberships(userId)
        .where("stores.id", "=", storeIds.toUuid(storeId))
        .executeTakeFirst();
      return row === undefined ? null : toMembership(row);
    },
    async ownerEmails(storeId) {
      const rows = await db
        .selectFrom("store_members")
        .innerJoin("users", "users.id", "store_members.user_id")
        .select("users.email")
        .where("store_members.store_id", "=", storeIds.toUuid(storeId))
        .where("store_members.role", "=", "owner")
        .execute();
      return rows.map((row) => row.email);
    },
  };
}

function toRow(store: Store) {
  return {
    id: storeIds.toUuid(store.id),
    name: store.name,
    network: store.network,
    paired_store_id: storeIds.toUuidOrNull(store.pairedStoreId),
    demo: store.demo,
    settings: toJson(store.settings),
    created_at: new Date(store.createdAt),
  };
}

function toStore(row: StoreRow): Store {
  return {
    id: storeIds.toWire(row.id),
    name: row.name,
    network: row.network,
    pairedStoreId: storeIds.toWireOrNull(row.paired_store_id),
    demo: row.demo,
    settings: fromJson<StoreSettings>(row.settings),
    createdAt: millis(row.created_at),
  };
}

function toMembership(row: StoreRow & { role: Membership["role"] }): Membership {
  return { store: toStore(row), role: row.role };
}
