// What the chain asks of refunds and payouts, in its own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { DisbursementTarget, DisbursementWatch, StoredDisbursement } from "./records.ts";
import { disbursementRepository } from "./repository/disbursements.ts";
import type { OwnedOutput } from "./repository/watches.ts";

/** A request and, for a refund, its payment. */
export type FoundDisbursement = DisbursementTarget & { paymentId: string | null };

/** Requests that look for outputs at these scripts. */
export const watchesAt = (
  db: Db,
  network: ChainNetwork,
  scripts: readonly string[],
): Promise<DisbursementWatch[]> => disbursementRepository(db).watching(network, scripts);

/** The newest refunds of each payment, at most `limit` of one. */
export const newestRefunds = (
  db: Db,
  storeId: string,
  paymentIds: readonly string[],
  limit: number,
): Promise<StoredDisbursement[]> => disbursementRepository(db).newestRefunds(storeId, paymentIds, limit);

/** Requests with an output that one of these blocks accepted. */
export const acceptedByBlocks = (
  db: Db,
  network: ChainNetwork,
  blockHashes: readonly string[],
): Promise<OwnedOutput[]> => disbursementRepository(db).acceptedBy(network, blockHashes);

/** Requests whose next time or DAA score has come, at most `limit`. */
export const dueDisbursements = (
  db: Db,
  network: ChainNetwork,
  time: number,
  daa: bigint,
  limit: number,
): Promise<FoundDisbursement[]> => disbursementRepository(db).due(network, time, daa, limit);

/** What cursor recovery asks: which outputs have to be found again, and where open requests look for one. */
export function disbursementRecovery(db: Db) {
  const { requestRecheck, awaitingRecheck, clearRecheck, openWatches } = disbursementRepository(db);
  return { requestRecheck, awaitingRecheck, clearRecheck, openWatches };
}
