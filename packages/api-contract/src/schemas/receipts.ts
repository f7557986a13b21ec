// The receipt that a gateway signs, and the answer about one: docs/decisions/0050-signed-receipts.md.

import { REFUND_STATUSES } from "@kaspa-pay/core";
import * as z from "zod";
import { EXAMPLE_ADDRESS, EXAMPLE_BLOCK_HASH, EXAMPLE_SIGNATURE, EXAMPLE_TX_ID } from "../example-values.ts";
import { PaymentStatus } from "./payments/payment-states.ts";
import { Time } from "./wire.ts";

/** Names the form of a receipt. A later form has another name, so no signature is read as something else. */
export const RECEIPT_TYPE = "kaspa-pay.receipt.v1";

const text = z.string();

const SignedTransfer = z
  .strictObject({
    txId: text,
    index: text.describe("Output index in the transaction."),
    amountSompi: text,
    acceptingBlockHash: text.optional().describe("Left out when the node did not name the block."),
    acceptingDaaScore: text.optional(),
    paidAt: text.optional(),
    confirmedAt: text.optional(),
  })
  .meta({ id: "SignedTransfer" });

/**
 * What is signed. Every value is a text, so its canonical form (RFC 8785) is the same in every language; what is not
 * known is left out. Nothing in it says who paid.
 */
export const ReceiptContent = z
  .strictObject({
    type: z.literal(RECEIPT_TYPE),
    gateway: text.describe("Public URL of the gateway that signed."),
    paymentId: text,
    storeId: text.describe("Names the store for sure: a store's name is not unique."),
    storeName: text,
    network: text,
    livemode: z.enum(["true", "false"]).describe("`false`: the coins have no value."),
    address: text,
    title: text.optional(),
    items: z
      .array(z.strictObject({ name: text, quantity: text, price: text.optional() }))
      .min(1)
      .optional(),
    amountExpectedSompi: text.optional(),
    amountReceivedSompi: text.describe("Sum of the transfers."),
    fiat: z
      .strictObject({
        amount: text,
        currency: text,
        rate: text.optional(),
        source: text.optional(),
        at: text.optional(),
      })
      .optional()
      .describe("The fiat price and the rate that priced it."),
    fiatAtReceipt: z
      .strictObject({ amount: text, currency: text })
      .optional()
      .describe("Value of the transfers, at the rates of receipt."),
    transfers: z.array(SignedTransfer).min(1),
    confirmedAt: text,
    issuedAt: text.describe("When it was signed; all of it was so at this time."),
  })
  .meta({ id: "ReceiptContent" });
export type ReceiptContent = z.output<typeof ReceiptContent>;

export const ReceiptSignature = z
  .object({
    alg: z.literal("EdDSA").describe("Ed25519."),
    kid: text.describe("Which key of `/.well-known/kaspa-pay/keys.json`."),
    value: text.describe("64 bytes in base64url, over the receipt's canonical JSON in UTF-8."),
  })
  .meta({ id: "ReceiptSignature" });

/** The file that a payer downloads. */
export const SignedReceipt = z.object({ receipt: ReceiptContent, signature: ReceiptSignature });
export type SignedReceipt = z.output<typeof SignedReceipt>;

const EXAMPLE: SignedReceipt = {
  receipt: {
    type: RECEIPT_TYPE,
    gateway: "https://pay.example.com",
    paymentId: "pay_01k9x2",
    storeId: "sto_01k9x2",
    storeName: "Blue Shop",
    network: "mainnet",
    livemode: "true",
    address: EXAMPLE_ADDRESS,
    amountExpectedSompi: "10000000000",
    amountReceivedSompi: "10000000000",
    transfers: [
      {
        txId: EXAMPLE_TX_ID,
        index: "0",
        amountSompi: "10000000000",
        acceptingBlockHash: EXAMPLE_BLOCK_HASH,
        acceptingDaaScore: "104200312",
        paidAt: "2026-02-08T12:00:58.000Z",
        confirmedAt: "2026-02-08T12:01:00.000Z",
      },
    ],
    confirmedAt: "2026-02-08T12:01:00.000Z",
    issuedAt: "2026-02-08T12:05:00.000Z",
  },
  signature: { alg: "EdDSA", kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", value: EXAMPLE_SIGNATURE },
};

/** `POST /receipts/verify`: the downloaded file as it is. */
export const VerifyReceipt = z
  .strictObject({
    receipt: z.record(text, z.unknown()).describe("As it was downloaded: a `ReceiptContent`."),
    signature: z.record(text, z.unknown()).describe("As it was downloaded: a `ReceiptSignature`."),
  })
  .meta({ id: "VerifyReceipt", examples: [EXAMPLE] });

/** Why a receipt is not valid. */
export const RECEIPT_FAULTS = ["malformed", "unknown_key", "bad_signature"] as const;
export type ReceiptFault = (typeof RECEIPT_FAULTS)[number];

/** Why a valid receipt does not hold any more. */
export const RECEIPT_CHANGES = [
  "payment_unknown",
  "transfer_reverted",
  "payment_not_confirmed",
  "transfer_moved",
] as const;
export type ReceiptChange = (typeof RECEIPT_CHANGES)[number];

/** Answer of `POST /receipts/verify`. */
export const ReceiptCheck = z
  .object({
    valid: z.boolean().describe("This gateway signed exactly this receipt. Read `current` as well."),
    reason: z
      .enum(RECEIPT_FAULTS)
      .nullable()
      .describe(
        "Why it is not valid. `malformed`: no receipt of this form. `unknown_key`: signed by another gateway, or with another master key. `bad_signature`: something was changed.",
      ),
    current: z
      .object({
        holds: z.boolean().describe("Everything that the receipt says of payment and chain is still so."),
        reason: z
          .enum(RECEIPT_CHANGES)
          .nullable()
          .describe(
            "What changed. `payment_unknown`: this gateway has no such payment. `transfer_reverted`: a reorganisation took money of the receipt away. `payment_not_confirmed`: it is not confirmed any more with this money, see `status`. `transfer_moved`: the money is there, another block accepted it: issue the receipt again.",
          ),
        status: PaymentStatus.nullable(),
        refundStatus: z.enum(REFUND_STATUSES).nullable().describe("A refund does not change `holds`."),
        checkedAt: Time,
      })
      .nullable()
      .describe("What the gateway knows now; null unless `valid`."),
  })
  .meta({
    id: "ReceiptCheck",
    examples: [
      {
        valid: true,
        reason: null,
        current: {
          holds: true,
          reason: null,
          status: "confirmed",
          refundStatus: "none",
          checkedAt: "2026-02-08T13:00:00.000Z",
        },
      },
    ],
  });
export type ReceiptCheck = z.output<typeof ReceiptCheck>;
