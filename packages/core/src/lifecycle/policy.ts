import { LEAST_SENDABLE_SOMPI } from "../money.ts";
import type { Policy } from "../payment.ts";

/** The rules of a new store (docs/spec/payment-lifecycle.md#default-policy): amounts in sompi, times in ms, tolerance in 1/10 000. */
export const DEFAULT_POLICY: Policy = {
  toleranceBps: 100,
  toleranceMaxSompi: 10_000_000n,
  graceMs: 30_000,
  revertHoldMs: 600_000,
  quoteLifeMs: 300_000,
  quoteHonouredMs: 900_000,
  quoteReplacedGraceMs: 30_000,
  minimumSompi: LEAST_SENDABLE_SOMPI,
  minimumTopUpSompi: LEAST_SENDABLE_SOMPI,
  tiers: [
    { belowUsdCents: 5_000n, confirmations: 10 },
    { belowUsdCents: 100_000n, confirmations: 100 },
    { belowUsdCents: null, confirmations: 600 },
  ],
  confirmationsOverride: null,
  latePolicy: { kind: "review" },
};

/**
 * Confirmations (DAA score steps, about 10 a second) that a value needs before it is `confirmed`.
 * The merchant's own figure wins; else the first tier above the value; no known value = the top tier.
 */
export function requiredConfirmationsFor(
  usdCents: bigint | null,
  policy: Pick<Policy, "tiers" | "confirmationsOverride">,
): number {
  if (policy.confirmationsOverride !== null) return policy.confirmationsOverride;
  const tier =
    usdCents === null
      ? undefined
      : policy.tiers.find((each) => each.belowUsdCents === null || usdCents < each.belowUsdCents);
  const top = tier ?? policy.tiers.at(-1);
  if (!top) throw new RangeError("a policy needs at least one confirmation tier");
  return top.confirmations;
}
