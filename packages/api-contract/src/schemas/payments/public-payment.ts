// What the API answers about a payment to anybody (status) and to its payer (public view).
import * as z from "zod";
import { Item } from "../metadata.ts";
import { PublicRefund } from "../refunds.ts";
import { Fiat, Id, Kas, Network, SmallPercent, Sompi, Time } from "../wire.ts";
import { AttentionReason, FiatValue, PaymentStatus, TransferStatus } from "./payment-states.ts";

export const PriceText = z
  .string()
  .nullable()
  .describe(
    "The price as the shop asked it, in `currency`, without a surcharge; null while the payer chooses the amount.",
  );
export const EXPECTED =
  "KAS to pay for `amount`, or for `surcharge.total` where there is a surcharge; null while the payer chooses the amount.";
export const Replaces = Id.nullable().describe("The expired payment of the same order that this one renews.");
export const ReplacedBy = Id.nullable().describe("The payment that renewed this one after it expired.");

/** What the payer pays on top of `amount`, in the same currency. */
export const Surcharge = z
  .object({
    percent: SmallPercent,
    amount: Fiat.describe("The surcharge itself, rounded half up to the minor unit of `currency`."),
    total: Fiat.describe("`amount` of the payment and the surcharge: what is asked."),
  })
  .meta({ id: "Surcharge" });
export type Surcharge = z.output<typeof Surcharge>;
export const SURCHARGE =
  "On top of `amount`; null without one. Refunds go by the KAS received, so they hold it too.";
export const UNCREDITED =
  "Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`.";
export const REQUIRED =
  "What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money.";

/** Shown to the payer too, also when nothing was confirmed before. */
export const TakenBack = z
  .object({ amount: Kas, amountSompi: Sompi, txId: z.string().describe("The newest of them.") })
  .describe(
    "Money of this payment that the network took back (a reorganisation or a double spend), while what is left is not enough. It may still come back by itself until the status is `invalid` or `expired`. Null = none.",
  )
  .meta({ id: "TakenBack" });
export type TakenBack = z.output<typeof TakenBack>;

/** `GET /payments/:id/status` and each `status` event of the stream: the fields of KasPay and what a page needs. */
export const PaymentStatusBody = z
  .object({
    id: Id,
    status: PaymentStatus,
    amountReceived: Kas.describe("What counts."),
    amountReceivedSompi: Sompi,
    amountUncredited: Kas.describe(UNCREDITED),
    amountUncreditedSompi: Sompi,
    takenBack: TakenBack.nullable(),
    senderAddress: z
      .string()
      .nullable()
      .describe("Of the first credited transfer. May be an exchange's: never refund to it unasked."),
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
    requiredConfirmations: z.int().describe(REQUIRED),
    expiresAt: Time,
    quoteExpiresAt: Time.nullable().describe("Null for a KAS price."),
    serverTime: Time,
    version: z.int().describe("Grows with each change; drop bodies with a lower one."),
  })
  .meta({ id: "PaymentStatusBody" });
export type PaymentStatusBody = z.output<typeof PaymentStatusBody>;

/** `GET /pay/status/:id`: the same in KasperoPay's fields and words. */
export const KasperoPayStatusBody = z
  .object({
    payment_id: Id,
    status: z
      .enum(["pending", "confirming", "completed", "expired", "canceled", "invalid"])
      .describe(
        "`completed` is our `confirmed`, `pending` also our `underpaid`; KasperoPay has no word for the last two.",
      ),
  })
  .meta({ id: "KasperoPayStatusBody" });
export type KasperoPayStatusBody = z.output<typeof KasperoPayStatusBody>;

const PublicTransfer = z
  .object({
    txId: z.string(),
    index: z.int(),
    amount: Kas,
    amountSompi: Sompi,
    status: TransferStatus,
    credited: z.boolean().describe("It counts: part of `amountReceived`."),
    confirmations: z.int(),
    requiredConfirmations: z.int(),
    paidAt: Time.nullable(),
    confirmedAt: Time.nullable(),
  })
  .meta({ id: "PublicTransfer" });

/** What a payer sees of a payment; nothing else (docs/spec/checkout.md#public-view). */
export const PublicPayment = z
  .object({
    view: z.literal("payer").describe("What a payer sees of a payment."),
    id: Id,
    status: PaymentStatus,
    attention: z.array(AttentionReason).describe("Of the open reasons `underpaid`, `overpaid` and `late`."),
    payable: z.boolean(),
    amount: PriceText,
    surcharge: Surcharge.nullable().describe(SURCHARGE),
    amountExpected: Kas.nullable().describe(EXPECTED),
    amountExpectedSompi: Sompi.nullable(),
    amountSeen: Kas,
    amountSeenSompi: Sompi,
    amountReceived: Kas.describe("What counts."),
    amountReceivedSompi: Sompi,
    amountUncredited: Kas.describe(UNCREDITED),
    amountUncreditedSompi: Sompi,
    takenBack: TakenBack.nullable(),
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
    requiredConfirmations: z.int().describe(REQUIRED),
    confirmations: z.int(),
    firstSeenAt: Time.nullable(),
    confirmedAt: Time.nullable(),
    expiresAt: Time,
    quoteExpiresAt: Time.nullable(),
    serverTime: Time,
    version: z.int(),
    transfers: z.array(PublicTransfer),
    refunds: z.array(PublicRefund).describe("The newest first, at most 100."),
    title: z.string().nullable(),
    description: z.string().nullable(),
    items: z.array(Item),
    successMessage: z.string().nullable(),
    returnUrl: z.string().nullable().describe("Signed; only once the status is final."),
    cancelUrl: z
      .string()
      .nullable()
      .describe("The way back to the shop without paying, in every state; unsigned."),
    canRenew: z
      .boolean()
      .describe("POST …/renew answers with a payment of the same order, the first time or again."),
    replaces: Replaces,
    replacedBy: ReplacedBy,
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
