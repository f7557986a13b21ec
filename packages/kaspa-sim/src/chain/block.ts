import type { UtxoEntry } from "@kaspa-pay/kaspa/tx";
import type { ChainOutput, ChainTx } from "./transaction.ts";

/** Any block of the simulated DAG: a block of the selected chain, or one merged by it. Scores fit a number. */
export interface Block {
  readonly hash: string;
  /** Parent hashes, the selected parent first. */
  readonly parents: readonly string[];
  readonly daaScore: number;
  readonly blueScore: number;
  /** Milliseconds. */
  readonly timestamp: number;
  /** Transactions in the block's body, without the coinbase. In the block does not mean accepted. */
  readonly txs: readonly ChainTx[];
  /** Outputs of this block's coinbase; empty for most blocks. */
  readonly reward: readonly ChainOutput[];
  /** Number of synthetic transactions of the `fill` control, made again from the hash whenever they are read. */
  readonly fill: number;
}

/** One accepted transaction with what undo and the RPC need: the block that held it and the coins it spent. */
export interface Accepted {
  readonly tx: ChainTx;
  readonly block: Block;
  readonly spent: readonly UtxoEntry[];
}

/** A block of some selected chain (today's, or one that a reorg left behind). */
export interface ChainBlock extends Block {
  /** Number of chain blocks below it on its own chain. */
  readonly height: number;
  /** Id of this block's own coinbase, accepted by its chain child. */
  readonly coinbaseId: string;
  /** Blocks merged besides the selected parent. */
  readonly merged: readonly Block[];
  /** Accepted transactions in order, without the selected parent's coinbase, which always comes first. */
  readonly accepted: readonly Accepted[];
}

/** What one step did to the selected chain: `removed` descends from the old sink, `added` ascends to the new one. */
export interface ChainChange {
  readonly removed: readonly ChainBlock[];
  readonly added: readonly ChainBlock[];
}

/** One empty list for the many blocks that hold nothing: a hundred thousand of them are kept. */
export const NONE: readonly never[] = [];

/** Hash of the selected parent. */
export function selectedParent(block: Block): string {
  return block.parents[0] ?? "";
}

/** Number of blocks a chain block merges, its selected parent included. */
export function mergesetSize(block: ChainBlock): number {
  return block.merged.length + 1;
}
