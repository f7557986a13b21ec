// The rules of a link's money and addresses, shared by creating and changing one.
import { ApiError } from "@kaspa-pay/api-contract";
import {
  formatDecimal,
  isFiatCurrency,
  kasToSompi,
  MAX_SOMPI,
  minorDigitsOf,
  parseDecimal,
  sompiToKas,
} from "@kaspa-pay/core";
import type { Store } from "../stores/records.ts";

/** @throws ApiError `unknown_currency` */
export function assertCurrency(currency: string, store: Store): void {
  const enabled =
    currency === "KAS" || (isFiatCurrency(currency) && store.settings.currencies.includes(currency));
  if (enabled || currency === store.settings.currency) return;
  const list = ["KAS", ...store.settings.currencies].join(", ");
  throw new ApiError("unknown_currency", `${currency} is not enabled for this store; enabled: ${list}`, {
    param: "currency",
  });
}

/**
 * An amount in its currency's own digits, between the store's minimum (KAS) and what can exist.
 * @throws ApiError `amount_too_small` with `minimum`, `amount_too_large`, `invalid_request` (too many places)
 */
export function normalAmount(text: string, currency: string, store: Store, param = "amount"): string {
  if (currency === "KAS") {
    const sompi = readKas(text, param);
    const { minimumSompi } = store.settings;
    if (sompi < minimumSompi) {
      const minimum = sompiToKas(minimumSompi);
      throw new ApiError(
        "amount_too_small",
        `The smallest payment is ${sompiToKas(minimumSompi, { trim: true })} KAS`,
        { param, extra: { minimum } },
      );
    }
    return sompiToKas(sompi);
  }
  const digits = minorDigitsOf(currency as Parameters<typeof minorDigitsOf>[0]);
  const places = text.split(".")[1]?.length ?? 0;
  if (places > digits) {
    const message = `${currency} has ${digits} decimal places`;
    throw new ApiError("invalid_request", message, { param, issues: [{ path: param, message }] });
  }
  const minor = parseDecimal(text, digits);
  assertFiatSize(minor, param);
  if (minor <= 0n)
    throw new ApiError("amount_too_small", "amount must be above zero", {
      param,
      extra: { minimum: formatDecimal(1n, digits) },
    });
  return formatDecimal(minor, digits);
}

/** Far above any invoice, far below what the database's integers hold. */
const MOST_MINOR = 10n ** 15n;

/** @throws ApiError `amount_too_large` */
export function assertFiatSize(minor: bigint, param: string): void {
  if (minor > MOST_MINOR)
    throw new ApiError("amount_too_large", "This amount is too large: ask for less", { param });
}

/** @throws ApiError `amount_too_large` */
export function readKas(text: string, param: string): bigint {
  const [whole = ""] = text.split(".");
  if (BigInt(whole || "0") > MAX_SOMPI / 100_000_000n) {
    throw new ApiError("amount_too_large", "More KAS than can exist: at most 29 000 000 000", { param });
  }
  try {
    return kasToSompi(text);
  } catch {
    throw new ApiError("amount_too_large", "More KAS than can exist: at most 29 000 000 000", { param });
  }
}
