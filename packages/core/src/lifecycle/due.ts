import type { Payment, Transfer } from "../payment.ts";
import { deadlineOf } from "./status.ts";

export interface Due {
  /** chainTime (ms) from which a `tick` may change something; null = never. */
  readonly dueAt: number | null;
  /** DAA score from which a `tick` may change something; null = never. */
  readonly dueDaa: bigint | null;
}

/** When the follower has to look again. May lie in the past while confirming is halted: then every page looks. */
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
      // With the money still there only depth decides; without it the hold runs out (6.6 rule 6).
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
