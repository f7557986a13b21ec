import type { ChainNetwork, ChainSink } from "../../ports/chain-source.ts";
import type { Cursor, Leadership } from "../../ports/records/chain-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";

/** A cursor on the node's present tip. */
export function cursorAt(network: ChainNetwork, sink: ChainSink, node: string): Cursor {
  return {
    network,
    hash: sink.hash,
    daa: sink.daaScore,
    blue: sink.blueScore,
    blockTime: sink.timestampMs,
    chainTime: sink.timestampMs,
    recentTimes: [sink.timestampMs],
    virtualDaa: sink.virtualDaaScore,
    node,
  };
}

/** Takes the locks of a page: this process still leads, and nobody moved the cursor meanwhile. */
export async function isOurCursor(records: Records, cursor: Cursor, leader: Leadership): Promise<boolean> {
  return (await records.chain.lockCursor(cursor.network, leader))?.hash === cursor.hash;
}
