// Which blocks left the selected chain. The API keeps no list of them, so the ancestors of the start block are walked
// down until one is on the chain that the index has now.
import { CursorUnknown } from "../../source.ts";
import { type RestApi, SEARCH_SPAN } from "./api.ts";
import type { ChainLinks, LinkedPoint } from "./chain-links.ts";

export interface Fork {
  /** Newest first, beginning with the start block; empty when that is on the chain. */
  removed: string[];
  at: LinkedPoint;
}

/** A walk ends here; a deeper reorganisation is left to the checkpoints. */
const DEEPEST_WALK = 5000;

/** @throws CursorUnknown when the start block or the way down from it is unknown */
export async function findFork(api: RestApi, links: ChainLinks, startHash: string): Promise<Fork> {
  const onChain = chainReader(api);
  const removed: string[] = [];
  let at = await links.ask(startHash);
  while (!(await onChain(at))) {
    removed.push(at.hash);
    if (removed.length > DEEPEST_WALK) throw new CursorUnknown("The start block is on a chain left long ago");
    at = await links.locate(at.parent);
  }
  return { removed, at };
}

/** Remembers what it read: a walk passes through few windows. */
function chainReader(api: RestApi): (point: LinkedPoint) => Promise<boolean> {
  const windows = new Map<bigint, ReadonlySet<string>>();
  return async ({ hash, blueScore }) => {
    const from = blueScore - (blueScore % SEARCH_SPAN);
    let chain = windows.get(from);
    if (chain === undefined) {
      const rows = await api.chainRows(from, from + SEARCH_SPAN);
      chain = new Set(rows.map((row) => row.accepting_block_hash));
      windows.set(from, chain);
    }
    return chain.has(hash);
  };
}
