// What the API answers about a payment to its merchant; the payer's side is in public-payment.ts.
import * as z from "zod";
import { Fiat, Id, Kas, listOf, MinorAmount, Network, SmallPercent, Sompi, Time } from "../wire.ts";
import { expansions } from "./expansions.ts";
import { PaymentFields } from "./payment-fields.ts";
import {
  AttentionReason,
  FiatValue,
  PaymentStatus,
  RefundStatus,
  SimulatedCase,
  TransferStatus,
} from "./payment-states.ts";
import {
  EXPECTED,
  PriceText,
  PublicPayment,
  REQUIRED,
  ReplacedBy,
  Replaces,
  SURCHARGE,
  Surcharge,
  TakenBack,
  UNCREDITED,
} from "./public-payment.ts";

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

const fields = PaymentFields.shape;

// Events that were stored before this field existed do not hold it.
const PriceMinor = MinorAmount.nullable().default(null);

const row = {
  id: Id,
  status: PaymentStatus,
  amount: PriceText,
  amountMinor: PriceMinor,
  surcharge: Surcharge.nullable().default(null).describe(SURCHARGE),
  amountExpected: Kas.nullable().describe(EXPECTED),
  amountExpectedSompi: Sompi.nullable(),
  amountReceived: Kas.describe("What counts: the sum of the credited transfers."),
  amountReceivedSompi: Sompi,
  amountUncredited: Kas.describe(UNCREDITED),
  amountUncreditedSompi: Sompi,
  currency: z.string().describe("What the price is in."),
  fiat: FiatValue.nullable(),
  txId: z.string().nullable(),
  senderAddress: z.string().nullable(),
  kaspaAddress: z.string(),
  customerName: fields.customerName,
  customerEmail: fields.customerEmail,
  orderId: fields.orderId,
  terminal: fields.terminal,
  linkId: z.string().nullable(),
  replaces: Replaces,
  replacedBy: ReplacedBy,
  title: fields.title,
  description: fields.description,
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
export const PaymentRow = z.object({ ...row, ...expansions }).meta({ id: "PaymentRow" });
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
    requiredConfirmations: z.int().describe("1000 at least for newly mined (coinbase) money."),
    late: z.boolean(),
    credited: z.boolean().describe("It counts: part of `amountReceived`."),
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
    rate: z.string().nullable().describe("Fiat per KAS that priced it: the source's, less the spread."),
    source: z
      .string()
      .nullable()
      .describe(
        "`fixed`: a rate that the store or the operator set; `merchant`: the payment's own `fixedRate`.",
      ),
    spreadPercent: SmallPercent.nullable()
      .default(null)
      .describe("What the store takes off `marketRate`; null: nothing."),
    marketRate: z
      .string()
      .nullable()
      .default(null)
      .describe(
        "With a spread, the source's rate: `rate` is it times (100 - spreadPercent) / 100, rounded down to 18 places.",
      ),
    quotedAt: Time,
    expiresAt: Time.nullable(),
  })
  .meta({ id: "Quote" });

const EXACT =
  "All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays.";

const full = {
  ...row,
  amountSeen: Kas,
  amountSeenSompi: Sompi,
  amountCredited: Kas.describe("The same as `amountReceived`."),
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
  // Events that were stored before this field existed do not hold it.
  usdAtReceipt: Fiat.nullable()
    .default(null)
    .describe("The same in US dollars, whatever the price's currency; null when no such rate was known."),
  type: z.enum(["payment", "deposit"]),
  uri: z.string().nullable(),
  exactAmount: z.boolean().describe(EXACT),
  payable: z.boolean(),
  checkoutUrl: z
    .string()
    .describe("The page to pay on. In events without the payer's token: read the payment for that."),
  quote: Quote.nullable().describe("The one that counts."),
  quotes: z.array(Quote),
  quoteExpiresAt: Time.nullable(),
  requiredConfirmations: z.int().describe(REQUIRED),
  confirmations: z.int(),
  takenBack: TakenBack.nullable(),
  firstSeenAt: Time.nullable(),
  addressIndex: z.int().nullable(),
  storeId: Id,
  ...fields,
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

/** The full current object: `data.payment` of each webhook, and the main part of `GET /payments/:id`. */
export const PaymentObject = z.object(full).meta({ id: "Payment" });
export type PaymentObject = z.output<typeof PaymentObject>;

export const TimelineEntry = z
  .object({
    kind: z.string().describe("For example `payment.created`, `transfer.accepted`, `act.cancel`."),
    at: Time,
    actor: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TimelineEntry" });
export type TimelineEntry = z.output<typeof TimelineEntry>;

/** One simulated case. */
export const Simulation = z
  .object({
    case: SimulatedCase,
    unavailable: z.string().nullable().describe("Why it cannot be played now; null = it can."),
  })
  .meta({ id: "Simulation" });
export type Simulation = z.output<typeof Simulation>;

/** `GET /payments/:id` for the merchant. */
export const PaymentFull = z
  .object({
    view: z.literal("merchant").describe("All of a payment, for the store that owns it."),
    ...full,
    timeline: z.array(TimelineEntry),
    allowedMarks: z.array(z.enum(["paid", "invalid", "clear"])).describe("What POST …/mark accepts now."),
    allowedActs: z
      .array(z.enum(["cancel", "requote", "renew", "resolve", "attach", "simulate"]))
      .describe("What else is accepted now."),
    confirmationSecondsLeft: z
      .int()
      .nullable()
      .describe("About how long until it is confirmed; null unless confirming."),
    simulations: z
      .array(Simulation)
      .nullable()
      .describe("What POST …/simulate plays now; null where the money is real or no simulator is embedded."),
    qrUrl: z.string(),
    serverTime: Time,
    ...expansions,
  })
  .meta({ id: "PaymentFull" });
export type PaymentFull = z.output<typeof PaymentFull>;

/** Answer of `POST /payments`: the fields of KasPay, and all that a checkout needs. */
export const CreatedPayment = z
  .object({
    id: Id,
    kaspaAddress: z.string(),
    amountExpected: Kas.nullable().describe(EXPECTED),
    amountExpectedSompi: Sompi.nullable(),
    status: PaymentStatus,
    expiresAt: Time,
    amount: PriceText,
    // Answers that were kept under an Idempotency-Key before these fields were there are given again.
    amountMinor: MinorAmount.nullable().default(null),
    surcharge: Surcharge.nullable().default(null).describe(SURCHARGE),
    amountSompi: Sompi.nullable(),
    currency: z.string(),
    fiat: FiatValue.nullable(),
    quote: Quote.nullable(),
    quoteExpiresAt: Time.nullable(),
    uri: z.string(),
    checkoutUrl: z.string(),
    clientToken: z.string().describe("The payer's proof for this one payment."),
    orderId: z.string().nullable(),
    replaces: Replaces,
    exactAmount: z.boolean().describe(EXACT),
    requiredConfirmations: z.int(),
    network: Network,
    livemode: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: "CreatedPayment" });
export type CreatedPayment = z.output<typeof CreatedPayment>;

/** Answer of `GET /payments/:id`: the merchant's object, or the payer's public view; `view` says which. */
export const PaymentAnswer = z
  .discriminatedUnion("view", [PaymentFull, PublicPayment])
  .meta({ id: "PaymentAnswer" });

/** Answer of `GET /payments/verify-redirect`. */
export const RedirectCheck = z
  .object({
    valid: z.literal(true).describe("This server signed the return. No proof of payment."),
    verified: z.boolean().describe("The payment is confirmed now."),
    payment: z.object({
      id: Id,
      orderId: z.string().nullable(),
      status: PaymentStatus.describe("Now; the return may say an earlier one."),
      confirmedAt: Time.nullable(),
    }),
  })
  .meta({ id: "RedirectCheck" });
