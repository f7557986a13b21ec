// What other features ask of wallets, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { Wallet } from "../stores/records.ts";
import type { KeyIndexes, KeyRef } from "./address-records.ts";
import { addressRepository } from "./address-repository.ts";
import { walletRepository } from "./wallet-repository.ts";

/** Where new payments of the store go; null = it has no wallet yet. */
export const currentWallet = (db: Db, storeId: string): Promise<Wallet | null> =>
  walletRepository(db).current(storeId);

/** All wallets that the store ever had. */
export const walletsOf = (db: Db, storeId: string) => walletRepository(db).all(storeId);

/** Addresses of the store that ever received money, and its single addresses, replaced ones too; at most `limit`. */
export const receivingAddresses = (db: Db, storeId: string, limit: number): Promise<string[]> =>
  addressRepository(db).receiving(storeId, limit);

/** How far addresses of an account key were given out, and the highest that was paid. */
export const addressIndexes = (db: Db, key: KeyRef): Promise<KeyIndexes> =>
  addressRepository(db).indexes(key);
