import type {
  AttentionReason as CoreReason,
  PaymentStatus as CoreStatus,
  TransferStatus as CoreTransferStatus,
} from "@kaspa-pay/core";
import * as z from "zod";
import { Fiat, Time } from "../wire.ts";

// The states are core's: a state that core gains or loses does not compile here.
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

/** The seven states: docs/spec/payment-lifecycle.md#states. */
export const PaymentStatus = z.enum(STATUSES).meta({ id: "PaymentStatus" });
export type PaymentStatus = z.output<typeof PaymentStatus>;

export const TransferStatus = z.enum(TRANSFER_STATUSES).meta({ id: "TransferStatus" });

export const AttentionReason = z.enum(REASONS).meta({ id: "AttentionReason" });
export type AttentionReason = z.output<typeof AttentionReason>;

export const RefundStatus = z.enum(["none", "partial", "full"]).meta({ id: "RefundStatus" });

/** What the simulated chain can do to a payment (docs/spec/checkout.md#simulated-stores). */
export const SimulatedCase = z
  .enum(["exact", "under", "over", "two-parts", "double", "late", "revert", "expire"])
  .meta({ id: "SimulatedCase" });
export type SimulatedCase = z.output<typeof SimulatedCase>;

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
