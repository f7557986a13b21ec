// The status is derived from amounts, times and marks by the first rule that matches
// (docs/spec/payment-lifecycle.md#status-rules).
import type { PaymentStatus } from "../catalogue/lists.ts";
import type { ChainClock } from "../facts.ts";
import type { Payment, Transfer } from "../payment.ts";
import { isOnTime, type Totals } from "./totals.ts";
import { isDust } from "./transfer-queries.ts";

/** Money left the payment less than `revertHoldMs` ago: it may come back in another block, so nothing final is said. */
export function isHeld(payment: Pick<Payment, "lastRevertAt" | "policy">, chainTime: number): boolean {
  return payment.lastRevertAt !== null && chainTime - payment.lastRevertAt < payment.policy.revertHoldMs;
}

/** The last moment (ms) at which money still counts as in time. */
export function deadlineOf(payment: Pick<Payment, "expiresAt" | "policy">): number {
  return payment.expiresAt + payment.policy.graceMs;
}

export interface StatusResult {
  readonly status: PaymentStatus;
  /** The rule "paid" holds now, whatever a mark says. */
  readonly paid: boolean;
  /** The time is over without the money: the rules "lost" or "expired" gave the status. */
  readonly lapsed: boolean;
}

/**
 * @param before the payment as it was stored: a payment that already failed stays failed while nothing new comes,
 * even if a late revert or a confirmation pause would otherwise set it back to waiting
 */
export function statusResultOf(
  payment: Payment,
  before: Pick<Payment, "status" | "mark">,
  transfers: readonly Transfer[],
  settlement: Totals,
  clock: ChainClock,
): StatusResult {
  const paid = settlement.creditedSompi > 0n && settlement.confirmedSompi >= settlement.terms.thresholdSompi;
  if (payment.mark !== null) return { status: markedStatus(payment.mark.kind), paid, lapsed: false };
  const enough = settlement.creditedSompi > 0n && settlement.creditedSompi >= settlement.terms.thresholdSompi;
  if (paid) return { status: "confirmed", paid, lapsed: false };
  if (enough) return { status: "confirming", paid, lapsed: false };

  const waiting = isHeld(payment, clock.chainTime) || !clock.canConfirm;
  if (payment.wasConfirmed) {
    const failed = before.status === "invalid" && before.mark === null;
    return { status: waiting && !failed ? "confirming" : "invalid", paid, lapsed: false };
  }
  const over = payment.wasExpired || clock.chainTime > deadlineOf(payment);
  if (!over || (!payment.wasExpired && waiting)) {
    return { status: settlement.creditedSompi > 0n ? "underpaid" : "pending", paid, lapsed: false };
  }
  const lost = transfers.some(
    (each) => each.status === "reverted" && !isDust(each) && isOnTime(payment, each),
  );
  return { status: settlement.creditedSompi === 0n && lost ? "invalid" : "expired", paid, lapsed: true };
}

function markedStatus(kind: "paid" | "invalid" | "canceled"): PaymentStatus {
  switch (kind) {
    case "paid":
      return "confirmed";
    case "invalid":
      return "invalid";
    case "canceled":
      return "canceled";
  }
}

export interface Due {
  /** chainTime (ms) from which a `tick` may change something; null = never. */
  readonly dueAt: number | null;
  /** DAA score from which a `tick` may change something; null = never. */
  readonly dueDaa: bigint | null;
}

/** When the follower has to send a `tick`. In the past during a confirmation pause: then every page sends one. */
export function dueOf(payment: Payment, transfers: readonly Transfer[]): Due {
  let dueDaa: bigint | null = null;
  for (const { status, confirmDueDaa } of transfers) {
    if (status !== "accepted" || confirmDueDaa === null) continue;
    if (dueDaa === null || confirmDueDaa < dueDaa) dueDaa = confirmDueDaa;
  }
  return { dueAt: dueAtOf(payment), dueDaa };
}

function dueAtOf(payment: Payment): number | null {
  if (payment.mark !== null) return null;
  const holdEnds = payment.lastRevertAt === null ? 0 : payment.lastRevertAt + payment.policy.revertHoldMs;
  switch (payment.status) {
    case "pending":
    case "underpaid":
      return Math.max(deadlineOf(payment) + 1, holdEnds);
    case "confirming": {
      // With enough money on the chain only depth decides; without it the revert hold runs out.
      const short = payment.amounts.creditedSompi < payment.amounts.thresholdSompi;
      return short ? holdEnds : null;
    }
    case "confirmed":
    case "expired":
    case "canceled":
    case "invalid":
      return null;
  }
}
