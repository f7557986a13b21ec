import { REFUND_BASES } from "@kaspa-pay/core";
import * as z from "zod";
import { EXAMPLE_OTHER_ADDRESS } from "../example-values.ts";
import {
  AddressInput,
  DisbursementStatus,
  DisbursementStatusFilter,
  disbursement,
  FiatSum,
  KasSum,
} from "./disbursements.ts";
import * as formats from "./formats.ts";
import {
  Email,
  Fiat,
  formatted,
  Id,
  Kas,
  listOf,
  Network,
  page,
  period,
  prose,
  Sompi,
  Time,
} from "./wire.ts";

const Basis = z.enum(REFUND_BASES).meta({ id: "RefundBasis" });

const part = {
  amount: formatted(formats.refundAmount)
    .optional()
    .describe(
      "`full` (default): all that is left. `overpaid`: what is above the expected sum. Or a decimal: KAS with basis `kas`, else the payment's fiat currency.",
    ),
  percent: formatted(formats.percent)
    .optional()
    .describe('Instead of `amount`: percent of what was received, for example "50" or "12.5".'),
  basis: Basis.optional().describe(
    "`kas` (default): the same KAS. `fiatAtPayment`: KAS worth the fiat at the rate of the payment. `fiatNow`: at the rate of now.",
  ),
};

/** Path and body of `POST /payments/:id/refunds`. */
export const CreateRefund = z
  .strictObject({
    id: Id,
    ...part,
    destination: AddressInput.optional().describe(
      "Where it goes. Left out: the payer names an address on the claim page. The address that paid may be an exchange's: never refund there unasked.",
    ),
    email: Email.optional().describe("Gets the claim link; default: the payment's customer e-mail."),
    reason: prose(500).optional().describe("Shown to the payer."),
  })
  .meta({
    id: "CreateRefund",
    examples: [
      { amount: "overpaid" },
      { percent: "50", basis: "fiatNow", reason: "One of two items was missing" },
    ],
  });
export type CreateRefund = z.output<typeof CreateRefund>;

/** Query of `GET /payments/:id/refund-preview`. */
export const PreviewRefund = z.strictObject({ id: Id, ...part }).meta({ id: "PreviewRefund" });
export type PreviewRefund = z.output<typeof PreviewRefund>;

/** The sums that one request can mean; null where no rate is known. */
export const RefundSums = z
  .object({
    kas: KasSum.nullable(),
    fiatAtPayment: KasSum.nullable(),
    fiatNow: KasSum.nullable(),
    atPayment: FiatSum.nullable().describe("What it was worth when it was paid."),
    rateNow: z.string().nullable().describe("Fiat per KAS now."),
  })
  .meta({ id: "RefundSums", description: "Of a refund: as they were when it was made." });

/** Answer of `GET /payments/:id/refund-preview`. */
export const RefundPreview = z
  .object({
    paymentId: Id,
    sums: RefundSums,
    left: Kas.describe("What may still be refunded: received less refunds that are open or done."),
    leftSompi: Sompi,
    minimum: Kas.describe("Smaller sums cannot be sent."),
    senderAddresses: z
      .array(z.string())
      .describe(
        "Where the money came from. It may be an exchange: ask the payer before you send anything there.",
      ),
  })
  .meta({ id: "RefundPreview" });
export type RefundPreview = z.output<typeof RefundPreview>;

/** A refund, for its merchant. */
export const Refund = z
  .object({
    ...disbursement,
    paymentId: Id,
    address: z.string().nullable().describe("Null until the payer names one."),
    basis: Basis,
    sums: RefundSums,
    reason: z.string().nullable(),
    email: z.string().nullable().describe("Where the claim link was sent; null without a mail server."),
    claimUrl: z
      .string()
      .nullable()
      .describe(
        "For the payer; null unless it awaits the destination, and for callers without `refunds:write`. Treat it as a secret.",
      ),
  })
  .meta({ id: "Refund" });
export type Refund = z.output<typeof Refund>;

export const RefundList = listOf(Refund, "RefundList");

/** Query of `GET /refunds`. */
export const ListRefunds = z
  .strictObject({
    status: DisbursementStatusFilter.optional().describe("One or several states, separated by commas."),
    paymentId: Id.optional().describe("Refunds of this payment."),
    ...period,
    ...page,
  })
  .meta({ id: "ListRefunds" });
export type ListRefunds = z.output<typeof ListRefunds>;

/** The secret part of a claim link. */
const ClaimToken = formatted(formats.claimToken).describe("The part of the claim link behind `/claim/`.");

export const ByClaimToken = z.strictObject({ token: ClaimToken }).meta({ id: "ByClaimToken" });

/** `POST /claims/:token`: the payer names where the refund goes. Works once. */
export const ClaimRefund = z
  .strictObject({ token: ClaimToken, address: AddressInput })
  .meta({ id: "ClaimRefund", examples: [{ address: EXAMPLE_OTHER_ADDRESS }] });

/** What a claim link shows. */
export const Claim = z
  .object({
    status: DisbursementStatus,
    amount: Kas,
    amountSompi: Sompi,
    fiat: z
      .object({ amount: Fiat, currency: z.string() })
      .nullable()
      .describe("What it was worth when it was paid."),
    reason: z.string().nullable(),
    address: z.string().nullable(),
    senderAddresses: z
      .array(z.string())
      .describe("Where the payment came from: yours only if you paid from your own wallet."),
    txId: z.string().nullable(),
    explorerUrl: z.string().nullable(),
    network: Network,
    livemode: z.boolean(),
    expiresAt: Time.nullable(),
    store: z.object({ name: z.string(), logoUrl: z.string().nullable(), supportUrl: z.string().nullable() }),
  })
  .meta({ id: "Claim" });
export type Claim = z.output<typeof Claim>;

/** A refund as the payer of its payment sees it. */
export const PublicRefund = z
  .object({
    status: DisbursementStatus,
    amount: Kas,
    amountSompi: Sompi,
    txId: z.string().nullable(),
    createdAt: Time,
  })
  .meta({ id: "PublicRefund" });
export type PublicRefund = z.output<typeof PublicRefund>;
