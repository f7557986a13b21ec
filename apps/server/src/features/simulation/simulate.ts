// Controls the simulated chain for one payment, so that each outcome can be seen without coins. The payment changes
// only because the follower reads the chain, as with real money.

import { ApiError, type SimulatedCase } from "@kaspa-pay/api-contract";
import type { ActorContext } from "../audit/audit.ts";
import { type ActionDeps, applyAction } from "../payments/actions.ts";
import { findStorePayment } from "../payments/find-payment.ts";
import type { PaymentTarget, PaymentWithTransfers } from "../payments/records.ts";
import type { FollowUps } from "./follow-ups.ts";
import { isOnChain, isWaiting, sendingsOf, unplayable } from "./scenarios.ts";

export type Simulate = (target: PaymentTarget, what: SimulatedCase, actor: ActorContext) => Promise<void>;

export interface SimulateDeps extends ActionDeps {
  /** Null without the embedded simulator. */
  readonly simulator: Simulator | null;
  readonly followUps: FollowUps;
  /** DAA score of the newest applied block, to know the depth of a transfer. */
  readonly virtualDaa: () => bigint;
}

const ACTION = "payment.simulated";

/** @throws ApiError `not_found`, `conflict` (not a simulated store, or the case does not fit the payment's state) */
export function createSimulate(deps: SimulateDeps): Simulate {
  return async (target, what, actor) => {
    const { storeId, paymentId } = target;
    const stored = await findStorePayment(deps.unitOfWork.db, storeId, paymentId);
    if (stored === null) throw new ApiError("not_found", "Payment not found");
    if (stored.details.network !== "simnet" || deps.simulator === null) {
      throw new ApiError("conflict", "Only payments on the embedded simulated chain can be simulated");
    }
    const why = unplayable(what, stored, deps.virtualDaa());
    if (why !== null) throw new ApiError("conflict", why);
    if (what === "expire" || (what === "late" && isWaiting(stored))) {
      await endWindow(deps, target, actor, what);
      if (what === "late") deps.followUps.expect(storeId, paymentId, payOnceExpired(deps.simulator));
      return;
    }
    play(deps, deps.simulator, stored, what);
    await deps.audit(deps.unitOfWork.db, actor, {
      storeId,
      action: ACTION,
      target: paymentId,
      after: { what },
    });
  };
}

function play(
  { followUps }: SimulateDeps,
  simulator: Simulator,
  stored: PaymentWithTransfers,
  what: Exclude<SimulatedCase, "expire">,
): void {
  if (what !== "revert") pay(simulator, stored, what);
  else if (stored.transfers.some(isOnChain)) takeBack(simulator, stored);
  else {
    pay(simulator, stored, "exact");
    followUps.expect(stored.details.storeId, stored.payment.id, takeBackOnceAccepted(simulator));
  }
}

function pay(
  simulator: Simulator,
  stored: PaymentWithTransfers,
  what: Parameters<typeof sendingsOf>[0],
): void {
  for (const sending of sendingsOf(what, stored))
    drive(() => simulator.pay({ address: stored.details.address, ...sending }));
}

function takeBack(simulator: Simulator, { transfers }: PaymentWithTransfers): void {
  drive(() => simulator.takeBack(transfers.filter(isOnChain).map((transfer) => transfer.txId)));
}

/** The faucet may be empty, and the chain may have moved on since the payment was read. */
function drive(step: () => unknown): void {
  try {
    step();
  } catch (error) {
    throw new ApiError("conflict", `The simulated chain cannot do that: ${(error as Error).message}`);
  }
}

/** Only money that the follower has seen can be reverted. */
const takeBackOnceAccepted = (simulator: Simulator) => (stored: PaymentWithTransfers) => {
  const accepted = stored.transfers.some(isOnChain);
  if (accepted) takeBack(simulator, stored);
  return accepted || !isWaiting(stored);
};

/** Money is late only once the payment has expired: the payer waits for that. */
const payOnceExpired = (simulator: Simulator) => (stored: PaymentWithTransfers) => {
  if (isWaiting(stored)) return false;
  if (stored.payment.status === "expired") pay(simulator, stored, "late");
  return true;
};

/**
 * The deadline of this one payment moves before the chain's present; the follower expires it like any other. Both
 * clocks count: money may have come neither before its payment was made nor after the end.
 */
function endWindow(
  deps: SimulateDeps,
  target: PaymentTarget,
  actor: ActorContext,
  what: SimulatedCase,
): Promise<void> {
  return applyAction(deps, target, actor, ACTION, (now, clock, { payment }) => ({
    kind: "endWindow",
    expiresAt: Math.max(payment.createdAt, clock.chainTime) - 1,
    actor: actor.actor,
    reason: `simulated: ${what}`,
    now,
  }));
}

/** The embedded simulated node, as far as test payments use it. Absent on real networks. */
export interface Simulator {
  /**
   * Pays an address from the simulated faucet by a signed transaction, in `parts` transactions. Transaction ids.
   * @throws Error when no coin of the faucet is large enough
   */
  pay(request: { address: string; sompi: bigint; parts?: number }): string[];
  /**
   * Takes back the blocks down to the deepest of these transactions and builds others that hold everything else.
   * @throws Error when one of them is not on the chain
   */
  takeBack(txIds: readonly string[]): void;
}
