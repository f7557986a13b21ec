import type { Kysely, Selectable } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Wallet, WalletRecords } from "../../../ports/records/store-records.ts";
import type { Database } from "../../database.ts";
import type { WalletsTable } from "../../tables/account-tables.ts";
import { storeIds, walletIds } from "../id-kinds.ts";
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
    async all(storeId) {
      const rows = await db
        .selectFrom("wallets")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .orderBy("id", "desc")
        .execute();
      return rows.map((row) => ({ ...toWallet(row), retiredAt: millisOrNull(row.retired_at) }));
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
