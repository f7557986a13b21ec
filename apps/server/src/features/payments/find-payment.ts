// What other features and the chain ask of payments, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { PaymentWithTransfers } from "./records.ts";
import { paymentRepository } from "./repository/payments.ts";
import { paymentQueries } from "./repository/queries.ts";

/** A payment of any store. */
export const findPayment = (db: Db, id: string): Promise<PaymentWithTransfers | null> =>
  paymentQueries(db).anybody(id);

export const findStorePayment = (db: Db, storeId: string, id: string): Promise<PaymentWithTransfers | null> =>
  paymentQueries(db).get(storeId, id);

/** Ids of payments whose next time or DAA score has come, at most `limit`. */
export const duePayments = (
  db: Db,
  network: ChainNetwork,
  time: number,
  daa: bigint,
  limit: number,
): Promise<string[]> => paymentRepository(db).due(network, time, daa, limit);

/** Counts and sums of a store's payments for the dashboard. */
export function paymentStatistics(db: Db) {
  const { counts, figures, buckets, changedSince } = paymentQueries(db);
  return { counts, figures, buckets, changedSince };
}
