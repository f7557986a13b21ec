// The dashboard's own views: overview, search, unmatched money, audit.

import * as z from "zod";
import { EXAMPLE_TX_ID } from "../example-values.ts";
import { AttentionReason } from "./payments/payment-states.ts";
import { PaymentRow } from "./payments/payments.ts";
import {
  Fiat,
  Id,
  Kas,
  line,
  listOf,
  OutputIndex,
  page,
  period,
  Sompi,
  Time,
  TimeInput,
  TimeZoneName,
  TxId,
  term,
} from "./wire.ts";

/** Query of the overview. */
export const GetOverview = z
  .strictObject({
    range: z.enum(["today", "7d", "30d", "custom"]).default("7d"),
    from: TimeInput.optional(),
    to: TimeInput.optional(),
    timeZone: TimeZoneName.optional(),
  })
  .meta({ id: "GetOverview" });

const Figures = z
  .object({
    volume: Kas,
    volumeSompi: Sompi,
    volumeFiat: Fiat.nullable(),
    payments: z.int().describe("Confirmed."),
    opened: z.int(),
    conversion: z.number().nullable().describe("0 to 1."),
    average: Kas.nullable(),
    averageFiat: Fiat.nullable(),
  })
  .meta({ id: "Figures" });

const NeedsAttention = z
  .object({
    kind: z.enum([
      "payment",
      "endpoint",
      "node",
      "rate",
      "address_gap",
      "sync_gap",
      "mail",
      "wallet",
      "support_link",
      "unmatched",
    ]),
    reason: AttentionReason.nullable(),
    count: z.int(),
    objectId: Id.nullable(),
    text: z.string(),
    severity: z.enum(["info", "warning", "high"]),
  })
  .meta({ id: "NeedsAttention" });

/** Figures, chart, needs-attention box and the newest payments. */
export const Overview = z
  .object({
    from: Time,
    to: Time,
    timeZone: z.string(),
    currency: z.string(),
    figures: Figures,
    previous: Figures,
    series: z.array(
      z.object({
        start: Time,
        volume: Kas,
        volumeSompi: Sompi,
        volumeFiat: Fiat.nullable(),
        payments: z.int(),
        previousVolume: Kas,
        previousVolumeSompi: Sompi,
      }),
    ),
    needsAttention: z.array(NeedsAttention),
    recovered: z
      .object({ payments: z.int(), from: Time, to: Time })
      .nullable()
      .describe(
        "Payments whose money was found by reading the chain that was missed while server or node were away, in the last 24 hours; null = none.",
      ),
    latest: z.array(PaymentRow).describe("At most 20."),
  })
  .meta({ id: "Overview" });
export type Overview = z.output<typeof Overview>;

/** Status tabs of the payments table; a count above 10 000 is 10 001. */
export const PaymentCounts = z
  .object({
    all: z.int(),
    pending: z.int(),
    underpaid: z.int(),
    confirming: z.int(),
    confirmed: z.int(),
    expired: z.int(),
    canceled: z.int(),
    invalid: z.int(),
    attention: z.int(),
  })
  .meta({ id: "PaymentCounts" });
export type PaymentCounts = z.output<typeof PaymentCounts>;

/** The search box. */
export const Search = z.strictObject({ q: term(2000).min(1) }).meta({ id: "Search" });

export const SearchResults = z
  .object({
    exact: z.boolean().describe("One hit that may be opened at once."),
    hits: z
      .array(
        z.object({
          kind: z.enum([
            "payment",
            "link",
            "event",
            "delivery",
            "request",
            "endpoint",
            "transfer",
            "unmatched",
          ]),
          id: Id,
          title: z.string(),
          subtitle: z.string().nullable(),
          paymentId: Id.nullable(),
          matched: z.string().describe("Which field matched."),
        }),
      )
      .describe("At most 20."),
  })
  .meta({ id: "SearchResults" });
export type SearchResults = z.output<typeof SearchResults>;

/** A transfer that belongs to no payment. */
export const UnmatchedTransfer = z
  .object({
    txId: z.string(),
    index: z.int(),
    amount: Kas,
    amountSompi: Sompi,
    address: z.string(),
    at: Time,
    reason: z.string().describe("Why no payment owns it, for people."),
    reasonCode: z
      .enum(["no_owner", "amount", "ambiguous", "own_change", "known"])
      .describe(
        "`no_owner`: nobody waited for money there; `amount`: no payment has this exact amount; `ambiguous`: several have it; `own_change`: the address paid itself, so it is listed as ignored.",
      ),
    status: z
      .enum(["accepted", "reverted"])
      .describe("`reverted`: its block left the chain, it is no money now."),
    ignored: z.boolean(),
    note: z.string().nullable().describe("Why it was put aside."),
    explorerUrl: z.string().nullable(),
    guesses: z
      .array(z.object({ paymentId: Id, amountExpected: Kas, createdAt: Time }))
      .describe("Payments of nearly the same amount on the same day, the likeliest first; at most 3."),
  })
  .meta({ id: "UnmatchedTransfer" });
export const UnmatchedList = listOf(UnmatchedTransfer, "UnmatchedList");
/** The live feed of unmatched money. */
export const UnmatchedCount = z
  .object({ count: z.int().describe("1001 = more than 1 000."), newest: Time.nullable() })
  .meta({ id: "UnmatchedCount" });
export type UnmatchedCount = z.output<typeof UnmatchedCount>;
export const ListUnmatched = z
  .strictObject({
    ignored: z.boolean().optional().describe("The ones put aside instead of the open ones."),
    address: term(120).optional().describe("The address that was paid."),
    txId: term(64).optional().describe("The transaction."),
    ...period,
    ...page,
  })
  .meta({ id: "ListUnmatched" });
export const IgnoreUnmatched = z
  .strictObject({ txId: TxId, index: OutputIndex, note: line(500).optional() })
  .meta({
    id: "IgnoreUnmatched",
    examples: [{ txId: EXAMPLE_TX_ID, index: 0, note: "Own money, sent by mistake" }],
  });

/** The simulator's wallet page that pays with the store's own coins; null where nobody simulates the store's wallet. */
export const SigningWallet = z.object({ demoWalletUrl: z.string().nullable() }).meta({ id: "SigningWallet" });

/** One row of the audit log; secrets are masked. */
export const AuditEntry = z
  .object({
    id: Id,
    at: Time,
    actor: z.string(),
    actorName: z.string().nullable(),
    action: z.string(),
    objectKind: z.string(),
    objectId: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });
export const AuditList = listOf(AuditEntry, "AuditList");
export const ListAudit = z
  .strictObject({
    actor: term(64).optional(),
    action: term(64).optional(),
    object: Id.optional(),
    ...period,
    ...page,
  })
  .meta({ id: "ListAudit" });

/** Progress of the guided first run, from server state, never from clicks. */
export const Onboarding = z
  .object({
    wallet: z.boolean(),
    link: z.boolean(),
    payment: z.boolean().describe("A payment is confirmed."),
    connected: z.boolean().describe("A delivery got 2xx, or it was marked done."),
    linkId: Id.nullable(),
  })
  .meta({ id: "Onboarding" });
export type Onboarding = z.output<typeof Onboarding>;
