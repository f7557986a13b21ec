import {
  PAYMENT_STATUSES,
  type PaymentStatus,
  REFUND_STATUSES,
  STATUS_WORDS,
  statusesFromAlias,
} from "@kaspa-pay/core";
import * as z from "zod";
import { EXAMPLE_TX_ID } from "../../example-values.ts";
import * as formats from "../formats.ts";
import {
  AmountInput,
  CurrencyInput,
  csvStyle,
  formatted,
  Id,
  line,
  MillisInput,
  MinorAmountInput,
  OutputIndex,
  page,
  period,
  prose,
  searchBox,
  TimeInput,
  TimeZoneName,
  TxId,
  term,
} from "../wire.ts";
import { ExpandInput } from "./expansions.ts";
import { PAYER_FIELDS, paymentFieldsInput } from "./payment-fields.ts";
import { AttentionReason, SimulatedCase } from "./payment-states.ts";

const WORD = `(${STATUS_WORDS.join("|")})`;

/** One or several status words, ours or those of other gateways, comma separated. Parsed to our own states. */
export const StatusFilter = z
  .string()
  .max(200)
  .regex(
    new RegExp(`^${WORD}(,${WORD})*$`),
    `One or several payment states, separated by commas: ${PAYMENT_STATUSES.join(", ")}`,
  )
  .transform((text): PaymentStatus[] => [...new Set(text.split(",").flatMap(statusesFromAlias))]);

const duration = {
  expiresIn: z.int().min(300).max(86_400).optional().describe("Seconds until the payment ends."),
  expiryMinutes: z.int().min(5).max(1440).optional().describe("The same in minutes."),
  expiresAt: z
    .union([TimeInput, MillisInput])
    .optional()
    .describe("The same as a moment: ISO 8601, or milliseconds since 1970."),
};

/** Fields of `POST /payments` that are allowed beside `paymentLinkSlug`. */
const besideSlug: ReadonlySet<string> = new Set([
  "paymentLinkSlug",
  "amount",
  "amountMinor",
  ...PAYER_FIELDS,
]);

/**
 * `POST /payments`. From a link: `paymentLinkSlug` and the payer's own data; `amount` only if the link lets the payer
 * choose. Direct, with a key: `amount` and `currency` and the rest.
 */
export const CreatePayment = z
  .strictObject({
    paymentLinkSlug: term(100).min(1).optional().describe("Creates the payment from this link."),
    amount: AmountInput.optional(),
    amountMinor: MinorAmountInput.optional().describe(
      "The same in cents, yen or sompi; instead of `amount`.",
    ),
    currency: CurrencyInput.optional().describe("KAS or an enabled currency. Default KAS."),
    type: z.enum(["payment", "deposit"]).optional().describe("`deposit`: the payer chooses the amount."),
    ...paymentFieldsInput,
    ...duration,
    requiredConfirmations: z.int().min(1).max(432_000).optional().describe("About ten a second."),
    fixedRate: AmountInput.optional().describe("Fiat per KAS to use instead of the market's."),
  })
  .superRefine((value, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (value.paymentLinkSlug !== undefined) {
      for (const key of Object.keys(value)) {
        if (!besideSlug.has(key)) fault(key, "Not allowed beside paymentLinkSlug: the link decides it");
      }
      return;
    }
    const given = (["amount", "amountMinor"] as const).find((name) => value[name] !== undefined);
    if (given === undefined && value.type !== "deposit") fault("amount", "Required, or amountMinor instead");
    if (given !== undefined && value.type === "deposit") fault(given, "A deposit has no amount");
    if (value.fixedRate !== undefined) {
      if (/^[0.]+$/.test(value.fixedRate)) fault("fixedRate", "A rate is above zero");
      if ((value.currency ?? "KAS") === "KAS") fault("fixedRate", "Only with a fiat currency");
    }
    const times = [value.expiresIn, value.expiryMinutes, value.expiresAt].filter(
      (time) => time !== undefined,
    );
    if (times.length > 1) fault("expiresIn", "Give only one of expiresIn, expiryMinutes, expiresAt");
  })
  .meta({
    id: "CreatePayment",
    description:
      "From a link: `paymentLinkSlug` with the payer's own data (`customerEmail`, `customerName`, `customerNote`, `metadata`), and `amount` only where the link lets the payer choose. Directly, with a key: `amount`, `amountMinor` instead of it, or `type: deposit` without an amount, and any of the other fields. Give at most one of `expiresIn`, `expiryMinutes` and `expiresAt`.",
    examples: [
      { amount: "25.00", currency: "USD", orderId: "A-1001", description: "Two T-shirts" },
      {
        paymentLinkSlug: "premium-plan-abc123",
        customerEmail: "customer@example.com",
        customerName: "John Doe",
        metadata: { orderId: "12345" },
      },
    ],
  });
export type CreatePayment = z.output<typeof CreatePayment>;

/** Filters shared by the list, the export and the dashboard's table. */
export const paymentFilters = {
  status: StatusFilter.optional().describe(
    "One or several states, separated by commas; the words of other gateways work too (`completed`, `APPROVED`, …).",
  ),
  orderId: term(255).optional().describe("Your order id, exactly."),
  terminal: term(64).optional().describe("Your till or branch, exactly."),
  linkId: Id.optional().describe("Payments made from this link."),
  customerEmail: term(254).optional().describe("The customer's e-mail address, in any case."),
  address: term(120).optional().describe("The Kaspa address that was to be paid, or that paid."),
  txId: term(64).optional().describe("A transaction that paid."),
  ...period,
  attention: z
    .enum([...AttentionReason.options, "any"])
    .optional()
    .describe("Payments with this open attention reason, or any."),
  refundStatus: z.enum(REFUND_STATUSES).optional().describe("How much was sent back."),
  amountMin: formatted(formats.decimal).optional().describe("Expected amounts from this many KAS."),
  amountMax: formatted(formats.decimal).optional().describe("Expected amounts up to this many KAS."),
  ...searchBox(
    500,
    "One box: the whole payment id, order id, e-mail, address, transaction id, link slug or amount; or how the customer's name or last name begins.",
  ),
};

/** Query of `GET /payments`. */
export const ListPayments = z
  .strictObject({ ...paymentFilters, expand: ExpandInput, ...page })
  .meta({ id: "ListPayments" });
export type ListPayments = z.output<typeof ListPayments>;

/** Path and query of `GET /payments/:id`. */
export const ReadPayment = z.strictObject({ id: Id, expand: ExpandInput }).meta({ id: "ReadPayment" });

/** Query of `GET /payments/export.csv`. */
export const ExportPayments = z
  .strictObject({
    ...paymentFilters,
    timeZone: TimeZoneName.optional().describe("IANA name; default: the store's."),
    ...csvStyle,
    bom: z.boolean().optional().describe("Begin with the mark by which Excel knows UTF-8."),
    withoutTransfers: z.boolean().optional().describe("Also payments that received nothing."),
  })
  .meta({ id: "ExportPayments" });
export type ExportPayments = z.output<typeof ExportPayments>;

const note = prose(500).optional();

/** `POST /payments/:id/cancel`. */
export const CancelPayment = z.strictObject({ id: Id, note }).meta({ id: "CancelPayment" });

/** `POST /payments/:id/mark`: staff overrides the derived status, with a reason. */
export const MarkPayment = z
  .strictObject({ id: Id, status: z.enum(["paid", "confirmed", "invalid", "clear"]), note: line(500, 1) })
  .meta({ id: "MarkPayment", examples: [{ status: "paid", note: "Paid in cash" }] });

/** `POST /payments/:id/resolve`: closes an open attention entry. */
export const ResolveAttention = z
  .strictObject({ id: Id, attention: AttentionReason, action: z.enum(["accept", "ignore"]), note })
  .meta({
    id: "ResolveAttention",
    examples: [{ attention: "late", action: "accept", note: "Shipped anyway" }],
  });

/** `POST /payments/:id/hint`: a transaction id from a wallet; it only makes the server look sooner. */
export const HintTx = z
  .strictObject({ id: Id, txId: TxId })
  .meta({ id: "HintTx", examples: [{ txId: EXAMPLE_TX_ID }] });

/** `POST /payments/:id/rescan`: look a transaction up on the chain. */
export const RescanPayment = z
  .strictObject({ id: Id, txId: TxId })
  .meta({ id: "RescanPayment", examples: [{ txId: EXAMPLE_TX_ID }] });

/** `POST /payments/:id/simulate`: drives the simulated node. */
export const SimulatePayment = z
  .strictObject({
    id: Id,
    case: SimulatedCase,
  })
  .meta({ id: "SimulatePayment", examples: [{ case: "exact" }] });

/** `GET /payments/verify-redirect`. */
export const VerifyRedirect = z
  .strictObject({
    paymentId: Id.describe("As the return address holds it."),
    status: z.string().min(1).max(20).describe("As the return address holds it."),
    ts: formatted(formats.unixSeconds).describe("As the return address holds it: unix seconds."),
    orderId: z
      .string()
      .max(2000)
      .optional()
      .describe("As the return address holds it: the signature covers it. Left out: the payment's own."),
    sig: z.string().min(1).max(128).describe("The signature of the return address."),
  })
  .meta({ id: "VerifyRedirect" });

/** Attaches an unmatched transfer to a payment. */
export const AttachTransfer = z
  .strictObject({
    id: Id,
    txId: TxId,
    index: OutputIndex,
    note: line(500, 1),
  })
  .meta({
    id: "AttachTransfer",
    examples: [{ txId: EXAMPLE_TX_ID, index: 0, note: "The customer sent the wrong amount" }],
  });
