// How an amount of a request is read: for payments, for links and for settings alike.
import { ApiError } from "@kaspa-pay/api-contract";
import {
  AmountError,
  type FiatCurrency,
  formatDecimal,
  isFiatCurrency,
  kasToSompi,
  minorDigitsOf,
  type PriceCurrency,
  parseDecimal,
  sompiToKas,
} from "@kaspa-pay/core";
import type { StoreSettings } from "../stores/records.ts";

/** @throws ApiError `unknown_currency`: neither KAS, nor enabled, nor the store's own currency */
export function assertCurrency(
  currency: string,
  settings: Pick<StoreSettings, "currencies" | "currency">,
): asserts currency is "KAS" | FiatCurrency {
  if (currency === "KAS") return;
  if (isFiatCurrency(currency) && [...settings.currencies, settings.currency].includes(currency)) return;
  const enabled = [...new Set(["KAS", ...settings.currencies, settings.currency])].join(", ");
  throw new ApiError("unknown_currency", `${currency} is not enabled for this store; enabled: ${enabled}`, {
    param: "currency",
  });
}

/** The field of a request that held the amount: errors name it. */
export type AmountField = "amount" | "amountMinor";

/** An amount as it was sent, in decimal text of its currency; null = none. */
export interface SentAmount {
  amount: string | null;
  param: AmountField;
}

/**
 * `amount`, or `amountMinor` in its place: 1250 of USD is "12.50", 1250 of JPY is "1250".
 *
 * @throws ApiError `invalid_request` when both are given, `unknown_currency`
 */
export function sentAmount(
  given: { amount?: string | null | undefined; amountMinor?: string | null | undefined },
  currency: string,
): SentAmount {
  const { amount = null, amountMinor = null } = given;
  if (amountMinor === null) return { amount, param: "amount" };
  if (amount !== null) {
    const message = "Give amount or amountMinor, not both";
    throw new ApiError("invalid_request", message, {
      param: "amountMinor",
      issues: [{ path: "amountMinor", message }],
    });
  }
  const known = currency === "KAS" || isFiatCurrency(currency);
  if (!known) {
    throw new ApiError("unknown_currency", `${currency} has no smallest unit that is known here`, {
      param: "currency",
    });
  }
  return { amount: formatDecimal(BigInt(amountMinor), minorDigitsOf(currency)), param: "amountMinor" };
}

/** @throws ApiError `amount_too_large`, `invalid_request` (more than 8 places) */
export function readKas(text: string, param: string): bigint {
  try {
    return kasToSompi(text);
  } catch (error) {
    throw amountRefusal(error, "KAS", param);
  }
}

/** Far above any invoice, far below what the database's integers hold. */
const MOST_MINOR = 10n ** 15n;

/**
 * Minor units of a fiat amount. "25.00" in JPY has too many places but means the same as "25"; "25.50" is refused.
 *
 * @throws ApiError `amount_too_large`, `invalid_request` (too many places)
 */
export function readFiat(text: string, currency: FiatCurrency, param: string): bigint {
  try {
    const digits = minorDigitsOf(currency);
    const minor = parseDecimal(withoutSurplusZeros(text, digits), digits);
    assertFiatSize(minor, param);
    return minor;
  } catch (error) {
    throw amountRefusal(error, currency, param);
  }
}

/** @throws ApiError `amount_too_large` */
export function assertFiatSize(minor: bigint, param: string): void {
  if (minor > MOST_MINOR)
    throw new ApiError("amount_too_large", "This amount is too large: ask for less", { param });
}

function withoutSurplusZeros(text: string, places: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  if (fraction.length <= places || !/^0*$/.test(fraction.slice(places))) return text;
  return places === 0 ? whole : `${whole}.${fraction.slice(0, places)}`;
}

/** An error of the money functions as a refusal of the API; any other error as it is. */
export function amountRefusal(error: unknown, currency: string, param: string): unknown {
  if (!(error instanceof AmountError)) return error;
  if (error.code === "too_large") return moreThanExists(param);
  const places = minorDigitsOf(currency as PriceCurrency);
  const message =
    error.code === "too_many_places" ? `${currency} has at most ${places} decimal places` : error.message;
  return new ApiError("invalid_request", message, { param, issues: [{ path: param, message }] });
}

export const moreThanExists = (param: string): ApiError =>
  new ApiError("amount_too_large", `${param} is more KAS than can exist: at most 29 000 000 000`, { param });

/** `minimum`: decimal text in that currency. */
export const belowMinimum = (minimum: string, currency: string, param = "amount"): ApiError =>
  new ApiError("amount_too_small", `Minimum amount is ${minimum} ${currency}`, { param, extra: { minimum } });

/**
 * An amount in its currency's own digits (KAS or a fiat currency), between the store's minimum (KAS) and what can exist.
 *
 * @throws ApiError `amount_too_small` with `minimum`, `amount_too_large`, `invalid_request` (too many places)
 */
export function normalAmount(
  text: string,
  currency: string,
  settings: Pick<StoreSettings, "minimumSompi">,
  param = "amount",
): string {
  if (currency === "KAS") {
    const sompi = readKas(text, param);
    if (sompi < settings.minimumSompi) throw belowMinimum(sompiToKas(settings.minimumSompi), "KAS", param);
    return sompiToKas(sompi);
  }
  const digits = minorDigitsOf(currency as FiatCurrency);
  const minor = readFiat(text, currency as FiatCurrency, param);
  if (minor <= 0n) throw belowMinimum(formatDecimal(1n, digits), currency, param);
  return formatDecimal(minor, digits);
}
