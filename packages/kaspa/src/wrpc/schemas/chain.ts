import * as z from "zod";
import { count, hash, orNull, u64 } from "./fields.ts";
import { chainTransaction, transaction } from "./transactions.ts";

/** `getBlockDagInfo`. */
export const blockDagInfo = z.object({
  network: z.string(),
  blockCount: u64,
  headerCount: u64,
  tipHashes: z.array(hash),
  difficulty: z.number(),
  pastMedianTime: count,
  virtualParentHashes: z.array(hash),
  pruningPointHash: hash,
  virtualDaaScore: u64,
  sink: hash,
});

/** Parameters of `getVirtualChainFromBlock`. */
export const virtualChainRequest = z.object({
  startHash: hash,
  includeAcceptedTransactionIds: z.boolean(),
  minConfirmationCount: orNull(u64),
});

/** Ids one chain block accepted. */
export const acceptedIds = z.object({ acceptingBlockHash: hash, acceptedTransactionIds: z.array(hash) });

/** `getVirtualChainFromBlock`: ids are empty when they were not asked for, else one item per added block. */
export const virtualChain = z
  .object({
    removedChainBlockHashes: z.array(hash),
    addedChainBlockHashes: z.array(hash),
    acceptedTransactionIds: z.array(acceptedIds),
  })
  .refine(
    ({ addedChainBlockHashes: added, acceptedTransactionIds: ids }) =>
      ids.length === 0 ||
      (ids.length === added.length &&
        ids.every(({ acceptingBlockHash }, at) => acceptingBlockHash === added[at])),
    "accepted transaction ids do not belong to the added blocks",
  );

/** How much of blocks and transactions the chain call fills. docs/spec/kaspa-protocol.md#the-chain-call */
const verbosityLevel = z.enum(["None", "Low", "High", "Full"]);

/** Parameters of `getVirtualChainFromBlockV2`. */
export const virtualChainV2Request = z.object({
  startHash: hash,
  dataVerbosityLevel: orNull(verbosityLevel),
  minConfirmationCount: orNull(u64),
});

const chainBlockHeader = z.object({
  hash,
  version: orNull(count),
  /** Milliseconds. */
  timestamp: orNull(count),
  daaScore: orNull(u64),
  blueScore: orNull(u64),
});

/** `getVirtualChainFromBlockV2`: item i belongs to added block i, which is checked here; any other reply is bad. */
export const virtualChainV2 = z
  .object({
    removedChainBlockHashes: z.array(hash),
    addedChainBlockHashes: z.array(hash),
    chainBlockAcceptedTransactions: z.array(
      z.object({ chainBlockHeader, acceptedTransactions: z.array(chainTransaction) }),
    ),
  })
  .refine(
    ({ addedChainBlockHashes: added, chainBlockAcceptedTransactions: blocks }) =>
      blocks.length === added.length &&
      blocks.every(({ chainBlockHeader: { hash: own } }, at) => own === added[at]),
    "accepted transactions do not belong to the added blocks",
  );

/** Parameters of `getBlock`. */
export const blockRequest = z.object({ hash, includeTransactions: z.boolean() });

/** `getBlock`; the merge sets drive the slow path around a non-standard script. */
export const block = z.object({
  block: z.object({
    header: z.object({ hash, timestamp: count, daaScore: u64, blueScore: u64 }),
    transactions: z.array(transaction),
    verboseData: orNull(
      z.object({
        hash: orNull(hash),
        mergeSetBluesHashes: z.array(hash),
        mergeSetRedsHashes: z.array(hash),
        isChainBlock: z.boolean(),
      }),
    ),
  }),
});
