/** Sompi in one KAS. */
export const SOMPI_PER_KAS = 100_000_000n;
/** 0.2 KAS. Wallets refuse smaller outputs: their storage mass is too high (docs/spec/kaspa-protocol.md#amounts-and-minimums). */
export const LEAST_SENDABLE_SOMPI = 20_000_000n;

/** The largest amount that can exist: 29 000 000 000 KAS, in sompi. */
export const MAX_SOMPI = 29_000_000_000n * SOMPI_PER_KAS;

const KAS_PLACES = 8;
const RATE_PLACES = 18;
/** No real amount or rate is longer; the limit keeps hostile text away from big-integer parsing. */
const MAX_DECIMAL_CHARS = 48;
const DECIMAL = /^([0-9]+)(?:\.([0-9]+))?$/;

/** Why an amount was refused. */
export type AmountErrorCode = "bad_format" | "too_many_places" | "too_large" | "negative" | "bad_rate";

/** Thrown for an amount or a rate that cannot be read exactly. `code` is stable, the message is for people. */
export class AmountError extends Error {
  readonly code: AmountErrorCode;

  constructor(code: AmountErrorCode, message: string) {
    super(message);
    this.name = "AmountError";
    this.code = code;
  }
}

/**
 * Reads plain decimal text into minor units: `parseDecimal("10.5", 2)` is `1050n`.
 * The grammar is digits, then optionally a dot with 1 to `places` digits. No sign, exponent, space, comma,
 * hexadecimal, leading or trailing dot.
 *
 * @throws AmountError `bad_format`, `too_many_places`
 */
export function parseDecimal(text: string, places: number): bigint {
  const match = typeof text === "string" && text.length <= MAX_DECIMAL_CHARS ? DECIMAL.exec(text) : null;
  if (match === null) {
    throw new AmountError("bad_format", "An amount is plain digits with an optional decimal point.");
  }
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > places) {
    throw new AmountError("too_many_places", `At most ${places} decimal places are allowed.`);
  }
  return BigInt(whole + fraction.padEnd(places, "0"));
}

/** Writes minor units as decimal text with exactly `places` places: `formatDecimal(1050n, 2)` is `"10.50"`. */
export function formatDecimal(minor: bigint, places: number): string {
  const sign = minor < 0n ? "-" : "";
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, "0");
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Reads KAS text (at most 8 decimal places, at most {@link MAX_SOMPI}) into sompi. Grammar of {@link parseDecimal}.
 *
 * @throws AmountError `bad_format`, `too_many_places`, `too_large`
 */
export function kasToSompi(text: string): bigint {
  const sompi = parseDecimal(text, KAS_PLACES);
  if (sompi > MAX_SOMPI) throw new AmountError("too_large", "More KAS than can exist.");
  return sompi;
}

/** How {@link sompiToKas} writes an amount. */
export interface KasFormat {
  /** Decimal places, 0 to 8, default 8. Fewer than 8 round half up: for display only, never for a due amount. */
  readonly places?: number;
  /** Drop trailing zeros of the fraction, and the dot with them. */
  readonly trim?: boolean;
}

/** Writes sompi as KAS text; exact with the default 8 places. */
export function sompiToKas(sompi: bigint, { places = KAS_PLACES, trim = false }: KasFormat = {}): string {
  if (!Number.isInteger(places) || places < 0 || places > KAS_PLACES) {
    throw new RangeError("places is 0 to 8");
  }
  const text = formatDecimal(divideHalfUp(sompi, 10n ** BigInt(KAS_PLACES - places)), places);
  return trim && places > 0 ? text.replace(/\.?0+$/, "") : text;
}

/** Writes sompi as the shortest exact KAS text: no trailing zeros, no dot without a fraction. */
export function shortKas(sompi: bigint): string {
  return formatDecimal(sompi, KAS_PLACES).replace(/\.?0+$/, "");
}

/**
 * The sompi that pay a fiat amount, rounded **up** so that the merchant never gets less.
 *
 * @param amountMinor fiat amount in minor units (cents), not negative
 * @param minorDigits decimal places of the currency (2 for USD, 0 for JPY)
 * @param rateText fiat per 1 KAS as decimal text, at most 18 places, above zero
 * @throws AmountError `negative`, `bad_rate`, `too_large`
 */
export function fiatToSompiCeil(amountMinor: bigint, minorDigits: number, rateText: string): bigint {
  if (amountMinor < 0n) throw new AmountError("negative", "An amount is not negative.");
  const rate = parseRate(rateText);
  const numerator = amountMinor * SOMPI_PER_KAS * 10n ** BigInt(RATE_PLACES);
  const denominator = rate * 10n ** BigInt(minorDigits);
  const sompi = (numerator + denominator - 1n) / denominator;
  if (sompi > MAX_SOMPI) throw new AmountError("too_large", "More KAS than can exist.");
  return sompi;
}

/**
 * `bps` ten-thousandths of an amount in minor units, rounded half up to the unit: 250 of 1001 are 25.
 *
 * @throws AmountError `negative`
 */
export function shareOf(amountMinor: bigint, bps: number): bigint {
  if (amountMinor < 0n) throw new AmountError("negative", "An amount is not negative.");
  return divideHalfUp(amountMinor * BigInt(bps), 10_000n);
}

/**
 * The fiat value of an amount in minor units, rounded half up (away from zero for a negative amount).
 *
 * @param rateText fiat per 1 KAS as decimal text, at most 18 places, above zero
 * @throws AmountError `bad_rate`
 */
export function sompiToFiat(sompi: bigint, rateText: string, minorDigits: number): bigint {
  const numerator = sompi * parseRate(rateText) * 10n ** BigInt(minorDigits);
  return divideHalfUp(numerator, SOMPI_PER_KAS * 10n ** BigInt(RATE_PLACES));
}

/**
 * A rate less `bps` ten-thousandths of it, rounded down to 18 places: "0.1" less 250 is "0.0975". For a spread.
 *
 * @throws AmountError `bad_rate`, also when nothing is left of it
 */
export function rateLess(rateText: string, bps: number): string {
  const left = (parseRate(rateText) * BigInt(10_000 - bps)) / 10_000n;
  if (left <= 0n) throw new AmountError("bad_rate", "A rate is above zero.");
  return formatDecimal(left, RATE_PLACES).replace(/\.?0+$/, "");
}

function parseRate(text: string): bigint {
  let rate: bigint;
  try {
    rate = parseDecimal(text, RATE_PLACES);
  } catch {
    throw new AmountError("bad_rate", "A rate is plain decimal text with at most 18 places.");
  }
  if (rate <= 0n) throw new AmountError("bad_rate", "A rate is above zero.");
  return rate;
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (numerator < 0n) return -divideHalfUp(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}
