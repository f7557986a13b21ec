// What the API answers about a payment: to anybody (status), to its payer (public view), to its merchant (full).
import type {
  AttentionReason as CoreReason,
  PaymentStatus as CoreStatus,
  TransferStatus as CoreTransferStatus,
} from "@kaspa-pay/core";
import * as z from "zod";
import { Item } from "./metadata.ts";
import { Fiat, Id, Kas, listOf, Network, Sompi, Time } from "./wire.ts";

// The words are core's: a state that core gains or loses does not compile here.
const STATUSES = keysOf<CoreStatus>({
  pending: 0,
  underpaid: 0,
  confirming: 0,
  confirmed: 0,
  expired: 0,
  canceled: 0,
  invalid: 0,
});
const REASONS = keysOf<CoreReason>({
  underpaid: 0,
  late: 0,
  overpaid: 0,
  multiple: 0,
  reverted: 0,
  manual: 0,
});
const TRANSFER_STATUSES = keysOf<CoreTransferStatus>({
  detected: 0,
  accepted: 0,
  confirmed: 0,
  reverted: 0,
  dropped: 0,
});

function keysOf<T extends string>(words: Record<T, 0>): [T, ...T[]] {
  return Object.keys(words) as [T, ...T[]];
}

/** The seven states of features.md 6.6. */
export const PaymentStatus = z.enum(STATUSES).meta({ id: "PaymentStatus" });
export type PaymentStatus = z.output<typeof PaymentStatus>;

export const TransferStatus = z.enum(TRANSFER_STATUSES).meta({ id: "TransferStatus" });

export const AttentionReason = z.enum(REASONS).meta({ id: "AttentionReason" });
export type AttentionReason = z.output<typeof AttentionReason>;

/** The fiat side of a payment: what was asked, and the rate that priced it. */
export const FiatValue = z
  .object({
    amount: Fiat,
    currency: z.string(),
    rate: z.string().nullable().describe("Fiat per KAS."),
    source: z.string().nullable(),
    at: Time.nullable(),
  })
  .meta({ id: "FiatValue" });

/** `GET /payments/:id/status` and each `status` event of the stream: seed 000's fields and what a page needs. */
export const PaymentStatusBody = z
  .object({
    id: Id,
    status: PaymentStatus,
    amountReceived: Kas,
    amountReceivedSompi: Sompi,
    senderAddress: z.string().nullable().describe("Null unless authenticated. Never refund to it unasked."),
    txId: z.string().nullable().describe("The first credited transfer's transaction."),
    confirmations: z.int().describe("The least of all credited transfers."),
    confirmedAt: Time.nullable(),
    payable: z.boolean().describe("The address may be shown: not over, not fully paid."),
    amountExpected: Kas.nullable(),
    amountExpectedSompi: Sompi.nullable(),
    amountSeen: Kas.describe("In the mempool: informs only."),
    amountSeenSompi: Sompi,
    amountMissing: Kas,
    amountMissingSompi: Sompi,
    topUp: Kas.describe("What the QR asks while underpaid: the missing sum, at least 0.2 KAS."),
    topUpSompi: Sompi,
    requiredConfirmations: z.int(),
    expiresAt: Time,
    quoteExpiresAt: Time.nullable().describe("Null for a KAS price."),
    serverTime: Time,
    version: z.int().describe("Grows with each change; drop bodies with a lower one."),
  })
  .meta({ id: "PaymentStatusBody" });
export type PaymentStatusBody = z.output<typeof PaymentStatusBody>;

const PublicTransfer = z
  .object({
    txId: z.string(),
    index: z.int(),
    amount: Kas,
    amountSompi: Sompi,
    status: TransferStatus,
    confirmations: z.int(),
    paidAt: Time.nullable(),
  })
  .meta({ id: "PublicTransfer" });

/** What a payer sees of a payment: exactly the allow-list of checkout.md section 3. */
export const PublicPayment = z
  .object({
    id: Id,
    status: PaymentStatus,
    attention: z.array(z.enum(["underpaid", "overpaid", "late"])),
    payable: z.boolean(),
    amountExpected: Kas.nullable(),
    amountExpectedSompi: Sompi.nullable(),
    amountSeen: Kas,
    amountSeenSompi: Sompi,
    amountReceived: Kas,
    amountReceivedSompi: Sompi,
    amountMissing: Kas,
    amountMissingSompi: Sompi,
    topUp: Kas,
    topUpSompi: Sompi,
    amountOverpaid: Kas,
    amountOverpaidSompi: Sompi,
    currency: z.string(),
    fiat: FiatValue.nullable(),
    kaspaAddress: z.string(),
    uri: z.string().nullable().describe("Asks for the amount due now; null when nothing is due."),
    exactAmount: z.boolean().describe("Single-address mode: the sum identifies the payer."),
    network: Network,
    livemode: z.boolean(),
    requiredConfirmations: z.int(),
    confirmations: z.int(),
    firstSeenAt: Time.nullable(),
    confirmedAt: Time.nullable(),
    expiresAt: Time,
    quoteExpiresAt: Time.nullable(),
    serverTime: Time,
    version: z.int(),
    transfers: z.array(PublicTransfer),
    title: z.string().nullable(),
    description: z.string().nullable(),
    items: z.array(Item),
    successMessage: z.string().nullable(),
    returnUrl: z.string().nullable().describe("Signed; only once the status is final."),
    cancelUrl: z.string().nullable(),
    receiptUrl: z.string().nullable(),
    explorerTxTemplate: z.string().nullable().describe("Holds `{txId}`."),
    demoWalletUrl: z.string().nullable().describe("Simulated stores only."),
    store: z.object({
      name: z.string(),
      logoUrl: z.string().nullable(),
      supportUrl: z.string().nullable(),
      accentColor: z.string().nullable(),
    }),
  })
  .meta({ id: "PublicPayment" });
export type PublicPayment = z.output<typeof PublicPayment>;

export const AttentionEntry = z
  .object({
    reason: AttentionReason,
    state: z.enum(["open", "accepted", "refunded", "ignored", "cleared"]),
    amount: Kas,
    amountSompi: Sompi,
    raisedAt: Time,
    resolvedAt: Time.nullable(),
    resolvedBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: "AttentionEntry" });

export const RefundStatus = z.enum(["none", "partial", "full"]).meta({ id: "RefundStatus" });

const row = {
  id: Id,
  status: PaymentStatus,
  amountExpected: Kas.nullable().describe("Null while the payer chooses the amount."),
  amountExpectedSompi: Sompi.nullable(),
  amountReceived: Kas,
  amountReceivedSompi: Sompi,
  currency: z.string().describe("What the price is in."),
  fiat: FiatValue.nullable(),
  txId: z.string().nullable(),
  senderAddress: z.string().nullable(),
  kaspaAddress: z.string(),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  orderId: z.string().nullable(),
  linkId: z.string().nullable(),
  description: z.string().nullable(),
  attention: z.array(AttentionReason).describe("Open reasons."),
  refundStatus: RefundStatus,
  network: Network,
  livemode: z.boolean(),
  version: z.int(),
  createdAt: Time,
  expiresAt: Time,
  confirmedAt: Time.nullable(),
};

/** One row of `GET /payments`. */
export const PaymentRow = z.object(row).meta({ id: "PaymentRow" });
export type PaymentRow = z.output<typeof PaymentRow>;

/** Answer of `GET /payments`. */
export const PaymentList = listOf(PaymentRow, "PaymentList");

export const Transfer = z
  .object({
    txId: z.string(),
    index: z.int(),
    amount: Kas,
    amountSompi: Sompi,
    status: TransferStatus,
    confirmations: z.int(),
    late: z.boolean(),
    credited: z.boolean(),
    seenAt: Time.nullable(),
    paidAt: Time.nullable(),
    confirmedAt: Time.nullable(),
    acceptingBlockHash: z.string().nullable(),
    acceptingDaaScore: z.string().nullable(),
    senderAddresses: z.array(z.string()).describe("A hint: may be an exchange."),
    rate: z.string().nullable().describe("Fiat per KAS at receipt."),
    fiatAtReceipt: Fiat.nullable(),
    explorerUrl: z.string().nullable(),
  })
  .meta({ id: "Transfer" });
export type Transfer = z.output<typeof Transfer>;

export const Quote = z
  .object({
    amountKas: Kas,
    amountSompi: Sompi,
    rate: z.string().nullable(),
    source: z.string().nullable(),
    quotedAt: Time,
    expiresAt: Time.nullable(),
  })
  .meta({ id: "Quote" });

const full = {
  ...row,
  amountSeen: Kas,
  amountSeenSompi: Sompi,
  amountCredited: Kas,
  amountCreditedSompi: Sompi,
  amountConfirmed: Kas,
  amountConfirmedSompi: Sompi,
  amountMissing: Kas,
  amountMissingSompi: Sompi,
  topUp: Kas,
  topUpSompi: Sompi,
  amountOverpaid: Kas,
  amountOverpaidSompi: Sompi,
  amountRefunded: Kas,
  amountRefundedSompi: Sompi,
  tolerance: Kas,
  toleranceSompi: Sompi,
  fiatAtReceipt: Fiat.nullable().describe("Value of what was received, at the rates of receipt."),
  type: z.enum(["payment", "deposit"]),
  uri: z.string().nullable(),
  exactAmount: z.boolean(),
  payable: z.boolean(),
  checkoutUrl: z.string(),
  quote: Quote.nullable().describe("The one that counts."),
  quotes: z.array(Quote),
  quoteExpiresAt: Time.nullable(),
  requiredConfirmations: z.int(),
  confirmations: z.int(),
  firstSeenAt: Time.nullable(),
  addressIndex: z.int().nullable(),
  storeId: Id,
  title: z.string().nullable(),
  items: z.array(Item),
  metadata: z.record(z.string(), z.unknown()),
  metadataSource: z.enum(["merchant", "payer"]).describe("`payer`: set by the page, not to be trusted."),
  customerNote: z.string().nullable(),
  redirectUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  successMessage: z.string().nullable(),
  mark: z
    .object({
      kind: z.enum(["paid", "invalid", "canceled"]),
      actor: z.string(),
      reason: z.string(),
      at: Time,
    })
    .nullable(),
  attentions: z.array(AttentionEntry).describe("All of them, with how each was resolved."),
  transfers: z.array(Transfer),
};

/** The full current object: `data.payment` of each webhook, and the heart of `GET /payments/:id`. */
export const PaymentObject = z.object(full).meta({ id: "Payment" });
export type PaymentObject = z.output<typeof PaymentObject>;

export const TimelineEntry = z
  .object({
    kind: z.string().describe("For example `created`, `accepted`, `webhook_sent`."),
    at: Time,
    actor: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.output<typeof TimelineEntry>;

/** `GET /payments/:id` for the merchant. */
export const PaymentFull = z
  .object({
    ...full,
    timeline: z.array(TimelineEntry),
    allowedMarks: z.array(z.enum(["paid", "invalid", "clear"])).describe("What POST …/mark accepts now."),
    allowedActs: z
      .array(z.enum(["cancel", "requote", "resolve", "attach", "simulate"]))
      .describe("What else is accepted now."),
    qrUrl: z.string(),
    serverTime: Time,
  })
  .meta({ id: "PaymentFull" });
export type PaymentFull = z.output<typeof PaymentFull>;

/** Answer of `POST /payments`: what seed 000 prints, and all that a checkout needs. */
export const CreatedPayment = z
  .object({
    id: Id,
    kaspaAddress: z.string(),
    amountExpected: Kas.nullable(),
    amountExpectedSompi: Sompi.nullable(),
    status: PaymentStatus,
    expiresAt: Time,
    amount: z.string().nullable().describe("The price as asked, in `currency`."),
    amountSompi: Sompi.nullable(),
    currency: z.string(),
    fiat: FiatValue.nullable(),
    quote: Quote.nullable(),
    quoteExpiresAt: Time.nullable(),
    uri: z.string(),
    checkoutUrl: z.string(),
    clientToken: z.string().describe("The payer's proof for this one payment."),
    orderId: z.string().nullable(),
    exactAmount: z.boolean(),
    requiredConfirmations: z.int(),
    network: Network,
    livemode: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: "CreatedPayment" });
export type CreatedPayment = z.output<typeof CreatedPayment>;

/** Answer of `GET /payments/:id`: the merchant's object, or the payer's public view. */
export const PaymentAnswer = z.union([PaymentFull, PublicPayment]).meta({ id: "PaymentAnswer" });

/** Answer of `GET /payments/verify-redirect`. */
export const RedirectCheck = z
  .object({
    valid: z.boolean().describe("We signed this redirect. No proof of payment."),
    verified: z.boolean().describe("Valid, and the payment is confirmed now."),
    payment: z
      .object({ id: Id, orderId: z.string().nullable(), status: PaymentStatus, confirmedAt: Time.nullable() })
      .nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "RedirectCheck" });
