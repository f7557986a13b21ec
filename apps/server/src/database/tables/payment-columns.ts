// The columns of payments and transfers, each beside the field that it holds: the table types, the rows and the
// lists of the statements are made from these maps.
import type { PaymentFields } from "@kaspa-pay/api-contract";
import type {
  Amounts,
  AttentionEntry,
  Mark,
  Payment,
  PaymentStatus,
  Policy,
  Price,
  Quote,
  RefundNote,
  RefundStatus,
  Transfer,
  TransferSource,
  TransferStatus,
  WalletMode,
} from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import {
  bigInteger,
  bigIntegerOrNull,
  type Columns,
  flag,
  id,
  idOrNull,
  integer,
  integerOrNull,
  json,
  jsonAsIs,
  same,
  text,
  textOrNull,
  time,
  timeOrNull,
} from "../column-map.ts";
import { linkIds, noteIds, paymentIds, storeIds } from "../wire-ids.ts";

/** The descriptive fields of a payment, from the request to the answer. */
export const paymentFieldColumns = {
  orderId: textOrNull("order_id"),
  terminal: textOrNull("terminal"),
  title: textOrNull("title"),
  description: textOrNull("description"),
  items: jsonAsIs<PaymentFields["items"]>()("items"),
  metadata: jsonAsIs<PaymentFields["metadata"]>()("metadata"),
  metadataSource: {
    name: "metadata_by_payer",
    write: (source: PaymentFields["metadataSource"]) => source === "payer",
    read: (byPayer: boolean): PaymentFields["metadataSource"] => (byPayer ? "payer" : "merchant"),
  },
  customerEmail: textOrNull("customer_email"),
  customerName: textOrNull("customer_name"),
  customerNote: textOrNull("customer_note"),
  redirectUrl: textOrNull("redirect_url"),
  cancelUrl: textOrNull("cancel_url"),
  callbackUrl: textOrNull("callback_url"),
  successMessage: textOrNull("success_message"),
} as const satisfies Columns<PaymentFields>;

/** What is asked on top of the price: ten-thousandths of it, and the sum in the currency's minor unit. */
export interface Surcharge {
  readonly bps: number;
  readonly addedMinor: bigint;
}

/** Whose a payment is and where its money goes; written once. */
export const paymentPlaceColumns = {
  storeId: id("store_id", storeIds),
  network: same<ChainNetwork>()("network"),
  linkId: idOrNull("link_id", linkIds),
  replaces: idOrNull("replaces", paymentIds),
  address: text("address"),
  script: text("script"),
  addressIndex: integerOrNull("address_index"),
  addressMode: same<WalletMode>()("address_mode"),
  currency: text("currency"),
  fiatAmount: textOrNull("fiat_amount"),
  askedSompi: bigIntegerOrNull("asked_sompi"),
  surcharge: json<Surcharge | null>()("surcharge"),
} as const;

/** A note of staff on a payment. */
export const paymentNoteColumns = {
  storeId: id("store_id", storeIds),
  id: id("id", noteIds),
  paymentId: id("payment_id", paymentIds),
  text: text("text"),
  author: text("actor"),
  createdAt: time("created_at"),
} as const;

/** What a payment has from its creation on. */
export const paymentBirthColumns = {
  id: id("id", paymentIds),
  price: json<Price>()("price"),
  createdAt: time("created_at"),
  createdDaa: bigInteger("created_daa"),
} as const satisfies Columns<Pick<Payment, "id" | "price" | "createdAt" | "createdDaa">>;

/** What a fact may change. */
export const lifecycleColumns = {
  status: same<PaymentStatus>()("status"),
  version: integer("version"),
  sequence: integer("sequence"),
  quotes: json<readonly Quote[]>()("quotes"),
  chosenQuote: integerOrNull("chosen_quote"),
  policy: json<Policy>()("policy"),
  expiresAt: time("expires_at"),
  requiredConfirmations: integer("required_confirmations"),
  mark: json<Mark | null>()("mark"),
  acceptedShortSompi: bigIntegerOrNull("accepted_short_sompi"),
  lateAdmitted: flag("late_admitted"),
  attention: json<readonly AttentionEntry[]>()("attention"),
  refundStatus: same<RefundStatus>()("refund_status"),
  confirmedAt: timeOrNull("confirmed_at"),
  wasConfirmed: flag("was_confirmed"),
  wasExpired: flag("was_expired"),
  lastRevertAt: timeOrNull("last_revert_at"),
  firstSeenAt: timeOrNull("first_seen_at"),
  confirmedSent: flag("confirmed_sent"),
  refunds: jsonAsIs<readonly RefundNote[]>()("refunds"),
  replacedBy: idOrNull("replaced_by", paymentIds),
} as const satisfies Columns<Omit<Payment, "amounts" | keyof typeof paymentBirthColumns>>;

export const amountColumns = {
  expectedSompi: bigIntegerOrNull("expected_sompi"),
  thresholdSompi: bigInteger("threshold_sompi"),
  seenSompi: bigInteger("seen_sompi"),
  onChainSompi: bigInteger("received_sompi"),
  creditedSompi: bigInteger("credited_sompi"),
  confirmedSompi: bigInteger("confirmed_sompi"),
  missingSompi: bigInteger("missing_sompi"),
  topUpSompi: bigInteger("top_up_sompi"),
  overpaidSompi: bigInteger("overpaid_sompi"),
  refundedSompi: bigInteger("refunded_sompi"),
} as const satisfies Columns<Amounts>;

/** What follows from a payment and is looked up: its open questions, its end, its next tick. */
export const lookupColumns = {
  openAttention: same<string[]>()("open_attention"),
  endedAt: timeOrNull("ended_at"),
  dueAt: timeOrNull("due_at"),
  dueDaa: bigIntegerOrNull("due_daa"),
} as const;

/** An output, and the columns of it that a later fact about the same output replaces. */
export const outputColumns = {
  txId: text("tx_id"),
  outputIndex: integer("output_index"),
} as const satisfies Columns<Pick<Transfer, "txId" | "outputIndex">>;

export const transferColumns = {
  sompi: bigInteger("sompi"),
  status: same<TransferStatus>()("status"),
  seenAt: timeOrNull("seen_at"),
  paidAt: timeOrNull("paid_at"),
  acceptingBlockHash: textOrNull("accepting_block_hash"),
  acceptingDaa: bigIntegerOrNull("accepting_daa"),
  confirmDueDaa: bigIntegerOrNull("confirm_due_daa"),
  confirmedAt: timeOrNull("confirmed_at"),
  coinbase: flag("coinbase"),
  covenantId: textOrNull("covenant_id"),
  inputAddresses: jsonAsIs<readonly string[]>()("input_addresses"),
  rate: textOrNull("rate"),
  usdRate: textOrNull("usd_rate"),
  admitted: flag("admitted"),
  credited: flag("credited"),
  ordinal: integer("ordinal"),
  underMark: flag("under_mark"),
  source: same<TransferSource>()("source"),
} as const satisfies Columns<Omit<Transfer, "outpoint" | keyof typeof outputColumns>>;
