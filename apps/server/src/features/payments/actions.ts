// What people do to a payment: each action is a fact and passes through `reduce` under the payment's lock.

import { ApiError } from "@kaspa-pay/api-contract";
import type { AttentionReason, ChainClock, Fact, Payment } from "@kaspa-pay/core";
import { clockAt } from "../../chain/chain-clock.ts";
import { type ChainTip, readCursor } from "../../chain/read-cursor.ts";

import type { Bus } from "../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import type { RateBook } from "../rates/rate-book.ts";
import { applyFacts } from "./apply-facts.ts";
import type { PaymentChanges } from "./payment-change.ts";
import type { PaymentTarget, PaymentWithTransfers } from "./records.ts";

export interface ActionDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  paymentChanges: PaymentChanges;
  audit: Audit;
  tip: Pick<ChainTip, "canConfirm">;
  rates: RateBook;
  bus: Bus;
}

type MakeFact = (now: number, clock: ChainClock, stored: PaymentWithTransfers) => Fact;

/**
 * Applies one action under the payment's lock, with its audit row.
 * @throws ApiError `not_found`; `conflict` or `payment_has_transfers` when the state does not allow it
 */
export async function applyAction(
  deps: ActionDeps,
  target: PaymentTarget,
  actor: ActorContext,
  action: string,
  makeFact: MakeFact,
  alsoInside?: (db: Db, stored: PaymentWithTransfers) => Promise<void>,
): Promise<void> {
  const changed = await deps.unitOfWork.transaction((db) =>
    applyActionWithin(deps, db, target, actor, action, makeFact, alsoInside),
  );
  if (changed) publishPaymentChange(deps, target.paymentId);
}

/** The same in a transaction that runs already. True when the payment changed: announce it after the commit. */
export async function applyActionWithin(
  deps: ActionDeps,
  db: Db,
  target: PaymentTarget,
  actor: ActorContext,
  action: string,
  makeFact: MakeFact,
  alsoInside?: (db: Db, stored: PaymentWithTransfers) => Promise<void>,
): Promise<boolean> {
  let before: Payment | null = null;
  const [change] = await applyFacts(
    deps.paymentChanges,
    db,
    [target],
    async (stored) => {
      before = stored.payment;
      const clock = await chainClock(deps, db, stored.details.network);
      return makeFact(deps.clock.now(), clock, stored);
    },
    { beforeSave: async (stored) => alsoInside?.(db, stored) },
  );
  if (before === null) throw notFound();
  await deps.audit(db, actor, {
    storeId: target.storeId,
    action,
    target: target.paymentId,
    before,
    after: change?.reduction.payment ?? before,
  });
  return change !== undefined;
}

const notFound = (): ApiError => new ApiError("not_found", "Payment not found");

export function publishPaymentChange({ bus }: Pick<ActionDeps, "bus">, paymentId: string): void {
  bus.publish({ topic: "payments", paymentIds: [paymentId] });
  bus.publish({ topic: "deliveries" });
}

async function chainClock(deps: ActionDeps, db: Db, network: ChainNetwork): Promise<ChainClock> {
  const cursor = await readCursor(db, network);
  if (cursor === null) return { chainTime: 0, virtualDaa: 0n, canConfirm: false };
  return clockAt(cursor, deps.clock.now(), deps.tip.canConfirm(network));
}

export function createPaymentActions(deps: ActionDeps) {
  return {
    cancel: (target: PaymentTarget, actor: ActorContext, note: string | null) =>
      applyAction(deps, target, actor, "payment.cancel", (now) => ({
        kind: "cancel",
        actor: actor.actor,
        reason: note,
        now,
      })),

    mark: (
      target: PaymentTarget,
      actor: ActorContext,
      mark: "paid" | "invalid" | "clear",
      reason: string,
    ) => {
      const kind = mark === "paid" ? "markPaid" : mark === "invalid" ? "markInvalid" : "clearMark";
      return applyAction(deps, target, actor, `payment.${kind}`, (now, clock) => ({
        kind,
        actor: actor.actor,
        reason,
        now,
        ...clock,
      }));
    },

    resolve: (
      target: PaymentTarget,
      actor: ActorContext,
      how: { attention: AttentionReason; action: "accept" | "ignore"; note: string | null },
    ) =>
      applyAction(deps, target, actor, "payment.resolve", (now, clock) => ({
        kind: "resolve",
        ...how,
        actor: actor.actor,
        now,
        ...clock,
      })),
  };
}
