// What all steps of cursor recovery share. docs/spec/chain-following.md#cursor-recovery
import type { ChainNetwork, ChainSink } from "../../../ports/chain-source.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { FaultPoints } from "../../../ports/fault-points.ts";
import type { Cursor, Leadership } from "../../../ports/records/chain-records.ts";
import type { Records, UnitOfWork } from "../../../ports/unit-of-work.ts";
import type { Ids } from "../../make-ids.ts";
import type { Outcomes } from "../../payments/outcome-of.ts";
import type { RateBook } from "../../rates/rate-book.ts";
import type { OnStopped } from "../stopped/stopped-payments.ts";

/** Dependencies of cursor recovery. */
export interface RecoverDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  outcomes: Outcomes;
  rates: RateBook;
  faults: FaultPoints;
  onStopped?: OnStopped;
}

/** A cursor on the node's present sink. */
export function cursorAt(network: ChainNetwork, sink: ChainSink, node: string, now: number): Cursor {
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
    readAt: now,
    outageId: null,
  };
}

/** Takes the locks of a page. True when this process still leads and nobody moved the cursor. */
export async function isOurCursor(records: Records, cursor: Cursor, leader: Leadership): Promise<boolean> {
  return (await records.chain.lockCursor(cursor.network, leader))?.hash === cursor.hash;
}
