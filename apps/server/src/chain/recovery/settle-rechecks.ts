import { disbursementRecovery } from "../../features/disbursements/find-disbursements.ts";
import { groupBy } from "../../runtime/group-by.ts";
import { applyChainFacts } from "../apply-chain-facts.ts";
import { applyDeposits, sameFact } from "../apply-deposit-facts.ts";
import { applyDisbursements, groupedPages, lockRefunded } from "../apply-disbursements.ts";
import { clockAt } from "../chain-clock.ts";
import type { Cursor, Leadership } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import { isOurCursor, paymentsOf, type RecoverDeps } from "./own-cursor.ts";

const BATCH = 1_000;

/** After the replay from a checkpoint: outputs that are still marked were not found again, so they left the chain. */
export function createSettleRechecks(deps: RecoverDeps) {
  return async (cursor: Cursor, leader: Leadership): Promise<{ paymentIds: string[]; more: boolean }> =>
    deps.unitOfWork.transaction(async (db) => {
      const waiting = await chainRepository(db).awaitingRecheck(cursor.network, BATCH);
      const deposits = await chainRepository(db).depositsAwaitingRecheck(cursor.network, BATCH);
      const sent = await disbursementRecovery(db).awaitingRecheck(cursor.network, BATCH);
      const nothing = { paymentIds: [], more: false };
      const count = waiting.length + deposits.length + sent.length;
      if (count === 0 || !(await isOurCursor(db, cursor, leader))) return nothing;
      const owned = waiting.flatMap((output) =>
        output.paymentId === null ? [] : [{ ...output, paymentId: output.paymentId }],
      );
      const byPayment = groupBy(owned, (transfer) => transfer.paymentId);
      const disbursements = groupedPages({ voided: sent, sent: [] });
      await lockRefunded(db, disbursements, paymentsOf(byPayment));
      await applyChainFacts(deps, db, {
        network: cursor.network,
        payments: paymentsOf(byPayment),
        factFor: (id) => ({
          kind: "chain",
          voided: (byPayment.get(id) ?? []).map((transfer) => transfer.outpoint),
          accepted: [],
          ...clockAt(cursor, deps.clock.now(), false),
        }),
      });
      await chainRepository(db).voidUnmatched(waiting.filter((output) => output.paymentId === null));
      await chainRepository(db).clearRecheck(waiting);
      const gone = { kind: "chain", voided: true, accepted: null } as const;
      const clock = clockAt(cursor, deps.clock.now(), false);
      await applyDeposits(deps, db, sameFact(deposits, { ...gone, ...clock }));
      await chainRepository(db).clearDepositRecheck(deposits);
      await applyDisbursements(deps, db, cursor.network, disbursements, { clock });
      await disbursementRecovery(db).clearRecheck(sent);
      const more = waiting.length === BATCH || deposits.length === BATCH || sent.length === BATCH;
      return { paymentIds: [...byPayment.keys()], more };
    });
}
