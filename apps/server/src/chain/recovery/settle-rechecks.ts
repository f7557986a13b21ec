import { groupBy } from "../../runtime/group-by.ts";
import { applyChainFacts } from "../apply-chain-facts.ts";
import { clockAt } from "../chain-clock.ts";
import type { Cursor, Leadership } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import { isOurCursor, paymentsOf, type RecoverDeps } from "./own-cursor.ts";

const MARK_BATCH = 1_000;

/** After the replay from a checkpoint: outputs that are still marked were not found again, so they left the chain. */
export function createSettleRechecks(deps: RecoverDeps) {
  return async (cursor: Cursor, leader: Leadership): Promise<{ paymentIds: string[]; more: boolean }> =>
    deps.unitOfWork.transaction(async (db) => {
      const marked = await chainRepository(db).stillMarked(cursor.network, MARK_BATCH);
      const nothing = { paymentIds: [], more: false };
      if (marked.length === 0 || !(await isOurCursor(db, cursor, leader))) return nothing;
      const owned = marked.flatMap((one) =>
        one.paymentId === null ? [] : [{ ...one, paymentId: one.paymentId }],
      );
      const byPayment = groupBy(owned, (one) => one.paymentId);
      await applyChainFacts(deps, db, {
        network: cursor.network,
        payments: paymentsOf(byPayment),
        factFor: (id) => ({
          kind: "chain",
          voided: (byPayment.get(id) ?? []).map((one) => one.outpoint),
          accepted: [],
          ...clockAt(cursor, deps.clock.now(), false),
        }),
      });
      await chainRepository(db).voidUnmatched(marked.filter((one) => one.paymentId === null));
      await chainRepository(db).clearRecheck(marked);
      return { paymentIds: [...byPayment.keys()], more: marked.length === MARK_BATCH };
    });
}
