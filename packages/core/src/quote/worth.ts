// What transfers are worth at the rates of their receipt. Fail closed: a rate that cannot be read is no rate.
import { fiatToSompiCeil, parseDecimal, rateLess, SOMPI_PER_KAS } from "../money.ts";
import type { Price, Transfer } from "../payment.ts";

type FiatPrice = Extract<Price, { kind: "fiat" }>;
type Valued = Pick<Transfer, "sompi" | "rate">;

const RATE_PLACES = 18;
const RATE_UNIT = 10n ** BigInt(RATE_PLACES);

/** Fiat per KAS in 10^-18 units; null for what must never price anything (absent, zero, negative, not a number). */
function rateUnits(text: string | null): bigint | null {
  if (text === null) return null;
  try {
    const units = parseDecimal(text, RATE_PLACES);
    return units > 0n ? units : null;
  } catch {
    return null;
  }
}

/** The price in sompi at a transfer's own rate less a spread, rounded up; null without a usable rate. */
export function revalue(price: FiatPrice, rate: string | null, spreadBps = 0): bigint | null {
  if (rate === null || rateUnits(rate) === null) return null;
  try {
    return fiatToSompiCeil(price.amountMinor, price.minorDigits, rateLess(rate, spreadBps));
  } catch {
    return null;
  }
}

/** US cents of transfers that carry dollar rates, rounded up; null when one of them has no rate. */
export function usdCentsOf(transfers: readonly Valued[]): bigint | null {
  let cents = 0n;
  for (const { sompi, rate } of transfers) {
    const units = rateUnits(rate);
    if (units === null) return null;
    cents += sompi * units * 100n;
  }
  const unit = SOMPI_PER_KAS * RATE_UNIT;
  return (cents + unit - 1n) / unit;
}

/**
 * Whether transfers, each at its own rate less a spread, are worth at least `price * (1 - withinBps)` (latePolicy
 * `acceptWithin`). A transfer without a usable rate is worth nothing here: a policy never accepts money of unknown value.
 */
export function worthAtLeast(
  price: FiatPrice,
  { withinBps, spreadBps = 0 }: { readonly withinBps: number; readonly spreadBps?: number | undefined },
  transfers: readonly Valued[],
): boolean {
  let worth = 0n;
  for (const { sompi, rate } of transfers) worth += sompi * (rateUnits(rate) ?? 0n);
  const asked = price.amountMinor * BigInt(10_000 - withinBps) * SOMPI_PER_KAS * RATE_UNIT;
  return worth * 10n ** BigInt(price.minorDigits) * BigInt(10_000 - spreadBps) >= asked;
}
