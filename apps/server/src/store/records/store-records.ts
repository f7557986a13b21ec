import { type Kysely, type Selectable, sql } from "kysely";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import type {
  Membership,
  Store,
  StoreRecords,
  StoreSettings,
  Wallet,
  WalletRecords,
} from "../../ports/records/store-records.ts";
import type { Database } from "../database.ts";
import type { StoresTable, WalletsTable } from "../tables/account-tables.ts";
import { paymentIds, storeIds, userIds, walletIds } from "./id-kinds.ts";
import { fromJson, millis, millisOrNull, toJson } from "./json-columns.ts";

type StoreRow = Omit<Selectable<StoresTable>, "demo"> & { demo: boolean };

export function createStoreRecords(db: Kysely<Database>): StoreRecords {
  const memberships = (userId: string) =>
    db
      .selectFrom("store_members")
      .innerJoin("stores", "stores.id", "store_members.store_id")
      .selectAll("stores")
      .select("store_members.role")
      .where("store_members.user_id", "=", userIds.toUuid(userId));
  return {
    async insert(store) {
      await db
        .insertInto("stores")
        .values({
          id: storeIds.toUuid(store.id),
          name: store.name,
          network: store.network,
          paired_store_id: storeIds.toUuidOrNull(store.pairedStoreId),
          demo: store.demo,
          settings: toJson(store.settings),
          created_at: new Date(store.createdAt),
        })
        .execute();
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

export function createWalletRecords(db: Kysely<Database>): WalletRecords {
  return {
    async current(storeId) {
      const row = await db
        .selectFrom("wallets")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("retired_at", "is", null)
        .executeTakeFirst();
      return row === undefined ? null : toWallet(row);
    },
    async replace(wallet) {
      const store = storeIds.toUuid(wallet.storeId);
      await db
        .updateTable("wallets")
        .set({ retired_at: new Date(wallet.createdAt) })
        .where("store_id", "=", store)
        .where("retired_at", "is", null)
        .execute();
      await db
        .insertInto("wallets")
        .values({
          id: walletIds.toUuid(wallet.id),
          store_id: store,
          network: wallet.network,
          mode: wallet.mode,
          sealed_key: wallet.sealedKey === null ? null : Buffer.from(wallet.sealedKey),
          key_hash: wallet.keyHash,
          fingerprint: wallet.fingerprint,
          address: wallet.address,
          script: wallet.script,
          created_at: new Date(wallet.createdAt),
          retired_at: null,
        })
        .execute();
    },
    async takeIndexes(network, keyHash, count) {
      const { rows } = await sql<{ first: number }>`
        insert into address_counters as c (network, key_hash, next_index) values (${network}, ${keyHash}, ${count})
        on conflict (network, key_hash) do update set next_index = c.next_index + excluded.next_index
        returning next_index - ${count}::int as first`.execute(db);
      return rows[0]?.first ?? 0;
    },
    async marks(network, keyHash) {
      const row = await db
        .selectFrom("address_counters")
        .select(["next_index", "highest_paid"])
        .where("network", "=", network)
        .where("key_hash", "=", keyHash)
        .executeTakeFirst();
      return { nextIndex: row?.next_index ?? 0, highestPaid: row?.highest_paid ?? -1 };
    },
    async addresses(storeId, limit) {
      const rows = await db
        .selectFrom("payments")
        .select(["id", "status", "address", "address_index", "received_sompi", "created_at"])
        .where("store_id", "=", storeIds.toUuid(storeId))
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        address: row.address,
        index: row.address_index,
        paymentId: paymentIds.toWire(row.id),
        paymentStatus: row.status,
        receivedSompi: row.received_sompi,
        assignedAt: millisOrNull(row.created_at),
      }));
    },
  };
}

function toWallet(row: Selectable<WalletsTable>): Wallet {
  return {
    id: walletIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    network: row.network as ChainNetwork,
    mode: row.mode,
    sealedKey: row.sealed_key,
    keyHash: row.key_hash,
    fingerprint: row.fingerprint,
    address: row.address,
    script: row.script,
    createdAt: millis(row.created_at),
  };
}
