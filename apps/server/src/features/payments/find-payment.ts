// What other features and the chain ask of payments, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import { shardNamedBy } from "../../runtime/ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { storesOfShard } from "../stores/find-store.ts";
import type { PaymentTarget, PaymentWithTransfers } from "./records.ts";
import { paymentRepository } from "./repository/payments.ts";
import { paymentQueries } from "./repository/queries.ts";

/**
 * Stores by shard, as far as this process has seen them. A store never leaves its shard, so an entry may miss a new store
 * and is never wrong: it is read again when a payment is not found.
 */
const seenStores = new Map<number, readonly string[]>();

/** A payment of any store: its id names the shard of its store. docs/spec/data-model.md#payment-ids */
export async function findPayment(db: Db, id: string): Promise<PaymentWithTransfers | null> {
  const payments = paymentQueries(db);
  const shard = shardNamedBy(id);
  if (shard === null) {
    const storeId = await payments.storeOfOldId(id);
    return storeId === null ? null : payments.get(storeId, id);
  }
  const seen = seenStores.get(shard);
  const found = seen === undefined ? null : await payments.ofStores(seen, id);
  if (found !== null) return found;
  const stores = await storesOfShard(db, shard);
  if (stores.length === 0) return null;
  seenStores.set(shard, stores);
  return payments.ofStores(stores, id);
}

export const findStorePayment = (db: Db, storeId: string, id: string): Promise<PaymentWithTransfers | null> =>
  paymentQueries(db).get(storeId, id);

/** Locks payments in the order of store and id, before anything that belongs to them is locked. */
export const lockPayments = (db: Db, targets: readonly PaymentTarget[]): Promise<PaymentWithTransfers[]> =>
  paymentRepository(db).lock(targets);

/** Payments whose next time or DAA score has come, at most `limit`. */
export const duePayments = (
  db: Db,
  network: ChainNetwork,
  time: number,
  daa: bigint,
  limit: number,
): Promise<PaymentTarget[]> => paymentRepository(db).due(network, time, daa, limit);

/** Counts and sums of a store's payments for the dashboard. */
export function paymentStatistics(db: Db) {
  const { counts, figures, buckets, changedSince } = paymentQueries(db);
  return { counts, figures, buckets, changedSince };
}
