// The path from any known block to the sink, cut into pages as the node cuts it.
// docs/spec/kaspa-protocol.md#the-chain-call
import { type ChainBlock, mergesetSize } from "./block.ts";
import type { BlockStore, UnknownStart } from "./block-store.ts";

/** Removed hashes descend and begin with the start block itself; added blocks ascend from the fork point. */
export interface VirtualChainPage {
  readonly removed: readonly string[];
  readonly added: readonly ChainBlock[];
}

/** What to read. Scores in blue score. */
export interface PageRequest {
  readonly startHash: string;
  /** Strips every block not more than this far below the sink; 0 strips nothing. */
  readonly minConfirmationCount: number;
  /** Merged blocks after which a page ends; undefined = no limit. */
  readonly pageLimit: number | undefined;
  /** Height that counts as the sink's (a node that is behind); blocks above are unknown. */
  readonly tipHeight: number;
}

/** One page of the chain, or why the start block cannot be followed. */
export function virtualChainPage(store: BlockStore, request: PageRequest): VirtualChainPage | UnknownStart {
  const path = store.pathDown(request.startHash);
  if (typeof path === "string") return path;
  const startsAbove = path.off.length === 0 && path.height > request.tipHeight;
  if (startsAbove) return "unknown";
  const fork = Math.min(path.height, request.tipHeight);
  const sink = store.at(request.tipHeight);
  if (sink === undefined) return "unknown";
  const added: ChainBlock[] = [];
  let merged = 0;
  for (let height = fork + 1; height <= request.tipHeight; height++) {
    const block = store.at(height);
    if (block === undefined) return "pruned";
    if (request.minConfirmationCount > 0 && sink.blueScore - block.blueScore <= request.minConfirmationCount)
      break;
    if (request.pageLimit !== undefined && merged >= request.pageLimit) break;
    added.push(block);
    merged += mergesetSize(block);
  }
  return { removed: path.off, added };
}
