import type { ChainNetwork } from "../runtime/network.ts";

// What the follower may ask of a Kaspa node, whichever adapter answers. Sompi, DAA and blue scores are bigint, times
// are milliseconds, hashes, ids and scripts are lower-case hex (a script carries its 4-digit version in front).

/** A page of the selected chain: revert `removed` first, then apply `added` in order. Both empty = nothing new. */
export interface ChainPage {
  /** Hashes of chain blocks that left the selected chain, newest first, beginning with the start block itself. */
  removed: string[];
  /** Chain blocks after the fork point, oldest first; never holds the start block. */
  added: ChainBlock[];
  /** True when the page had to be read block by block around a non-standard script (count `chain_slow_pages_total`). */
  slow: boolean;
}

export interface ChainBlock {
  hash: string;
  daaScore: bigint;
  blueScore: bigint;
  /** Header timestamp, milliseconds. */
  timestampMs: number;
  /**
   * The transactions this chain block accepted; the first is the coinbase of its selected parent. Those of a large page
   * may be decoded again at each reading: ask `scripts` first.
   */
  readonly txs: ChainTx[];
  /** Every script that its outputs pay, each once, where that is known without decoding `txs`. */
  scripts?(): readonly string[];
}

export interface ChainTx {
  txid: string;
  coinbase: boolean;
  /** Sender addresses as a hint; empty for coinbase and on slow pages. Never a proof of who paid. */
  inputAddresses: string[];
  outputs: ChainOutput[];
  /** Outpoints that it spends; only for mempool transactions, where the source names them. */
  spends?: readonly string[];
}

export interface ChainOutput {
  index: number;
  /** Sompi. */
  value: bigint;
  /** 4 hex digits of script version, then the script. */
  script: string;
  /** Not null = bound to a covenant: recorded, never credited by itself. */
  covenantId: string | null;
}

/** An unspent output of a known address, from the node's UTXO index. */
export interface ChainUtxo {
  txid: string;
  index: number;
  /** Sompi. */
  value: bigint;
  script: string;
  /** DAA score of the accepting block. */
  daaScore: bigint;
  coinbase: boolean;
  covenantId: string | null;
}

/** The tip of the selected chain: where a first start begins. */
export interface ChainSink {
  hash: string;
  daaScore: bigint;
  blueScore: bigint;
  timestampMs: number;
  /** Virtual DAA score read before the block itself, so never ahead of it by an unread part of the chain. */
  virtualDaaScore: bigint;
}

/** What `GET /network` prints. */
export interface ChainDag {
  networkName: string;
  blockCount: bigint;
  headerCount: bigint;
  difficulty: number;
  virtualDaaScore: bigint;
  sinkHash: string;
  pastMedianTimeMs: number;
}

export interface NodeInfo {
  networkId: string;
  serverVersion: string;
  synced: boolean;
  hasUtxoIndex: boolean;
  virtualDaaScore: bigint;
}

/** Sompi per gram of mass. */
export interface FeeEstimate {
  priority: number;
  normal: number;
  low: number;
}

export type ChainState = "connected" | "wrong_network" | "unsynced" | "unsupported" | "unavailable";

/** A snapshot for health pages and readiness; reading it costs nothing. */
export interface ChainHealth {
  state: ChainState;
  /** One sentence for the operator, empty when connected. Names the version, network or `--utxoindex` at fault. */
  detail: string;
  /** Position in the configured list of nodes, from 0. */
  nodeIndex: number;
  /** Host and port only, never credentials or path. */
  nodeName: string;
  /** What the node check read on the present connection. */
  info: NodeInfo | null;
  /** Newest virtual DAA score received; shown confirmation counts use it, decisions never do. */
  virtualDaaScore: bigint | null;
  /** The node saw blocks that contradict what it holds final: nothing is confirmed until the operator has decided. */
  finalityConflict?: boolean;
  /** When the state last changed, milliseconds of wall clock. */
  sinceMs: number;
}

/**
 * One network's chain, over one or several nodes. Every method but `pull` rejects with `Unavailable`, `NodeUnsynced`,
 * `WrongNetwork` or `UnsupportedNode` while no node has passed the node check (docs/spec/chain-following.md#the-node-check).
 */
export interface ChainSource {
  readonly network: ChainNetwork;
  info(): Promise<NodeInfo>;
  sink(): Promise<ChainSink>;
  dag(): Promise<ChainDag>;
  /**
   * Chain blocks after `startHash`. `spanLimit` = blue-score steps the page may cover (take it from `PAGE_SPANS`);
   * at the smallest span an unreadable page is read block by block instead of failing.
   * Also rejects with `CursorUnknown`, `CursorPruned`, `PageTooLarge`, `PageUnreadable`.
   */
  pull(startHash: string, spanLimit?: number): Promise<ChainPage>;
  /** Any number of addresses; asked 1 000 at a time. Rejects with `Unavailable` when the node has no UTXO index. */
  utxos(addresses: readonly string[]): Promise<ChainUtxo[]>;
  /** Unaccepted transactions that pay one of the addresses, each once. Informs only, never money. */
  mempool(addresses: readonly string[]): Promise<ChainTx[]>;
  /**
   * Which of these outpoints were spent by what chain blocks after `startHash` accepted: outpoint to spending id. Null
   * or absent = this source cannot know. Informs mempool observations only, never money.
   */
  spentSince?(startHash: string, outpoints: readonly string[]): Promise<ReadonlyMap<string, string> | null>;
  feeEstimate(): Promise<FeeEstimate>;
  /** Called when there may be something new to pull. Carries no data; may come twice, late or not at all. */
  onTick(listener: () => void): () => void;
  /** Called on every change of state, after the node check. */
  onConnection(listener: (health: ChainHealth) => void): () => void;
  health(): ChainHealth;
  /**
   * The follower found the present node lagging, wrong or stalled: switch to the next one in the list. With
   * `ifAnotherIsAhead` only to a node whose chain is longer: a chain that does not grow may do so on every node.
   */
  leaveNode(reason: string, when?: "always" | "ifAnotherIsAhead"): void;
  close(): Promise<void>;
}

/** Allowed values of `spanLimit`, in the order in which a failing page is shrunk (docs/spec/chain-following.md#page-span). */
export const PAGE_SPANS = [1000, 500, 250, 100, 50, 10] as const;

/** Base of everything a chain source throws on purpose. */
export class ChainError extends Error {
  override readonly name: string = "ChainError";
}

/** The node does not know the start block: pruned, from another chain, or the node is behind (docs/spec/chain-following.md#cursor-recovery). */
export class CursorUnknown extends ChainError {
  override readonly name = "CursorUnknown";
}

/** The start block is older than the node's kept history (docs/spec/chain-following.md#sync-gap). */
export class CursorPruned extends ChainError {
  override readonly name = "CursorPruned";
}

/** The node is downloading or catching up: no pull, no expiry, no confirmation. */
export class NodeUnsynced extends ChainError {
  override readonly name = "NodeUnsynced";
}

/** The node serves another network than the configured one: nothing it says is used. */
export class WrongNetwork extends ChainError {
  override readonly name = "WrongNetwork";
}

/** The node's version is too old, or a simulated node answers where a real one is configured. */
export class UnsupportedNode extends ChainError {
  override readonly name = "UnsupportedNode";
}

/** The reply is larger than the frame limit: ask again with a smaller span. */
export class PageTooLarge extends ChainError {
  override readonly name = "PageTooLarge";
}

/** The node cannot build the page as a whole, usually for a non-standard script in it: shrink the span. */
export class PageUnreadable extends ChainError {
  override readonly name = "PageUnreadable";
}

export type UnavailableReason =
  | "not_connected"
  | "timeout"
  | "closed"
  | "bad_reply"
  | "no_utxo_index"
  | "node_fault";

/** No usable answer now. `timeout` on a pull also asks for a smaller span. */
export class Unavailable extends ChainError {
  override readonly name = "Unavailable";
  readonly reason: UnavailableReason;
  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
