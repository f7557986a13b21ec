import type { Cursor } from "./records.ts";
import type { ChainPage } from "./source.ts";

/** Chain time is the median timestamp of this many applied chain blocks. */
const MEDIAN_BLOCKS = 11;

interface Seen {
  readonly virtualDaa: bigint;
  readonly node: string;
  readonly now: number;
}

/** The cursor after a page; the same object when the page added no block. Chain time never goes back. */
export function advance(cursor: Cursor, page: ChainPage, seen: Seen): Cursor {
  const last = page.added.at(-1);
  if (last === undefined) return cursor;
  const stamps = page.added.slice(-MEDIAN_BLOCKS).map((block) => block.timestampMs);
  const recentTimes = [...cursor.recentTimes, ...stamps].slice(-MEDIAN_BLOCKS);
  return {
    network: cursor.network,
    hash: last.hash,
    daa: last.daaScore,
    blue: last.blueScore,
    blockTime: last.timestampMs,
    chainTime: Math.max(cursor.chainTime, median(recentTimes)),
    recentTimes,
    virtualDaa: seen.virtualDaa,
    node: seen.node,
    readAt: seen.now,
    outageId: cursor.outageId,
  };
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
