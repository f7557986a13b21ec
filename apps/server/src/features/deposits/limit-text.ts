import type { PublicStore } from "@kaspa-pay/api-contract";
import { formatDecimal, minorDigitsOf, type PriceCurrency } from "@kaspa-pay/core";
import type { DepositSettings } from "./records.ts";

/** A limit of deposits in its currency's own digits. */
export const limitText = (currency: PriceCurrency, minor: bigint | null): string | null =>
  minor === null ? null : formatDecimal(minor, minorDigitsOf(currency));

/** What anybody may see of a store's rules for deposits; null = it never set any. */
export function publicLimits(
  settings: DepositSettings | null,
): Pick<PublicStore, "depositsEnabled" | "depositMinimum" | "depositMaximum"> {
  const limit = (minor: bigint | null) => {
    const amount = settings && limitText(settings.currency, minor);
    return settings === null || amount === null ? null : { amount, currency: settings.currency };
  };
  return {
    depositsEnabled: settings?.enabled ?? false,
    depositMinimum: limit(settings?.minimumMinor ?? null),
    depositMaximum: limit(settings?.maximumMinor ?? null),
  };
}
