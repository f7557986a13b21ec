import type { AcceptedOutput, Payment } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import { receiptCurrency } from "../payments/view.ts";
import { FIXED_SOURCE, type RateBook } from "./rate-book.ts";

export type ReceiptRates = Pick<AcceptedOutput, "rate" | "usdRate">;

/**
 * Fiat per KAS when the money came: in the payment's currency or else US dollars, and in US dollars whatever that
 * currency is. Where no rate was known: the fixed rate that priced the payment, or null.
 */
export function receiptRates(
  rates: RateBook,
  network: ChainNetwork,
  payment: Payment | null,
  at: number,
): ReceiptRates {
  const near = (currency: string) => rates.rateNear(network, currency, at)?.rate ?? null;
  const currency = payment === null ? "USD" : receiptCurrency(payment).code;
  const usdRate = near("USD");
  const rate = currency === "USD" ? usdRate : near(currency);
  return { rate: rate ?? fixedRateOf(payment), usdRate };
}

/** Of a payment that the store's own rate priced because no source answered: what it was quoted at, before a spread. */
function fixedRateOf(payment: Payment | null): string | null {
  const quote = payment?.quotes.at(-1);
  if (quote?.source !== FIXED_SOURCE) return null;
  return quote.spread?.marketRate ?? quote.rate;
}
