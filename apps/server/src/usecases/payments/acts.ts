// What people do to a payment: each action is a fact and passes through `reduce` under the payment's lock.
import { Refused } from "@kaspa-pay/api-contract";
import { type AttentionReason, type ChainClock, type Fact, reduce } from "@kaspa-pay/core";
import type { Bus } from "../../ports/bus.ts";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import type { ChainTip } from "../../ports/chain-tip.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PaymentWithTransfers } from "../../ports/records/payment-records.ts";
import type { Records, UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Acting, Audit } from "../acting.ts";
import { clockAt } from "../chain/chain-clock.ts";
import type { RateBook } from "../rates/rate-book.ts";
import type { Outcomes } from "./outcome-of.ts";

export interface ActDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  outcomes: Outcomes;
  audit: Audit;
  tip: Pick<ChainTip, "canConfirm">;
  rates: RateBook;
  bus: Bus;
}

export interface PaymentTarget {
  storeId: string;
  paymentId: string;
}

type MakeFact = (now: number, clock: ChainClock, stored: PaymentWithTransfers) => Fact;

/**
 * Applies one action under the payment's lock, with its audit row.
 * @throws Refused `not_found`; `conflict` or `payment_has_transfers` when the state does not allow it
 */
export async function act(
  deps: ActDeps,
  target: PaymentTarget,
  by: Acting,
  action: string,
  makeFact: MakeFact,
  alsoInside?: (records: Records, stored: PaymentWithTransfers) => Promise<void>,
): Promise<void> {
  const changed = await deps.unitOfWork.transaction((records) =>
    actInside(deps, records, target, by, action, makeFact, alsoInside),
  );
  if (changed) announceChange(deps, target.paymentId);
}

/** The same in a transaction that runs already. True when the payment changed: announce it after the commit. */
export async function actInside(
  deps: ActDeps,
  records: Records,
  target: PaymentTarget,
  by: Acting,
  action: string,
  makeFact: MakeFact,
  alsoInside?: (records: Records, stored: PaymentWithTransfers) => Promise<void>,
): Promise<boolean> {
  const [stored] = await records.payments.lock([target.paymentId]);
  if (stored === undefined || stored.details.storeId !== target.storeId) {
    throw new Refused("not_found", "Payment not found");
  }
  const clock = await chainClock(deps, records, stored.details.network);
  const fact = makeFact(deps.clock.now(), clock, stored);
  const reduction = reduce(stored.payment, stored.transfers, fact, stored.payment.policy);
  if (!reduction.ok) throw new Refused(reduction.code, reduction.text);
  await alsoInside?.(records, stored);
  if (reduction.changed) await records.payments.save([deps.outcomes.changeOf(stored.details, reduction)]);
  await deps.audit(records, by, {
    storeId: target.storeId,
    action,
    target: target.paymentId,
    before: stored.payment,
    after: reduction.payment,
  });
  return reduction.changed;
}

export function announceChange({ bus }: Pick<ActDeps, "bus">, paymentId: string): void {
  bus.publish({ topic: "payments", paymentIds: [paymentId] });
  bus.publish({ topic: "deliveries" });
}

async function chainClock(deps: ActDeps, records: Records, network: ChainNetwork): Promise<ChainClock> {
  const cursor = await records.chain.cursor(network);
  if (cursor === null) return { chainTime: 0, virtualDaa: 0n, canConfirm: false };
  return clockAt(cursor, deps.clock.now(), deps.tip.canConfirm(network));
}

export function createActs(deps: ActDeps) {
  return {
    cancel: (target: PaymentTarget, by: Acting, note: string | null) =>
      act(deps, target, by, "payment.cancel", (now) => ({
        kind: "cancel",
        actor: by.actor,
        reason: note,
        now,
      })),

    mark: (target: PaymentTarget, by: Acting, mark: "paid" | "invalid" | "clear", reason: string) => {
      const kind = mark === "paid" ? "markPaid" : mark === "invalid" ? "markInvalid" : "clearMark";
      return act(deps, target, by, `payment.${kind}`, (now, clock) => ({
        kind,
        actor: by.actor,
        reason,
        now,
        ...clock,
      }));
    },

    resolve: (
      target: PaymentTarget,
      by: Acting,
      how: { attention: AttentionReason; action: "accept" | "ignore"; note: string | null },
    ) =>
      act(deps, target, by, "payment.resolve", (now, clock) => ({
        kind: "resolve",
        ...how,
        actor: by.actor,
        now,
        ...clock,
      })),
  };
}
