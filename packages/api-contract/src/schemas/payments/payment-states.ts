import { ATTENTION_REASONS, PAYMENT_STATUSES, REFUND_STATUSES, TRANSFER_STATUSES } from "@kaspa-pay/core";
import * as z from "zod";
import { Fiat, Time } from "../wire.ts";

/** The seven states: docs/spec/payment-lifecycle.md#states. */
export const PaymentStatus = z.enum(PAYMENT_STATUSES).meta({ id: "PaymentStatus" });
export type PaymentStatus = z.output<typeof PaymentStatus>;

export const TransferStatus = z.enum(TRANSFER_STATUSES).meta({ id: "TransferStatus" });

export const AttentionReason = z.enum(ATTENTION_REASONS).meta({ id: "AttentionReason" });
export type AttentionReason = z.output<typeof AttentionReason>;

export const RefundStatus = z.enum(REFUND_STATUSES).meta({ id: "RefundStatus" });

/** What the simulated chain can do to a payment (docs/spec/checkout.md#simulated-stores). */
export const SimulatedCase = z
  .enum(["exact", "under", "over", "two-parts", "double", "late", "revert", "expire"])
  .meta({ id: "SimulatedCase" });
export type SimulatedCase = z.output<typeof SimulatedCase>;

/** The fiat side of a payment: what was asked, and the rate that priced it. */
export const FiatValue = z
  .object({
    amount: Fiat.describe("What is asked, a surcharge included."),
    currency: z.string(),
    rate: z.string().nullable().describe("Fiat per KAS."),
    source: z.string().nullable(),
    at: Time.nullable(),
  })
  .meta({ id: "FiatValue" });
