// The only builder of a payment's API form: webhooks and API responses hold the same object.
import type { PaymentObject, Transfer as WireTransfer } from "@kaspa-pay/api-contract";
import {
  amountDue,
  buildPaymentUri,
  CURRENCIES,
  confirmationsOf,
  creditedTransfers,
  formatDecimal,
  isLate,
  type Payment,
  payable,
  type Quote,
  requiredConfirmationsOf,
  requiredOf,
  sompiToFiat,
  sompiToKas,
  type Transfer,
  takenBackOf,
  toleranceOf,
  transferConfirmations,
  uncreditedSompi,
} from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { PaymentDetails, PaymentWithTransfers } from "./records.ts";
import { askedMinor, percentOf, surchargeToWire } from "./surcharge.ts";

/** What a view needs besides the rows. */
export interface ViewContext {
  readonly publicUrl: string;
  readonly now: number;
  readonly virtualDaa: bigint;
  readonly clientToken: string;
  /** Holds `{txId}`; null where no explorer knows the network. */
  readonly explorerTxTemplate: string | null;
}

export const iso = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const kas = (sompi: bigint): string => sompiToKas(sompi);

/** `{ name: "1.00000000", nameSompi: "100000000" }` */
function amount<Name extends string>(name: Name, sompi: bigint): Record<Name | `${Name}Sompi`, string> {
  return { [name]: kas(sompi), [`${name}Sompi`]: sompi.toString() } as Record<Name | `${Name}Sompi`, string>;
}

export const isLive = (network: ChainNetwork): boolean => network === "mainnet";

/** A payment's page for everybody: its status, without address and QR code. */
export const statusUrlOf = (publicUrl: string, id: string): string => `${publicUrl}/p/${id}`;

export function checkoutUrlOf(publicUrl: string, id: string, clientToken: string): string {
  return `${statusUrlOf(publicUrl, id)}?token=${encodeURIComponent(clientToken)}`;
}

/** The URI that asks for what is due now; null when nothing is. */
export function uriOf(payment: Payment, details: PaymentDetails, now: number): string | null {
  if (!payable(payment, now)) return null;
  const due = amountDue(payment);
  return buildPaymentUri({ address: details.address, ...(due !== null && { amountSompi: due }) });
}

export function chosenQuoteOf(payment: Payment): Quote | null {
  return payment.chosenQuote === null ? null : (payment.quotes[payment.chosenQuote] ?? null);
}

export function quoteExpiresAtOf(payment: Payment): string | null {
  const newest = payment.quotes.at(-1);
  return payment.price.kind === "fiat" && newest !== undefined ? iso(newest.expiresAt) : null;
}

type WireQuote = NonNullable<PaymentObject["quote"]>;

export function toWireQuote(quote: Quote): WireQuote {
  return {
    amountKas: kas(quote.amountSompi),
    amountSompi: quote.amountSompi.toString(),
    rate: quote.rate,
    source: quote.source,
    spreadPercent: quote.spread === undefined ? null : percentOf(quote.spread.bps),
    marketRate: quote.spread?.marketRate ?? null,
    quotedAt: iso(quote.issuedAt),
    expiresAt: iso(quote.expiresAt),
  };
}

/** Fiat in which receipts of this payment are valued. */
export function receiptCurrency(payment: Payment): { code: string; digits: number } {
  if (payment.price.kind === "fiat")
    return { code: payment.price.currency, digits: payment.price.minorDigits };
  return { code: "USD", digits: CURRENCIES.USD };
}

export function fiatOf(payment: Payment): PaymentObject["fiat"] {
  const { price } = payment;
  if (price.kind !== "fiat") return null;
  const quote = chosenQuoteOf(payment) ?? payment.quotes.at(-1) ?? null;
  return {
    amount: formatDecimal(price.amountMinor, price.minorDigits),
    currency: price.currency,
    rate: quote?.rate ?? null,
    source: quote?.source ?? null,
    at: isoOrNull(quote?.issuedAt ?? null),
  };
}

/** The price as it was asked, in the decimal text of its currency; null while the payer chooses. */
export function priceText(
  payment: Pick<Payment, "price">,
  details: Pick<PaymentDetails, "askedSompi" | "surcharge">,
): string | null {
  const { price } = payment;
  const minor = askedMinor(payment, details);
  if (minor === null) return null;
  return price.kind === "fiat" ? formatDecimal(minor, price.minorDigits) : kas(minor);
}

/** The value of the credited transfers, each at its own rate; null without any, or when one has no rate. */
function valueAtReceipt(
  transfers: readonly Transfer[],
  rateOf: (transfer: Transfer) => string | null,
  digits: number,
): string | null {
  const credited = creditedTransfers(transfers);
  if (credited.length === 0 || credited.some((transfer) => rateOf(transfer) === null)) return null;
  return formatDecimal(
    credited.reduce((sum, transfer) => sum + sompiToFiat(transfer.sompi, rateOf(transfer) ?? "", digits), 0n),
    digits,
  );
}

export function toWireTransfer(payment: Payment, transfer: Transfer, context: ViewContext): WireTransfer {
  const { digits } = receiptCurrency(payment);
  return {
    txId: transfer.txId,
    index: transfer.outputIndex,
    ...amount("amount", transfer.sompi),
    status: transfer.status,
    confirmations: transferConfirmations(transfer, context.virtualDaa),
    requiredConfirmations: requiredOf(payment, transfer),
    late: transfer.paidAt !== null && isLate(payment, transfer),
    credited: transfer.credited,
    seenAt: isoOrNull(transfer.seenAt),
    paidAt: isoOrNull(transfer.paidAt),
    confirmedAt: isoOrNull(transfer.confirmedAt),
    acceptingBlockHash: transfer.acceptingBlockHash,
    acceptingDaaScore: transfer.acceptingDaa?.toString() ?? null,
    senderAddresses: [...transfer.inputAddresses],
    rate: transfer.rate,
    fiatAtReceipt:
      transfer.rate === null
        ? null
        : formatDecimal(sompiToFiat(transfer.sompi, transfer.rate, digits), digits),
    explorerUrl: context.explorerTxTemplate?.replace("{txId}", transfer.txId) ?? null,
  };
}

export function takenBackToWire(
  payment: Payment,
  transfers: readonly Transfer[],
): PaymentObject["takenBack"] {
  const taken = takenBackOf(payment, transfers);
  return taken === null ? null : { ...amount("amount", taken.sompi), txId: taken.txId };
}

/** `txId` and `senderAddress` of a payment: those of its first credited transfer. */
export function primaryTransferOf({ transfers }: Pick<PaymentWithTransfers, "transfers">): {
  txId: string | null;
  senderAddress: string | null;
} {
  const [first] = creditedTransfers(transfers);
  return { txId: first?.txId ?? null, senderAddress: first?.inputAddresses[0] ?? null };
}

/** The columns of a list row and of the full object. */
export function paymentRow(stored: PaymentWithTransfers) {
  const { payment, details, transfers } = stored;
  const { amounts } = payment;
  const { fields } = details;
  const lead = primaryTransferOf(stored);
  return {
    id: payment.id,
    status: payment.status,
    amount: priceText(payment, details),
    amountMinor: askedMinor(payment, details)?.toString() ?? null,
    surcharge: surchargeToWire(payment, details),
    amountExpected: amounts.expectedSompi === null ? null : kas(amounts.expectedSompi),
    amountExpectedSompi: amounts.expectedSompi?.toString() ?? null,
    ...amount("amountReceived", amounts.creditedSompi),
    ...amount("amountUncredited", uncreditedSompi(transfers, { dust: true })),
    currency: details.currency,
    fiat: fiatOf(payment),
    txId: lead.txId,
    senderAddress: lead.senderAddress,
    kaspaAddress: details.address,
    customerName: fields.customerName,
    customerEmail: fields.customerEmail,
    orderId: fields.orderId,
    terminal: fields.terminal,
    linkId: details.linkId,
    replaces: details.replaces,
    replacedBy: payment.replacedBy,
    title: fields.title,
    description: fields.description,
    attention: payment.attention.filter((entry) => entry.state === "open").map((entry) => entry.reason),
    refundStatus: payment.refundStatus,
    network: details.network,
    livemode: isLive(details.network),
    version: payment.version,
    createdAt: iso(payment.createdAt),
    expiresAt: iso(payment.expiresAt),
    confirmedAt: isoOrNull(payment.confirmedAt),
  };
}

/** The full current object: `data.payment` of each webhook and the heart of `GET /payments/:id`. */
export function paymentObject(stored: PaymentWithTransfers, context: ViewContext): PaymentObject {
  const { payment, details, transfers } = stored;
  const { amounts } = payment;
  const quote = chosenQuoteOf(payment);
  return {
    ...paymentRow(stored),
    ...amount("amountSeen", amounts.seenSompi),
    ...amount("amountCredited", amounts.creditedSompi),
    ...amount("amountConfirmed", amounts.confirmedSompi),
    ...amount("amountMissing", amounts.missingSompi),
    ...amount("topUp", amounts.topUpSompi),
    ...amount("amountOverpaid", amounts.overpaidSompi),
    ...amount("amountRefunded", amounts.refundedSompi),
    ...amount(
      "tolerance",
      amounts.expectedSompi === null ? 0n : toleranceOf(amounts.expectedSompi, payment.policy),
    ),
    fiatAtReceipt: valueAtReceipt(transfers, (transfer) => transfer.rate, receiptCurrency(payment).digits),
    usdAtReceipt: valueAtReceipt(transfers, (transfer) => transfer.usdRate, CURRENCIES.USD),
    type: payment.price.kind === "open" ? "deposit" : "payment",
    uri: uriOf(payment, details, context.now),
    exactAmount: details.addressMode === "address",
    payable: payable(payment, context.now),
    checkoutUrl: checkoutUrlOf(context.publicUrl, payment.id, context.clientToken),
    quote: quote === null ? null : toWireQuote(quote),
    quotes: payment.quotes.map(toWireQuote),
    quoteExpiresAt: quoteExpiresAtOf(payment),
    requiredConfirmations: requiredConfirmationsOf(payment, transfers),
    confirmations: confirmationsOf(transfers, context.virtualDaa),
    takenBack: takenBackToWire(payment, transfers),
    firstSeenAt: isoOrNull(payment.firstSeenAt),
    addressIndex: details.addressIndex,
    storeId: details.storeId,
    ...details.fields,
    mark: payment.mark === null ? null : { ...payment.mark, at: iso(payment.mark.at) },
    attentions: payment.attention.map((entry) => ({
      reason: entry.reason,
      state: entry.state,
      ...amount("amount", entry.amountSompi),
      raisedAt: iso(entry.raisedAt),
      resolvedAt: isoOrNull(entry.resolvedAt),
      resolvedBy: entry.resolvedBy,
      note: entry.note,
    })),
    transfers: transfers.map((transfer) => toWireTransfer(payment, transfer, context)),
  };
}
