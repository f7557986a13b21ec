import * as z from "zod";
import { hash, orNull, u64 } from "./fields.ts";
import { addressedUtxo, transaction } from "./transactions.ts";

/** Parameters of the calls that take a list of addresses. */
export const addressesRequest = z.object({ addresses: z.array(z.string()) });

/** `getUtxosByAddresses`; at most 1 000 addresses a call, order arbitrary. */
export const utxos = z.object({ entries: z.array(addressedUtxo) });

/** `getBalanceByAddress`. */
export const balance = z.object({ balance: u64 });

/** `getBalancesByAddresses`; a balance of null means zero. */
export const balances = z.object({
  entries: z.array(z.object({ address: z.string(), balance: orNull(u64) })),
});

/** A transaction in the mempool with its fee in sompi. */
const mempoolEntry = z
  .object({ fee: u64, transaction, is_orphan: z.boolean() })
  .transform(({ is_orphan, ...entry }) => ({ ...entry, isOrphan: is_orphan }));

const poolFlags = { includeOrphanPool: z.boolean(), filterTransactionPool: z.boolean() };

/** Parameters of `getMempoolEntry`. */
export const mempoolEntryRequest = z.object({ transactionId: hash, ...poolFlags });

/** `getMempoolEntry`. */
export const mempoolEntryReply = z.object({ mempoolEntry });

/** Parameters of `getMempoolEntriesByAddresses`. */
export const mempoolEntriesRequest = addressesRequest.extend(poolFlags);

/** `getMempoolEntriesByAddresses`; addresses without entries may be missing or empty. */
export const mempoolEntries = z.object({
  entries: z.array(
    z.object({ address: z.string(), sending: z.array(mempoolEntry), receiving: z.array(mempoolEntry) }),
  ),
});

/** Parameters of `submitTransaction`: storage mass under its new or its old name, both only when equal. */
export const submitRequest = z.object({
  transaction: transaction.refine(
    ({ storageMass, mass }) => storageMass === null || mass === null || storageMass === mass,
    "storageMass and mass differ",
  ),
  allowOrphan: z.boolean(),
});

/** `submitTransaction`. */
export const submitReply = z.object({ transactionId: hash });

const feeBucket = z.object({ feerate: z.number().nonnegative(), estimatedSeconds: z.number().nonnegative() });
const feeBuckets = z.tuple([feeBucket]).rest(feeBucket);

/** `getFeeEstimate`, sompi per gram; the first bucket of each list always exists. */
export const feeEstimate = z.object({
  estimate: z.object({ priorityBucket: feeBucket, normalBuckets: feeBuckets, lowBuckets: feeBuckets }),
});

/** Parameters of `getUtxoReturnAddress`. */
export const returnAddressRequest = z.object({ txid: hash, acceptingBlockDaaScore: u64 });

/** `getUtxoReturnAddress`: a guess at the sender, never a proof. */
export const returnAddress = z.object({ returnAddress: z.string() });
