// Money that the merchant's own wallet sends out: what refunds and payouts say alike (docs/spec/disbursements.md).

import { DISBURSEMENT_SOURCES, DISBURSEMENT_STATUSES } from "@kaspa-pay/core";
import * as z from "zod";
import { EXAMPLE_TX_ID } from "../example-values.ts";
import * as formats from "./formats.ts";
import { Fiat, formatted, Id, Kas, line, Network, OutputIndex, prose, Sompi, Time, TxId } from "./wire.ts";

export const DisbursementStatus = z.enum(DISBURSEMENT_STATUSES).meta({ id: "DisbursementStatus" });
export type DisbursementStatus = z.output<typeof DisbursementStatus>;

/** One or several states, comma separated. */
export const DisbursementStatusFilter = formatted(formats.disbursementStatuses)
  .max(200)
  .transform((text): DisbursementStatus[] => [...new Set(text.split(",") as DisbursementStatus[])]);

/** A destination as it was typed; network and checksum are checked where the store is known. */
export const AddressInput = line(120, 1);

/** A transaction output of exactly the asked sum at the destination. */
export const DisbursementOutput = z
  .object({
    txId: z.string(),
    index: z.int(),
    status: z.enum(["accepted", "confirmed", "reverted"]),
    source: z
      .enum(DISBURSEMENT_SOURCES)
      .describe(
        "`wallet`: it spends addresses of the store's wallet. `unknown`: it does not, and counts once you say so. `attached`: you said so.",
      ),
    counts: z.boolean().describe("This output pays the request; the others are shown only."),
    explorerUrl: z.string().nullable(),
  })
  .meta({ id: "OutgoingTransfer" });

/** Why people should look at a refund or payout. */
export const DISBURSEMENT_ATTENTION = ["unknown_source", "second_output", "paid_after_end"] as const;

/** Fields of every refund and payout. */
export const disbursement = {
  id: Id,
  status: DisbursementStatus,
  amount: Kas.describe("What the wallet is asked to send, exactly."),
  amountSompi: Sompi,
  uri: z
    .string()
    .nullable()
    .describe("For the merchant's wallet, as QR code or link; null unless it awaits the signature."),
  txId: z.string().nullable().describe("The transaction that pays it."),
  explorerUrl: z.string().nullable(),
  confirmations: z.int().describe("Of the output that pays it."),
  requiredConfirmations: z.int(),
  outputs: z.array(DisbursementOutput),
  attention: z
    .enum(DISBURSEMENT_ATTENTION)
    .nullable()
    .describe(
      "`unknown_source`: an output fits and was sent from elsewhere; attach it if it is yours. `second_output`: the same sum went there twice. `paid_after_end`: it was paid after it was canceled or had failed.",
    ),
  endReason: z.string().nullable().describe("Why it was canceled or failed."),
  network: Network,
  livemode: z.boolean(),
  version: z.int().describe("Rises with each change."),
  createdBy: z.string().describe("Who asked for it: `user:…` or `key:…`."),
  createdAt: Time,
  expiresAt: Time.nullable().describe("When it fails if nobody has acted; null = never."),
  confirmedAt: Time.nullable(),
};

/** KAS in both forms. */
export const KasSum = z.object({ amount: Kas, amountSompi: Sompi }).meta({ id: "KasSum" });

/** A fiat value and the rate it was made with. */
export const FiatSum = z
  .object({ amount: Fiat, currency: z.string(), rate: z.string().describe("Fiat per KAS.") })
  .meta({ id: "FiatSum" });

/** `POST …/:id/cancel`. */
export const CancelDisbursement = z
  .strictObject({ id: Id, note: prose(500).optional() })
  .meta({ id: "CancelDisbursement" });

/** `POST …/:id/attach`: the merchant says that an output of unknown origin is his. */
export const AttachOutput = z
  .strictObject({ id: Id, txId: TxId, index: OutputIndex })
  .meta({ id: "AttachOutput", examples: [{ txId: EXAMPLE_TX_ID, index: 0 }] });
