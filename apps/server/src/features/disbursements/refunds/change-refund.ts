// What people do to a refund: claim it, cancel it, say which output pays it. Each locks the payment first, then the refund.
import { ApiError } from "@kaspa-pay/api-contract";
import type { DisbursementFact } from "@kaspa-pay/core";
import { readCursor } from "../../../chain/read-cursor.ts";
import type { Bus } from "../../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../../database/unit-of-work.ts";
import type { ActorContext, Audit } from "../../audit/audit.ts";
import { publishPaymentChange } from "../../payments/actions.ts";
import { lockPayments } from "../../payments/find-payment.ts";
import { storeOf } from "../../stores/find-store.ts";
import { applyDisbursementFacts } from "../apply-facts.ts";
import { type Destination, takeFreeSum } from "../destination.ts";
import type { DisbursementTarget, StoredDisbursement } from "../records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { applyRefundFacts, type RefundFactsDeps } from "./apply-refund-facts.ts";
import { readClaimAddress } from "./claim-address.ts";

export interface ChangeRefundDeps extends RefundFactsDeps {
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
  readonly bus: Bus;
}

type RefundTarget = Omit<DisbursementTarget, "kind">;

const notFound = () => new ApiError("not_found", "Refund not found");

export function createRefundActions(deps: ChangeRefundDeps) {
  return {
    cancel: (target: RefundTarget, actor: ActorContext, note: string | null) =>
      change(deps, target, actor, "refund.canceled", () => ({
        kind: "cancel",
        actor: actor.actor,
        reason: note ?? "",
        now: deps.clock.now(),
      })),
    attach: (target: RefundTarget, actor: ActorContext, outpoint: string) =>
      change(deps, target, actor, "refund.output_attached", () => ({
        kind: "attach",
        outpoint,
        actor: actor.actor,
        now: deps.clock.now(),
      })),
    /**
     * The payer names the address, once.
     * @throws ApiError `claim_used`, `claim_expired`; `invalid_address`, `network_mismatch`, `own_address`
     */
    claim: (target: RefundTarget, actor: ActorContext, address: string) =>
      claim(deps, target, actor, address),
  };
}

async function change(
  deps: ChangeRefundDeps,
  { storeId, id }: RefundTarget,
  actor: ActorContext,
  action: string,
  makeFact: (
    db: Db,
    stored: StoredDisbursement,
  ) => DisbursementFact | null | Promise<DisbursementFact | null>,
  beside?: (stored: StoredDisbursement) => StoredDisbursement,
): Promise<StoredDisbursement> {
  const target = { storeId, kind: "refund" as const, id };
  const after = await deps.unitOfWork.transaction(async (db) => {
    const repository = disbursementRepository(db);
    const found = await repository.get(target);
    if (found?.paymentId == null) throw notFound();
    await lockPayments(db, [{ storeId, paymentId: found.paymentId }]);
    const [stored] = await repository.lock([target]);
    if (stored === undefined) throw notFound();
    const fact = await makeFact(db, stored);
    if (fact === null) return stored;
    const { changes, refundFacts } = await applyDisbursementFacts(deps, db, [target], () => fact, beside);
    await applyRefundFacts(deps, db, refundFacts);
    const changed = changes[0]?.stored ?? stored;
    if (changes.length > 0)
      await deps.audit(db, actor, { storeId, action, target: id, before: stored, after: changed });
    return changed;
  });
  if (after.paymentId !== null) publishPaymentChange(deps, after.paymentId);
  return after;
}

async function claim(
  deps: ChangeRefundDeps,
  target: RefundTarget,
  actor: ActorContext,
  text: string,
): Promise<StoredDisbursement> {
  let destination: Destination | null = null;
  return change(
    deps,
    target,
    actor,
    "refund.claimed",
    async (db, stored) => {
      const store = await storeOf(db, target.storeId);
      destination = await readClaimAddress(deps, db, store, text);
      const { status, address, end } = stored.disbursement;
      if (address === destination.address) return null;
      if (address !== null)
        throw new ApiError(
          "claim_used",
          "This refund has an address already: ask the shop if it is not yours",
          {
            param: "address",
          },
        );
      if (end?.kind === "failed")
        throw new ApiError(
          "claim_expired",
          "The time to claim this refund is over: ask the shop for a new link",
        );
      if (status !== "awaiting_destination")
        throw new ApiError("conflict", "The shop canceled this refund: ask it for a new link");
      return {
        kind: "setAddress",
        address: destination.address,
        amountSompi: await takeFreeSum(db, store, destination.script, stored.disbursement.amountSompi),
        daa: (await readCursor(db, store.network))?.daa ?? 0n,
        actor: actor.actor,
        now: deps.clock.now(),
      };
    },
    (stored) => ({ ...stored, script: destination?.script ?? null }),
  );
}
