import { type PaymentStatus, STATUS_WORDS, statusesFromAlias } from "@kaspa-pay/core";
import * as z from "zod";
import { ItemsInput, Metadata } from "./metadata.ts";
import { AttentionReason, SimulatedCase } from "./payment-states.ts";
import {
  AmountInput,
  CurrencyInput,
  Email,
  Id,
  line,
  page,
  prose,
  TimeInput,
  term,
  UrlInput,
} from "./wire.ts";

/** One or several status words, ours or the seeds' (features.md 6.11), comma separated. Parsed to our own states. */
export const StatusFilter = z
  .string()
  .max(200)
  .transform((text, context): PaymentStatus[] => {
    const states = text.split(",").flatMap((word) => {
      const named = statusesFromAlias(word);
      if (named.length === 0) {
        context.addIssue({ code: "custom", message: `"${word.slice(0, 40)}" is not a payment status` });
      }
      return named;
    });
    return [...new Set(states)];
  })
  .meta({ pattern: `^(${STATUS_WORDS.join("|")})(,(${STATUS_WORDS.join("|")}))*$` });

const duration = {
  expiresIn: z.int().min(300).max(86_400).optional().describe("Seconds until the payment ends."),
  expiryMinutes: z.int().min(5).max(1440).optional().describe("The same in minutes."),
  expiresAt: z
    .union([TimeInput, z.int().positive()])
    .optional()
    .describe("The same as a moment: ISO 8601, or milliseconds since 1970."),
};

/** Fields of `POST /payments` that may stand beside `paymentLinkSlug`. */
const besideSlug = new Set([
  "paymentLinkSlug",
  "customerEmail",
  "customerName",
  "customerNote",
  "metadata",
  "amount",
]);

/** The three forms as JSON schema, for the document. */
const forms = {
  anyOf: [
    {
      title: "From a link",
      required: ["paymentLinkSlug"],
      properties: forbidden([
        "currency",
        "type",
        "orderId",
        "description",
        "items",
        "redirectUrl",
        "cancelUrl",
        ...Object.keys(duration),
        "requiredConfirmations",
        "fixedRate",
      ]),
    },
    {
      title: "Direct",
      required: ["amount"],
      properties: { type: { const: "payment" }, ...forbidden(["paymentLinkSlug"]) },
    },
    {
      title: "Open amount",
      required: ["type"],
      properties: { type: { const: "deposit" }, ...forbidden(["paymentLinkSlug", "amount"]) },
    },
  ],
  allOf: [
    notBoth("expiresIn", "expiryMinutes"),
    notBoth("expiresIn", "expiresAt"),
    notBoth("expiryMinutes", "expiresAt"),
  ],
};

function notBoth(one: string, other: string): object {
  return { not: { required: [one, other], properties: { [one]: {}, [other]: {} } } };
}

function forbidden(names: readonly string[]): Record<string, { not: object }> {
  return Object.fromEntries(names.map((name) => [name, { not: {} }]));
}

/**
 * `POST /payments`. From a link: `paymentLinkSlug` and the payer's own data; `amount` only if the link lets the payer
 * choose. Direct, with a key: `amount` and `currency` and the rest.
 */
export const CreatePayment = z
  .strictObject({
    paymentLinkSlug: term(100).min(1).optional().describe("Creates the payment from this link."),
    amount: AmountInput.optional(),
    currency: CurrencyInput.optional().describe("KAS or an enabled currency. Default KAS."),
    type: z.enum(["payment", "deposit"]).optional().describe("`deposit`: the payer chooses the amount."),
    orderId: line(255, 1).optional(),
    description: line(500).optional(),
    items: ItemsInput.optional(),
    metadata: Metadata.optional(),
    customerEmail: Email.optional(),
    customerName: line(200).optional(),
    customerNote: prose(500).optional(),
    redirectUrl: UrlInput.optional().describe(
      "Where the payer goes after paying; its host is on the store's list.",
    ),
    cancelUrl: UrlInput.optional(),
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
    if (value.amount === undefined && value.type !== "deposit") fault("amount", "Required");
    if (value.amount !== undefined && value.type === "deposit") fault("amount", "A deposit has no amount");
    if (value.fixedRate !== undefined) {
      if (/^[0.]+$/.test(value.fixedRate)) fault("fixedRate", "A rate is above zero");
      if ((value.currency ?? "KAS") === "KAS") fault("fixedRate", "Only with a fiat currency");
    }
    const given = [value.expiresIn, value.expiryMinutes, value.expiresAt].filter((one) => one !== undefined);
    if (given.length > 1) fault("expiresIn", "Give only one of expiresIn, expiryMinutes, expiresAt");
  })
  .meta({
    id: "CreatePayment",
    ...forms,
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
    "One or several states, comma separated; the seeds' words work too.",
  ),
  orderId: term(255).optional(),
  linkId: Id.optional(),
  customerEmail: term(254).optional(),
  address: term(120).optional(),
  txId: term(64).optional(),
  createdFrom: TimeInput.optional(),
  createdTo: TimeInput.optional(),
  attention: z
    .union([AttentionReason, z.enum(["any"])])
    .optional()
    .describe("Payments with this open attention reason, or any."),
  refundStatus: z.enum(["none", "partial", "full"]).optional(),
  amountMin: AmountInput.optional().describe("KAS."),
  amountMax: AmountInput.optional().describe("KAS."),
  q: term(500).optional().describe("One box over all of these."),
};

/** Query of `GET /payments`. */
export const ListPayments = z.strictObject({ ...paymentFilters, ...page }).meta({ id: "ListPayments" });
export type ListPayments = z.output<typeof ListPayments>;

/** Query of `GET /payments/export.csv`. */
export const ExportPayments = z
  .strictObject({
    ...paymentFilters,
    timeZone: z.string().max(64).optional().describe("IANA name; default: the store's."),
    separator: z.enum([",", ";"]).optional(),
    bom: z.boolean().optional(),
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

/** `POST /payments/:id/hint`: a wallet's word; only makes the server look sooner. */
export const HintTx = z
  .strictObject({ id: Id, txId: z.string().regex(/^[0-9a-f]{64}$/, "A transaction id is 64 hex digits") })
  .meta({ id: "HintTx", examples: [{ txId: "ab".repeat(32) }] });

/** `POST /payments/:id/rescan`: look a transaction up on the chain. */
export const RescanPayment = z
  .strictObject({ id: Id, txId: z.string().regex(/^[0-9a-f]{64}$/, "A transaction id is 64 hex digits") })
  .meta({ id: "RescanPayment", examples: [{ txId: "ab".repeat(32) }] });

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
    paymentId: Id,
    status: z.string().min(1).max(20),
    ts: z.string().min(1).max(20),
    sig: z.string().min(1).max(128),
  })
  .meta({ id: "VerifyRedirect" });

/** Attaches an unmatched transfer to a payment. */
export const AttachTransfer = z
  .strictObject({
    id: Id,
    txId: z.string().regex(/^[0-9a-f]{64}$/),
    index: z.int().min(0),
    note: line(500, 1),
  })
  .meta({
    id: "AttachTransfer",
    examples: [{ txId: "ab".repeat(32), index: 0, note: "The customer sent the wrong amount" }],
  });
