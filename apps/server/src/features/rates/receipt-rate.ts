import type { AcceptedOutput, Payment } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import { receiptCurrency } from "../payments/view.ts";
import type { RateBook } from "./rate-book.ts";

export type ReceiptRates = Pick<AcceptedOutput, "rate" | "usdRate">;

/**
 * Fiat per KAS when the money came: in the payment's currency or else US dollars, and in US dollars whatever that
 * currency is. Null where no rate was known.
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
  return { rate: currency === "USD" ? usdRate : near(currency), usdRate };
}
