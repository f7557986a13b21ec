import type { CreatedPayment } from "@kaspa-pay/api-contract";
import { buildPaymentUri, type Payment, sompiToKas } from "@kaspa-pay/core";
import type { PaymentDetails } from "./records.ts";
import {
  checkoutUrlOf,
  chosenQuoteOf,
  fiatOf,
  isLive,
  iso,
  priceText,
  quoteExpiresAtOf,
  toWireQuote,
} from "./view.ts";

/** The response to creating a payment; an idempotency key stores it. */
export function createdAnswer(
  payment: Payment,
  details: PaymentDetails,
  clientToken: string,
  publicUrl: string,
): CreatedPayment {
  const { expectedSompi } = payment.amounts;
  const quote = chosenQuoteOf(payment);
  const expected = expectedSompi === null ? null : sompiToKas(expectedSompi);
  return {
    id: payment.id,
    kaspaAddress: details.address,
    amountExpected: expected,
    amountExpectedSompi: expectedSompi?.toString() ?? null,
    status: payment.status,
    expiresAt: iso(payment.expiresAt),
    amount: priceText(payment, details),
    amountSompi: expectedSompi?.toString() ?? null,
    currency: details.currency,
    fiat: fiatOf(payment),
    quote: quote === null ? null : toWireQuote(quote),
    quoteExpiresAt: quoteExpiresAtOf(payment),
    uri: buildPaymentUri({
      address: details.address,
      ...(expectedSompi !== null && { amountSompi: expectedSompi }),
    }),
    checkoutUrl: checkoutUrlOf(publicUrl, payment.id, clientToken),
    clientToken,
    orderId: details.fields.orderId,
    replaces: details.replaces,
    exactAmount: details.addressMode === "address",
    requiredConfirmations: payment.requiredConfirmations,
    network: details.network,
    livemode: isLive(details.network),
    createdAt: iso(payment.createdAt),
  };
}
