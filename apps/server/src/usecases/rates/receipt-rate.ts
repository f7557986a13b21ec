import type { Payment } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import { receiptCurrency } from "../payment-view.ts";
import type { RateBook } from "./rate-book.ts";

/** Fiat per KAS when the money came, in the payment's currency or else US dollars; null when no rate was known. */
export function receiptRate(
  rates: RateBook,
  network: ChainNetwork,
  payment: Payment | null,
  at: number,
): string | null {
  const currency = payment === null ? "USD" : receiptCurrency(payment).code;
  return rates.rateNear(network, currency, at)?.rate ?? null;
}
