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
  const currency = payment === null ? "USD" : receiptCurrency(payment).code;
  const near = rates.rateNear(network, currency, at);
  // Of rates that people set, the one that priced the payment: the store's comes before the operator's.
  const set = near === null || near.source === FIXED_SOURCE ? fixedRateOf(payment) : null;
  const rate = set ?? near?.rate ?? null;
  return { rate, usdRate: currency === "USD" ? rate : (rates.rateNear(network, "USD", at)?.rate ?? null) };
}

/** Of a payment that the store's own rate priced because no source answered: what it was quoted at, before a spread. */
function fixedRateOf(payment: Payment | null): string | null {
  const quote = payment?.quotes.at(-1);
  if (quote?.source !== FIXED_SOURCE) return null;
  return quote.spread?.marketRate ?? quote.rate;
}
