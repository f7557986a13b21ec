import { type Kysely, type Selectable, sql } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Wallet, WalletRecords } from "../../../ports/records/store-records.ts";
import type { Database } from "../../database.ts";
import type { WalletsTable } from "../../tables/account-tables.ts";
import { paymentIds, storeIds, walletIds } from "../id-kinds.ts";
import { millis, millisOrNull } from "../json-columns.ts";

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
