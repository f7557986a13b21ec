// From written rows to sums and status: the part of a reduction that could be repeated from storage at any time.
import type { RefundStatus } from "../catalogue/lists.ts";
import type { ChainClock } from "../facts.ts";
import type { Payment, Transfer } from "../payment.ts";
import { usdCentsOf } from "../quote/worth.ts";
import type { Step } from "./actions.ts";
import { requiredConfirmationsFor } from "./policy.ts";
import { statusResultOf } from "./status.ts";
import {
  amountsOf,
  computeTotals,
  isClosedByMark,
  storedTotals,
  type Totals,
  toleranceOf,
} from "./totals.ts";
import { isCountable, sumSompi } from "./transfer-queries.ts";
import { confirmDeep } from "./transfers.ts";

export interface Derived {
  readonly payment: Payment;
  readonly transfers: readonly Transfer[];
  /** As it was stored, and as it is now. */
  readonly was: Totals;
  readonly settlement: Totals;
  /** Credited money that left the chain, or lost its depth by a re-acceptance. */
  readonly revertedSompi: bigint;
}

/** @param clocks `status` decides the status; only facts of the follower carry `depth`, which lets transfers confirm */
export function derive(
  before: Payment,
  beforeTransfers: readonly Transfer[],
  step: Step,
  clocks: { readonly status: ChainClock | null; readonly depth: ChainClock | null },
): Derived {
  const clock = clocks.status;
  const was = storedTotals(before, beforeTransfers);
  const requiredConfirmations = required(step.payment, step.transfers);
  const rows = confirmDeep(step.transfers, requiredConfirmations, clocks.depth);
  const revertedSompi = revertedOf(beforeTransfers, rows, was);
  const settlement = steadyTotals(before, step.payment, rows, revertedSompi);
  const transfers = rows.map((row) => {
    const admitted = settlement.admitted.has(row.outpoint);
    const credited = settlement.credited.has(row.outpoint);
    return row.admitted === admitted && row.credited === credited ? row : { ...row, admitted, credited };
  });
  const { policy, amounts } = step.payment;
  const summed: Payment = {
    ...step.payment,
    requiredConfirmations,
    chosenQuote: settlement.terms.chosenQuote,
    amounts: amountsOf(settlement, transfers, policy.minimumTopUpSompi, amounts.refundedSompi),
    firstSeenAt: step.payment.firstSeenAt ?? firstSight(transfers),
    lastRevertAt: revertedSompi > 0n && clock ? clock.chainTime : step.payment.lastRevertAt,
  };
  const decided = withStatus(summed, before, transfers, settlement, clock);
  const payment = { ...decided, refundStatus: refundStatusOf(decided) };
  return { payment, transfers, was, settlement, revertedSompi };
}

/**
 * An older transfer that is learned later can pick another quote. That must not take back a `confirmed` that was sent:
 * only a revert or a mark does (M-07), so the old terms stay until the new ones are met as well
 * (docs/spec/payment-lifecycle.md#what-stays-decided).
 */
function steadyTotals(
  before: Payment,
  payment: Payment,
  rows: readonly Transfer[],
  revertedSompi: bigint,
): Totals {
  const fresh = computeTotals(payment, rows);
  const { expectedSompi, thresholdSompi, confirmedSompi } = before.amounts;
  const wasPaid = confirmedSompi > 0n && confirmedSompi >= thresholdSompi;
  if (!wasPaid || revertedSompi > 0n || isClosedByMark(payment)) return fresh;
  if (fresh.confirmedSompi >= fresh.terms.thresholdSompi) return fresh;
  return computeTotals(payment, rows, { expectedSompi, thresholdSompi, chosenQuote: before.chosenQuote });
}

function withStatus(
  payment: Payment,
  before: Payment,
  transfers: readonly Transfer[],
  settlement: Totals,
  clock: ChainClock | null,
): Payment {
  if (clock === null) {
    return payment.mark?.kind === "canceled" ? { ...payment, status: "canceled" } : payment;
  }
  const { status, paid, lapsed } = statusResultOf(payment, before, transfers, settlement, clock);
  return {
    ...payment,
    status,
    confirmedAt:
      status === "confirmed" ? confirmedAtOf(payment, before, transfers, clock) : payment.confirmedAt,
    wasConfirmed: payment.wasConfirmed || paid,
    wasExpired: payment.wasExpired || lapsed,
  };
}

/** Kept while the confirmation stands; new after a revert or the end of a mark. Never before credited money was paid. */
function confirmedAtOf(
  payment: Payment,
  before: Payment,
  transfers: readonly Transfer[],
  { chainTime }: ChainClock,
): number {
  const { confirmedAt, lastRevertAt, createdAt } = payment;
  const reverted = confirmedAt !== null && (lastRevertAt ?? 0) > confirmedAt;
  const stands = before.status === "confirmed" || wasPaidBy(confirmedAt ?? 0, payment, transfers);
  if (confirmedAt !== null && !reverted && stands) return confirmedAt;
  const paid = transfers.flatMap((each) => (each.credited ? (each.paidAt ?? []) : []));
  return Math.max(chainTime, createdAt, ...paid);
}

/** The credited money was enough at that time already. The chain's clock alone cannot say: it may be behind `paidAt`. */
function wasPaidBy(time: number, { amounts, mark }: Payment, transfers: readonly Transfer[]): boolean {
  if (mark?.kind === "paid") return true;
  const early = transfers.filter((each) => each.credited && (each.paidAt ?? 0) <= time);
  return sumSompi(early) >= amounts.thresholdSompi;
}

/** Fixed at creation; for an open amount the money decides, and only upwards. */
function required(payment: Payment, transfers: readonly Transfer[]): number {
  if (payment.price.kind !== "open") return payment.requiredConfirmations;
  const money = transfers.filter(isCountable);
  if (money.length === 0) return payment.requiredConfirmations;
  return Math.max(payment.requiredConfirmations, requiredConfirmationsFor(usdCentsOf(money), payment.policy));
}

function revertedOf(beforeTransfers: readonly Transfer[], rows: readonly Transfer[], was: Totals): bigint {
  const now = new Map(rows.map((each) => [each.outpoint, each]));
  let sum = 0n;
  for (const old of beforeTransfers) {
    if (!was.credited.has(old.outpoint)) continue;
    const row = now.get(old.outpoint);
    if (row?.status === "reverted" || (old.status === "confirmed" && row?.status === "accepted"))
      sum += old.sompi;
  }
  return sum;
}

function firstSight(transfers: readonly Transfer[]): number | null {
  const times = transfers.flatMap((each) => each.paidAt ?? each.seenAt ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function refundStatusOf({ amounts, policy }: Payment): RefundStatus {
  if (amounts.refundedSompi === 0n) return "none";
  const tolerance = amounts.expectedSompi === null ? 0n : toleranceOf(amounts.expectedSompi, policy);
  return amounts.refundedSompi >= amounts.onChainSompi - tolerance ? "full" : "partial";
}
