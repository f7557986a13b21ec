// What all steps of cursor recovery share. docs/spec/chain-following.md#cursor-recovery

import type { Bus } from "../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { ApplyDepositFacts } from "../../features/deposits/apply-facts.ts";
import type { PaymentTarget } from "../../features/payments/records.ts";
import type { RateBook } from "../../features/rates/rate-book.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { DisbursementPageDeps } from "../apply-disbursements.ts";
import type { Cursor, Leadership } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import type { ChainSink } from "../source.ts";

/** Dependencies of cursor recovery. */
export interface RecoverDeps extends DisbursementPageDeps {
  unitOfWork: UnitOfWork;
  depositFacts: ApplyDepositFacts;
  bus: Bus;
  rates: RateBook;
  faults: FaultPoints;
}

/** The payments of outputs that are grouped by payment. */
export const paymentsOf = (
  outputs: ReadonlyMap<string, readonly { readonly storeId: string }[]>,
): PaymentTarget[] =>
  [...outputs].flatMap(([paymentId, group]) =>
    group.slice(0, 1).map(({ storeId }) => ({ storeId, paymentId })),
  );

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
export async function isOurCursor(db: Db, cursor: Cursor, leader: Leadership): Promise<boolean> {
  return (await chainRepository(db).lockCursor(cursor.network, leader))?.hash === cursor.hash;
}
