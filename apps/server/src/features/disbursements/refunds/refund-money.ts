// What a request for a refund means in sompi, read from the payment's own rows.
import { ApiError, type CreateRefund, type RefundPreview } from "@kaspa-pay/api-contract";
import {
  type FiatCurrency,
  isFiatCurrency,
  LEAST_SENDABLE_SOMPI,
  parseDecimal,
  type RefundRequest,
  type RefundSums,
  refundSums,
  sompiToKas,
} from "@kaspa-pay/core";
import { belowMinimum, readFiat, readKas } from "../../payments/amounts.ts";
import type { PaymentWithTransfers } from "../../payments/records.ts";
import { chosenQuoteOf, receiptCurrency } from "../../payments/view.ts";
import type { RateBook } from "../../rates/rate-book.ts";
import { storeRate } from "../../rates/store-rate.ts";
import type { Store } from "../../stores/records.ts";
import type { FiatSide, RefundDetails } from "../records.ts";
import { fiatSum, kasSumOrNull } from "../view.ts";

export type RefundPart = Pick<CreateRefund, "amount" | "percent" | "basis">;

/** What the three bases give, and what the request takes of them. */
export interface PricedRefund {
  basis: RefundDetails["basis"];
  sums: RefundSums;
  atPayment: FiatSide | null;
  rateNow: string | null;
}

export function priceRefund(
  { rates, store }: { readonly rates: Pick<RateBook, "getRate">; readonly store: Store },
  { payment, transfers }: PaymentWithTransfers,
  part: RefundPart,
  { reservedSompi, now }: { reservedSompi: bigint; now: number },
): PricedRefund {
  const { code } = receiptCurrency(payment);
  const currency: FiatCurrency = isFiatCurrency(code) ? code : "USD";
  const basis = part.basis ?? "kas";
  const rateThen = rateThenOf(payment, transfers);
  const answer = storeRate(rates, store, currency, now);
  const rateNow = "rate" in answer && !answer.stale ? answer.rate : null;
  const sums = refundSums(requestOf(part, currency), {
    receivedSompi: refundable(transfers),
    reservedSompi,
    overpaidSompi: payment.amounts.overpaidSompi,
    currency,
    rateThen,
    rateNow,
  });
  const atPayment =
    sums.fiatMinor === null || rateThen === null
      ? null
      : { currency, amountMinor: sums.fiatMinor, rate: rateThen };
  return { basis, sums, atPayment, rateNow };
}

/** The market's rate of then, before a spread: refunds have none, so at an unchanged rate all bases give the same. */
function rateThenOf(
  payment: PaymentWithTransfers["payment"],
  transfers: PaymentWithTransfers["transfers"],
): string | null {
  const quote = chosenQuoteOf(payment);
  const quoted = quote?.spread?.marketRate ?? quote?.rate;
  return quoted ?? transfers.find((transfer) => transfer.credited)?.rate ?? null;
}

/** Money that is there for good: confirmed, and bound to no contract. */
const refundable = (transfers: PaymentWithTransfers["transfers"]): bigint =>
  transfers
    .filter(({ status, covenantId }) => status === "confirmed" && covenantId === null)
    .reduce((sum, { sompi }) => sum + sompi, 0n);

function requestOf(
  { amount: given, percent, basis = "kas" }: RefundPart,
  currency: FiatCurrency,
): RefundRequest {
  if (percent !== undefined && given !== undefined) {
    const message = "Give amount or percent, not both";
    throw new ApiError("invalid_request", message, {
      param: "percent",
      issues: [{ path: "percent", message }],
    });
  }
  if (percent !== undefined) return { kind: "share", bps: parseDecimal(percent, 2) };
  const amount = given ?? "full";
  if (amount === "full" || amount === "overpaid") return { kind: amount };
  if (basis === "kas") return { kind: "kas", sompi: readKas(amount, "amount") };
  return { kind: "fiat", minor: readFiat(amount, currency, "amount") };
}

/**
 * The sum of the basis that was asked for.
 * @throws ApiError `conflict` (nothing is left, or the rate of the payment is unknown), `price_unavailable`, `amount_too_small` with `minimum`, `amount_too_large` with `maximum`
 */
export function refundSompiOf({ basis, sums, rateNow }: PricedRefund): bigint {
  if (sums.restSompi < LEAST_SENDABLE_SOMPI) {
    const left = sompiToKas(sums.restSompi);
    throw new ApiError(
      "conflict",
      `Of this payment ${left} KAS may still be refunded, less than can be sent`,
    );
  }
  const sompi = sums.sompi[basis];
  if (sompi === null) {
    if (basis === "fiatNow" && rateNow === null) {
      const text = "There is no rate of now to rely on: try again later, or refund on the basis kas";
      throw new ApiError("price_unavailable", text);
    }
    throw new ApiError("conflict", "The rate of the payment is not known: refund on the basis kas", {
      param: "basis",
    });
  }
  const minimum = sompiToKas(LEAST_SENDABLE_SOMPI);
  if (sompi < LEAST_SENDABLE_SOMPI) throw belowMinimum(minimum, "KAS");
  if (sompi > sums.restSompi) {
    const maximum = sompiToKas(sums.restSompi);
    throw new ApiError("amount_too_large", `At most ${maximum} KAS of this payment may still be refunded`, {
      param: "amount",
      extra: { maximum },
    });
  }
  return sompi;
}

export function previewOf(
  stored: PaymentWithTransfers,
  { sums, atPayment, rateNow }: PricedRefund,
): RefundPreview {
  return {
    paymentId: stored.payment.id,
    sums: {
      kas: kasSumOrNull(sums.sompi.kas),
      fiatAtPayment: kasSumOrNull(sums.sompi.fiatAtPayment),
      fiatNow: kasSumOrNull(sums.sompi.fiatNow),
      atPayment: atPayment === null ? null : fiatSum(atPayment),
      rateNow,
    },
    left: sompiToKas(sums.restSompi),
    leftSompi: sums.restSompi.toString(),
    minimum: sompiToKas(LEAST_SENDABLE_SOMPI),
    senderAddresses: sendersOf(stored),
  };
}

/** Where the money of a payment came from, each address once. */
export const sendersOf = ({ transfers }: Pick<PaymentWithTransfers, "transfers">): string[] => [
  ...new Set(transfers.filter((transfer) => transfer.acceptingDaa !== null).flatMap((t) => t.inputAddresses)),
];
