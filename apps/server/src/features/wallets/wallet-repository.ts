import type { Selectable } from "kysely";
import { millis, millisOrNull } from "../../database/json-columns.ts";
import type { WalletsTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { storeIds, walletIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { Wallet } from "../stores/records.ts";

export function walletRepository(db: Db) {
  return {
    async current(storeId: string): Promise<Wallet | null> {
      const row = await db
        .selectFrom("wallets")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("retired_at", "is", null)
        .executeTakeFirst();
      return row === undefined ? null : toWallet(row);
    },
    /** All that the store ever had, the present one first. */
    async all(storeId: string): Promise<(Wallet & { retiredAt: number | null })[]> {
      const rows = await db
        .selectFrom("wallets")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .orderBy("id", "desc")
        .execute();
      return rows.map((row) => ({ ...toWallet(row), retiredAt: millisOrNull(row.retired_at) }));
    },
    /** The highest index of the change branch that was seen in use. */
    async changeIndex({ id, storeId }: Pick<Wallet, "id" | "storeId">): Promise<number> {
      const row = await db
        .selectFrom("wallets")
        .select("change_index")
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", walletIds.toUuid(id))
        .executeTakeFirst();
      return row?.change_index ?? 0;
    },
    async usedChange({ id, storeId }: Pick<Wallet, "id" | "storeId">, index: number): Promise<void> {
      await db
        .updateTable("wallets")
        .set({ change_index: index })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", walletIds.toUuid(id))
        .where("change_index", "<", index)
        .execute();
    },
    /** Retires the present wallet and puts this one in its place. */
    async replace(wallet: Wallet): Promise<void> {
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
