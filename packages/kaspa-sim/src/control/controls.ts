// The controls of the simulated node as one typed object, for tests in the same process.
// docs/spec/kaspa-protocol.md#the-simulated-node
// Over HTTP each is `POST /<name>` with the same fields as JSON; sompi are decimal strings there.
import type { LedgerOutput } from "../chain/ledger.ts";

/** Sompi: bigint in process, decimal text over HTTP. */
export type SompiInput = bigint | string | number;

/** Options of {@link SimControls.pay}. */
export interface PayInput {
  readonly address: string;
  readonly sompi: SompiInput;
  /** Split into this many transactions. Default 1. */
  readonly parts?: number;
  /** Keep it out of blocks until {@link SimControls.release} or {@link SimControls.dropTx}. */
  readonly mempoolOnly?: boolean;
  /** Pay by a coinbase output: one block is mined at once, the next one accepts it. */
  readonly coinbase?: boolean;
  /** Bind the output to a covenant (version 1 transaction); text = its 64-digit id. */
  readonly covenant?: boolean | string;
  /** Mine a block at once that accepts the payment. */
  readonly mine?: boolean;
}

/** What a payment control did. */
export interface TxIds {
  readonly txIds: string[];
}

/** Options of {@link SimControls.payFrom}. */
export interface PayFromInput {
  /** Account key (`ktub…`) that `newDemoAccountKey` made. */
  readonly account: string;
  readonly address: string;
  readonly sompi: SompiInput;
  /** Works the payment out and sends nothing. */
  readonly draft?: boolean;
  /** Keep it out of blocks until {@link SimControls.release} or {@link SimControls.dropTx}. */
  readonly mempoolOnly?: boolean;
  /** Mine a block at once that accepts the payment. */
  readonly mine?: boolean;
}

/** What a demo account holds. */
export interface AccountState {
  /** What it can spend now. */
  readonly balanceSompi: bigint;
  /** Next unused address of its change branch, which the gateway gives to nobody. */
  readonly changeAddress: string;
  /** The newest payments of the account that the chain accepted, with the DAA score of the accepting block. */
  readonly payments: readonly { readonly txId: string; readonly daaScore: number }[];
}

/** Where the sink is after a control that moved the chain. */
export interface SinkInfo {
  readonly sink: string;
  readonly daaScore: number;
  readonly blueScore: number;
  readonly virtualDaaScore: number;
  readonly timestamp: number;
}

/** Options of {@link SimControls.reorg}. */
export interface ReorgInput {
  /** Chain blocks removed; one more is mined in their place. Default: as deep as the ids of `drop` lie. */
  readonly depth?: number | undefined;
  /** Ids that vanish, or `"all"`. */
  readonly drop?: readonly string[] | "all";
  /** Ids accepted again by the new chain. Default: all that are not dropped; others go back to the mempool. */
  readonly reaccept?: readonly string[] | "all";
  /** Ids whose coins the new chain spends to the faucet instead. */
  readonly doubleSpend?: readonly string[];
  /** Which of the new blocks (0 = first) re-accepts. Default 0. */
  readonly reacceptAt?: number;
  /** Wait until the virtual DAA score reaches this. */
  readonly atDaa?: number;
}

/** Result of a reorg; `waiting` when it was planned for later. */
export interface ReorgResult extends SinkInfo {
  readonly removed: string[];
  readonly added: string[];
  readonly waiting: boolean;
}

/** Transport faults; fields left out keep their value. Milliseconds, shares 0 to 1, bytes. */
export interface NetInput {
  readonly delayMs?: number;
  /** Same as `delayMs`. */
  readonly latencyMs?: number;
  readonly reorderMs?: number;
  readonly dropP?: number;
  readonly dupP?: number;
  readonly dropRepliesP?: number;
  readonly garbageP?: number;
  readonly cutEvery?: number;
  readonly halfOpen?: boolean;
  readonly bigFrame?: number;
  readonly nextReply?: string | null;
  readonly chunkBytes?: number;
  /** Back to a healthy network before the other fields apply. */
  readonly reset?: boolean;
}

/** Lies; fields left out keep their value, null ends one. */
export interface LieInput {
  /** An output that the chain never held, shown in the next block. */
  readonly inventOutput?: { readonly address: string; readonly sompi: SompiInput } | null;
  /** Ids left out of every chain reply. */
  readonly hideOutput?: readonly string[] | null;
  /** Told amount of a transaction's first output. */
  readonly wrongAmount?: { readonly txId: string; readonly sompi: SompiInput } | null;
  readonly frozenScore?: boolean;
  /** Subtracted from the reported scores. */
  readonly backwardsScore?: number;
  /** Network id shown instead of `simnet`. */
  readonly wrongNetwork?: string | null;
  readonly reset?: boolean;
}

/** A transaction in the mempool, for tests. */
export interface WaitingTx {
  readonly txId: string;
  readonly feeSompi: bigint;
  readonly held: boolean;
}

/** Usage of one connection. */
export interface ConnectionUsage {
  readonly id: number;
  readonly open: boolean;
  readonly methods: Record<string, number>;
  readonly subscriptions: Record<string, number>;
}

/** One accepted output as the current chain has it. */
export interface TrueOutput extends LedgerOutput {
  /** Null for a non-standard script. */
  readonly address: string | null;
  /** Virtual DAA score minus the accepting block's. */
  readonly depth: number;
}

/** The oracle's answer. */
export interface Truth extends SinkInfo {
  readonly outputs: TrueOutput[];
  readonly mempool: WaitingTx[];
  readonly connections: ConnectionUsage[];
  /** Calls of each method over all connections. */
  readonly methods: Record<string, number>;
  /** Subscriptions of each scope over all connections. */
  readonly subscriptions: Record<string, number>;
}

/** Health and settings of the node. */
export interface SimState extends SinkInfo {
  readonly frozen: boolean;
  readonly holdTxs: boolean;
  readonly blocksPerSecond: number;
  readonly fillPerBlock: number;
  readonly clockOffsetMs: number;
  readonly chainBlocks: number;
  readonly utxos: number;
  readonly supplySompi: bigint;
  readonly mempool: number;
  readonly connections: number;
  readonly faucetAddress: string;
  readonly faults: Record<string, unknown>;
}

/** Every control of the simulated node. All act at once and synchronously. */
export interface SimControls {
  /** Pays from the faucet, mined into the next block: `pay` without options. */
  faucet(input: { readonly address: string; readonly sompi: SompiInput }): TxIds;
  pay(input: PayInput): TxIds;
  /**
   * Pays from a merchant's demo account: coins at its receive and change addresses, real signatures, change to the
   * change branch. RangeError when the coins do not suffice.
   */
  payFrom(input: PayFromInput): TxIds & { readonly feeSompi: bigint };
  account(input: { readonly account: string }): AccountState;
  /** Spends an accepted output back to the faucet (the merchant sweeps), past the signature check. */
  spend(input: {
    readonly outpoint: { readonly transactionId: string; readonly index: number } | string;
  }): TxIds;
  /** Mines n blocks (default 1), moving the clock by `stepMs` before each. */
  mine(input?: number | { readonly n?: number; readonly stepMs?: number }): SinkInfo;
  /** Same as {@link mine}. */
  tick(input?: number | { readonly n?: number; readonly stepMs?: number }): SinkInfo;
  /** Stops (or with `on: false` resumes) the block timer. */
  freeze(input?: { readonly on?: boolean }): { readonly frozen: boolean };
  /** Moves simulated time by `ms` (may be negative; block times still never go back). */
  clock(input: { readonly ms: number }): { readonly now: number };
  /** Blocks per second by timer; 0 = only `mine`. */
  rate(input: { readonly bps: number }): { readonly bps: number };
  reorg(input: ReorgInput): ReorgResult;
  /** A conflicting spend of a waiting transaction's coins is mined at once; the transaction is gone. */
  doubleSpend(input: { readonly txId: string }): TxIds;
  /** A waiting transaction is replaced in the mempool by one with a higher fee that pays the faucet. */
  rbf(input: { readonly txId: string }): TxIds;
  /** Removes a waiting transaction, as if it had expired. */
  dropTx(input: { readonly txId: string }): { readonly dropped: boolean };
  /** Lets transactions held by `mempoolOnly` into blocks; all without an id. */
  release(input?: { readonly txId?: string }): { readonly released: number };
  /** Mines a non-standard script; V2 replies with that block fail from level Low on. */
  poison(input: { readonly where: "output" | "coinbase" | "input" }): TxIds & SinkInfo;
  /**
   * Forgets all but the newest `keep` chain blocks; `toDaa` keeps from that score on. Pruned hashes answer
   * "no retention root"; with `forgetHeaders` they are unknown, as on a node that never had them.
   */
  prune(input: { readonly keep?: number; readonly toDaa?: number; readonly forgetHeaders?: boolean }): {
    readonly pruned: number;
  };
  unsynced(input?: { readonly on?: boolean }): { readonly unsynced: boolean };
  transitional(input?: { readonly on?: boolean }): { readonly transitional: boolean };
  /** Initial block download: unsynced and transitional together. */
  ibd(input?: { readonly on?: boolean }): { readonly ibd: boolean };
  noUtxoIndex(input?: { readonly on?: boolean }): { readonly utxoIndex: boolean };
  wrongNetwork(input?: { readonly on?: boolean; readonly networkId?: string }): {
    readonly networkId: string;
  };
  /** Text of `serverVersion`; below 1.1.0 V2 is an unknown method. Null = the real one. */
  version(input: { readonly text: string | null }): { readonly serverVersion: string };
  /** Same as {@link version}, default 1.0.1. */
  oldVersion(input?: { readonly text?: string }): { readonly serverVersion: string };
  /** Serves the chain as if it ended this many blocks ago. */
  behind(input: { readonly blocks: number }): SinkInfo;
  net(input: NetInput): Record<string, unknown>;
  lie(input: LieInput): Record<string, unknown>;
  /** Refuses the next submission with this reason. */
  rejectNext(input: { readonly text: string }): { readonly queued: number };
  /** Keeps all transactions in the mempool. */
  holdTxs(input?: { readonly on?: boolean }): { readonly holdTxs: boolean };
  /** Sompi per gram in getFeeEstimate. */
  feeRate(input: { readonly x: number }): { readonly feeRate: number };
  /** Unrelated transactions per block for load tests, outside the UTXO set. */
  fill(input: { readonly txsPerBlock: number }): { readonly txsPerBlock: number };
  pageLimit(input: { readonly n: number }): { readonly pageLimit: number };
  /** Announces a finality conflict, or that it is resolved, and stays on the own chain. */
  finalityConflict(input?: { readonly resolved?: boolean }): { readonly violatingBlockHash: string };
  /** Cuts every connection; `refuse: true` also turns new ones away until `refuse: false`. */
  disconnect(input?: { readonly refuse?: boolean }): { readonly cut: number };
  /** Cuts every connection and clears the faults, as a restarted process would. */
  restart(input?: { readonly lostMempool?: boolean }): SinkInfo;
  state(): SimState;
  /** The oracle; with an address only its outputs. */
  truth(input?: string | { readonly address?: string }): Truth;
  /** Keeps a copy of the chain in memory. */
  snapshot(): { readonly id: string };
  /** Goes back to a copy; later blocks become unknown, as on a node restored from a backup. */
  restore(input: { readonly id: string }): SinkInfo;
}
