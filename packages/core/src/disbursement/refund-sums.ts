// How much a refund gives back: docs/spec/disbursements.md#sums-of-a-refund.
import type { RefundBasis } from "../catalogue/lists.ts";
import { type FiatCurrency, minorDigitsOf } from "../currency.ts";
import { parseDecimal, SOMPI_PER_KAS, sompiToFiat } from "../money.ts";

/** What part of the money goes back. Parts of 10 000 are of what was received. */
export type RefundRequest =
  | { readonly kind: "full" }
  /** What is above the expected sum and was not asked back before. */
  | { readonly kind: "overpaid" }
  | { readonly kind: "share"; readonly bps: bigint }
  | { readonly kind: "kas"; readonly sompi: bigint }
  | { readonly kind: "fiat"; readonly minor: bigint };

export interface RefundMoney {
  /** Money of the payment that is confirmed, and bound to no contract. */
  readonly receivedSompi: bigint;
  /** Refunds of it that are open or done. */
  readonly reservedSompi: bigint;
  readonly overpaidSompi: bigint;
  readonly currency: FiatCurrency;
  /** Fiat per KAS when it was paid; null = unknown. */
  readonly rateThen: string | null;
  /** Fiat per KAS now; null = unknown. */
  readonly rateNow: string | null;
}

/** The three sums that a request can mean, in sompi; null where a rate is missing. */
export interface RefundSums {
  readonly sompi: Readonly<Record<RefundBasis, bigint | null>>;
  /** Minor units of the currency, at the rate of the payment; null without that rate. */
  readonly fiatMinor: bigint | null;
  /** What may still go back. */
  readonly restSompi: bigint;
}

/** Pure. Rounds down to the sompi, so that no rounding gives back more than was received. */
export function refundSums(request: RefundRequest, money: RefundMoney): RefundSums {
  const { rateThen, rateNow, currency } = money;
  const digits = minorDigitsOf(currency);
  const restSompi = max(0n, money.receivedSompi - money.reservedSompi);
  const kas = kasOf(request, money, restSompi);
  const asked = request.kind === "fiat" ? request.minor : null;
  const fiatMinor = asked ?? (kas === null || rateThen === null ? null : sompiToFiat(kas, rateThen, digits));
  const fiatAtPayment = asked === null ? (rateThen === null ? null : kas) : sompiOf(asked, digits, rateThen);
  return {
    sompi: {
      kas: asked === null ? kas : fiatAtPayment,
      fiatAtPayment,
      fiatNow: asked === null ? atRate(kas, rateThen, rateNow) : sompiOf(asked, digits, rateNow),
    },
    fiatMinor,
    restSompi,
  };
}

function kasOf(request: RefundRequest, money: RefundMoney, restSompi: bigint): bigint | null {
  switch (request.kind) {
    case "full":
      return restSompi;
    case "overpaid":
      return max(0n, money.overpaidSompi - money.reservedSompi);
    case "share":
      return (money.receivedSompi * request.bps) / 10_000n;
    case "kas":
      return request.sompi;
    case "fiat":
      return null;
  }
}

const RATE_PLACES = 18;

function sompiOf(minor: bigint, digits: number, rate: string | null): bigint | null {
  if (rate === null) return null;
  const units = parseDecimal(rate, RATE_PLACES);
  if (units === 0n) return null;
  return (minor * SOMPI_PER_KAS * 10n ** BigInt(RATE_PLACES)) / (units * 10n ** BigInt(digits));
}

/**
 * As much KAS now as these were worth then. Not by way of whole minor units: at an unchanged rate it is the same KAS, and
 * a full refund never asks for more than came.
 */
function atRate(kas: bigint | null, then: string | null, now: string | null): bigint | null {
  if (kas === null || then === null || now === null) return null;
  const units = parseDecimal(now, RATE_PLACES);
  return units === 0n ? null : (kas * parseDecimal(then, RATE_PLACES)) / units;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
