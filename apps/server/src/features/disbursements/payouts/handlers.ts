import { ApiError } from "@kaspa-pay/api-contract";
import type { PayoutHandlers } from "@kaspa-pay/api-contract/router";
import { periodOf, readCursor, toPage } from "../../../http/paging.ts";
import { actorContextOf, storeIdOf } from "../../caller.ts";
import type { StoredDisbursement } from "../records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { type ChangePayoutDeps, createPayoutActions } from "./change-payout.ts";
import { type CreatePayoutDeps, createCreatePayout } from "./create-payout.ts";
import { createImportPayouts } from "./import-payouts.ts";
import { payoutView } from "./view.ts";

export type PayoutHandlerDeps = CreatePayoutDeps & ChangePayoutDeps;

export function createPayoutHandlers(deps: PayoutHandlerDeps): PayoutHandlers {
  const create = createCreatePayout(deps);
  const importAll = createImportPayouts(deps);
  const actions = createPayoutActions(deps);
  const shown = (stored: StoredDisbursement) => payoutView(stored, deps.tip.virtualDaa(stored.network));
  return {
    create: async (input, caller) => shown(await create(storeIdOf(caller), actorContextOf(caller), input)),
    import: async ({ csv }, caller) => {
      const made = await importAll(storeIdOf(caller), actorContextOf(caller), csv);
      return { data: made.map(shown), count: made.length };
    },
    list: async ({ status, orderId, address, limit, cursor, ...input }, caller) => {
      const rows = await disbursementRepository(deps.unitOfWork.db).list(
        storeIdOf(caller),
        { kind: "payout", statuses: status, orderId, address, ...periodOf(input) },
        { limit, afterId: readCursor(cursor) },
      );
      return toPage(rows, limit, (row) => row.disbursement.id, shown);
    },
    get: async ({ id }, caller) => {
      const found = await disbursementRepository(deps.unitOfWork.db).get({
        storeId: storeIdOf(caller),
        kind: "payout",
        id,
      });
      if (found === null) throw new ApiError("not_found", "Payout not found");
      return shown(found);
    },
    approve: async ({ id }, caller) =>
      shown(await actions.approve({ storeId: storeIdOf(caller), id }, actorContextOf(caller))),
    cancel: async ({ id, note }, caller) =>
      shown(await actions.cancel({ storeId: storeIdOf(caller), id }, actorContextOf(caller), note ?? null)),
    attach: async ({ id, txId, index }, caller) =>
      shown(
        await actions.attach({ storeId: storeIdOf(caller), id }, actorContextOf(caller), `${txId}:${index}`),
      ),
  };
}
