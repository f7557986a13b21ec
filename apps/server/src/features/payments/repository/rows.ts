// Rows <-> payments and transfers, by hand. The "row" functions make JSON for jsonb_populate_record(set), so that one
// statement writes any number of rows with a text that never changes and stays prepared.
import type { AttentionEntry, Mark, Payment, Policy, Price, Quote, RefundNote } from "@kaspa-pay/core";
import type { Selectable } from "kysely";
import { linkIds, paymentIds, storeIds } from "../../../database/id-kinds.ts";
import { fromJson, isoOrNull, millis, millisOrNull } from "../../../database/json-columns.ts";
import type { PaymentsTable } from "../../../database/tables/payment-tables.ts";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type { LinkItem } from "../../links/records.ts";
import type { NewPayment, PaymentChange, PaymentDetails, StoredPayment } from "../records.ts";

export type PaymentRow = Selectable<PaymentsTable>;

/** Columns that a fact may change; all others are written once. */
function lifecycleColumns({ reduction, endedAt }: PaymentChange) {
  const { payment, dueAt, dueDaa } = reduction;
  const { amounts } = payment;
  return {
    id: paymentIds.toUuid(payment.id),
    status: payment.status,
    version: payment.version,
    sequence: payment.sequence,
    quotes: payment.quotes,
    chosen_quote: payment.chosenQuote,
    policy: payment.policy,
    expires_at: isoOrNull(payment.expiresAt),
    required_confirmations: payment.requiredConfirmations,
    expected_sompi: amounts.expectedSompi,
    threshold_sompi: amounts.thresholdSompi,
    seen_sompi: amounts.seenSompi,
    received_sompi: amounts.receivedSompi,
    credited_sompi: amounts.creditedSompi,
    confirmed_sompi: amounts.confirmedSompi,
    missing_sompi: amounts.missingSompi,
    top_up_sompi: amounts.topUpSompi,
    overpaid_sompi: amounts.overpaidSompi,
    refunded_sompi: amounts.refundedSompi,
    mark: payment.mark,
    accepted_short_sompi: payment.acceptedShortSompi,
    late_admitted: payment.lateAdmitted,
    attention: payment.attention,
    open_attention: payment.attention.filter((entry) => entry.state === "open").map((entry) => entry.reason),
    refund_status: payment.refundStatus,
    confirmed_at: isoOrNull(payment.confirmedAt),
    was_confirmed: payment.wasConfirmed,
    was_expired: payment.wasExpired,
    last_revert_at: isoOrNull(payment.lastRevertAt),
    first_seen_at: isoOrNull(payment.firstSeenAt),
    confirmed_sent: payment.confirmedSent,
    refunds: payment.refunds,
    replaced_by: paymentIds.toUuidOrNull(payment.replacedBy),
    ended_at: isoOrNull(endedAt),
    due_at: isoOrNull(dueAt),
    due_daa: dueDaa,
  };
}

/** What a fact changed, with the key of the row. */
export const changedRow = (change: PaymentChange) => ({
  store_id: storeIds.toUuid(change.details.storeId),
  ...lifecycleColumns(change),
});

export const LIFECYCLE_COLUMNS = [
  ...["status", "version", "sequence", "quotes", "chosen_quote", "policy", "expires_at"],
  ...[
    "required_confirmations",
    "expected_sompi",
    "threshold_sompi",
    "seen_sompi",
    "received_sompi",
    "credited_sompi",
    "confirmed_sompi",
  ],
  ...["missing_sompi", "top_up_sompi", "overpaid_sompi", "refunded_sompi", "mark", "accepted_short_sompi"],
  ...["late_admitted", "attention", "open_attention", "refund_status", "confirmed_at", "was_confirmed"],
  ...[
    "was_expired",
    "last_revert_at",
    "first_seen_at",
    "confirmed_sent",
    "refunds",
    "replaced_by",
    "ended_at",
    "due_at",
    "due_daa",
  ],
] as const;

export function newPaymentRow({ change, orderGuard, visitor }: NewPayment) {
  const { details, reduction } = change;
  const { payment } = reduction;
  return {
    ...lifecycleColumns(change),
    store_id: storeIds.toUuid(details.storeId),
    network: details.network,
    link_id: linkIds.toUuidOrNull(details.linkId),
    replaces: paymentIds.toUuidOrNull(details.replaces),
    price: payment.price,
    created_at: isoOrNull(payment.createdAt),
    created_daa: payment.createdDaa,
    address: details.address,
    script: details.script,
    address_index: details.addressIndex,
    address_mode: details.addressMode,
    currency: details.currency,
    fiat_amount: details.fiatAmount,
    asked_sompi: details.askedSompi,
    order_id: details.orderId,
    order_guard: orderGuard,
    title: details.title,
    description: details.description,
    items: details.items,
    metadata: details.metadata,
    metadata_by_payer: details.metadataByPayer,
    customer_email: details.customerEmail,
    customer_name: details.customerName,
    customer_note: details.customerNote,
    success_message: details.successMessage,
    redirect_url: details.redirectUrl,
    cancel_url: details.cancelUrl,
    visitor: visitor?.visitor ?? null,
    visitor_network: visitor?.network ?? null,
  };
}

export function toStoredPayment(row: PaymentRow): StoredPayment {
  return { payment: toPayment(row), details: toDetails(row) };
}

function toPayment(row: PaymentRow): Payment {
  return {
    id: paymentIds.toWire(row.id),
    status: row.status,
    version: row.version,
    sequence: row.sequence,
    price: fromJson<Price>(row.price),
    quotes: fromJson<Quote[]>(row.quotes),
    chosenQuote: row.chosen_quote,
    policy: fromJson<Policy>(row.policy),
    createdAt: millis(row.created_at),
    createdDaa: row.created_daa,
    expiresAt: millis(row.expires_at),
    requiredConfirmations: row.required_confirmations,
    amounts: {
      expectedSompi: row.expected_sompi,
      thresholdSompi: row.threshold_sompi,
      seenSompi: row.seen_sompi,
      receivedSompi: row.received_sompi,
      creditedSompi: row.credited_sompi,
      confirmedSompi: row.confirmed_sompi,
      missingSompi: row.missing_sompi,
      topUpSompi: row.top_up_sompi,
      overpaidSompi: row.overpaid_sompi,
      refundedSompi: row.refunded_sompi,
    },
    mark: fromJson<Mark | null>(row.mark),
    acceptedShortSompi: row.accepted_short_sompi,
    lateAdmitted: row.late_admitted,
    attention: fromJson<AttentionEntry[]>(row.attention),
    refundStatus: row.refund_status,
    confirmedAt: millisOrNull(row.confirmed_at),
    wasConfirmed: row.was_confirmed,
    wasExpired: row.was_expired,
    lastRevertAt: millisOrNull(row.last_revert_at),
    firstSeenAt: millisOrNull(row.first_seen_at),
    confirmedSent: row.confirmed_sent,
    refunds: row.refunds as RefundNote[],
    replacedBy: paymentIds.toWireOrNull(row.replaced_by),
  };
}

function toDetails(row: PaymentRow): PaymentDetails {
  return {
    storeId: storeIds.toWire(row.store_id),
    network: row.network as ChainNetwork,
    linkId: linkIds.toWireOrNull(row.link_id),
    replaces: paymentIds.toWireOrNull(row.replaces),
    address: row.address,
    script: row.script,
    addressIndex: row.address_index,
    addressMode: row.address_mode,
    currency: row.currency,
    fiatAmount: row.fiat_amount,
    askedSompi: row.asked_sompi,
    orderId: row.order_id,
    title: row.title,
    description: row.description,
    items: row.items as LinkItem[],
    metadata: row.metadata as Record<string, unknown>,
    metadataByPayer: row.metadata_by_payer,
    customerEmail: row.customer_email,
    customerName: row.customer_name,
    customerNote: row.customer_note,
    successMessage: row.success_message,
    redirectUrl: row.redirect_url,
    cancelUrl: row.cancel_url,
  };
}
