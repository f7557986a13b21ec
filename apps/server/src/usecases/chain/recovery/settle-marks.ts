import type { Cursor, Leadership } from "../../../ports/records/chain-records.ts";
import { groupBy } from "../../group-by.ts";
import { clockAt } from "../chain-clock.ts";
import { reduceEach } from "../reduce-each.ts";
import { isOurCursor, type RecoverDeps } from "./cursor-place.ts";

const MARK_BATCH = 1_000;

/** After the replay from a checkpoint: outputs that are still marked were not found again, so they left the chain. */
export function createSettleMarks(deps: RecoverDeps) {
  return async (cursor: Cursor, leader: Leadership): Promise<{ paymentIds: string[]; more: boolean }> =>
    deps.unitOfWork.transaction(async (records) => {
      const marked = await records.chain.stillMarked(cursor.network, MARK_BATCH);
      const nothing = { paymentIds: [], more: false };
      if (marked.length === 0 || !(await isOurCursor(records, cursor, leader))) return nothing;
      const byPayment = groupBy(
        marked.filter((one) => one.paymentId !== null),
        (one) => one.paymentId ?? "",
      );
      const changes = await reduceEach(deps, records, {
        network: cursor.network,
        ids: [...byPayment.keys()],
        factFor: (id) => ({
          kind: "chain",
          voided: (byPayment.get(id) ?? []).map((one) => one.outpoint),
          accepted: [],
          ...clockAt(cursor, deps.clock.now(), false),
        }),
      });
      await records.payments.save(changes);
      await records.chain.voidUnmatched(
        marked.filter((one) => one.paymentId === null).map((one) => one.outpoint),
      );
      await records.chain.clearRecheck(
        cursor.network,
        marked.map((one) => one.outpoint),
      );
      return { paymentIds: [...byPayment.keys()], more: marked.length === MARK_BATCH };
    });
}
