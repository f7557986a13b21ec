import type { Role } from "@kaspa-pay/core";
import { type Selectable, sql } from "kysely";
import { fromJson, millis, toJson } from "../../database/json-columns.ts";
import type { StoresTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { storeIds, userIds } from "../../database/wire-ids.ts";
import type { Membership, Store, StoreSettings } from "./records.ts";

type StoreRow = Omit<Selectable<StoresTable>, "demo" | "shard"> & { demo: boolean };

export function storeRepository(db: Db) {
  return {
    async insert(store: Store): Promise<void> {
      await db.insertInto("stores").values(toRow(store)).execute();
    },
    /** False when another process made the demo store. */
    async insertDemo(store: Store): Promise<boolean> {
      const row = await db
        .insertInto("stores")
        .values(toRow(store))
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    async byId(id: string): Promise<Store | null> {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("id", "=", storeIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async ofShard(shard: number): Promise<string[]> {
      const rows = await db.selectFrom("stores").select("id").where("shard", "=", shard).execute();
      return rows.map((row) => storeIds.toWire(row.id));
    },
    /** Locks the row, so that two changes of settings never lose one another. */
    async lock(id: string): Promise<Store | null> {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("id", "=", storeIds.toUuid(id))
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async demo(): Promise<Store | null> {
      const row = await db
        .selectFrom("stores")
        .selectAll()
        .where("demo", "=", true)
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toStore(row);
    },
    async update(id: string, { name, settings }: { name?: string; settings?: StoreSettings }): Promise<void> {
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

function memberRecords(db: Db) {
  const memberships = (userId: string) =>
    db
      .selectFrom("store_members")
      .innerJoin("stores", "stores.id", "store_members.store_id")
      .selectAll("stores")
      .select("store_members.role")
      .where("store_members.user_id", "=", userIds.toUuid(userId));
  return {
    async pair(liveId: string, testId: string): Promise<void> {
      const [live, test] = [storeIds.toUuid(liveId), storeIds.toUuid(testId)];
      await sql`update stores set paired_store_id = case when id = ${live}::uuid then ${test}::uuid else ${live}::uuid end
        where id in (${live}::uuid, ${test}::uuid)`.execute(db);
    },
    async addMember(storeId: string, userId: string, role: Role, now: number): Promise<void> {
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
    /** Oldest first. */
    async memberships(userId: string): Promise<Membership[]> {
      const rows = await memberships(userId).orderBy("stores.id").execute();
      return rows.map(toMembership);
    },
    async membership(userId: string, storeId: string): Promise<Membership | null> {
      const row = await memberships(userId)
        .where("stores.id", "=", storeIds.toUuid(storeId))
        .executeTakeFirst();
      return row === undefined ? null : toMembership(row);
    },
    async ownerEmails(storeId: string): Promise<string[]> {
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
