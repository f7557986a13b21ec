// Rows <-> payments. A row that is written becomes JSON for jsonb_populate_record(set), so that one statement writes any
// number of rows with a text that never changes and stays prepared.
import type { Payment } from "@kaspa-pay/core";
import type { Selectable } from "kysely";
import { fromRow, namesOf, toRow } from "../../../database/column-map.ts";
import {
  amountColumns,
  lifecycleColumns,
  lookupColumns,
  paymentBirthColumns,
  paymentFieldColumns,
  paymentPlaceColumns,
} from "../../../database/tables/payment-columns.ts";
import type { PaymentsTable } from "../../../database/tables/payment-tables.ts";
import { paymentIds, storeIds } from "../../../database/wire-ids.ts";
import type { NewPayment, PaymentChange, PaymentDetails, StoredPayment } from "../records.ts";

export type PaymentRow = Selectable<PaymentsTable>;

/** The key, and the columns that a fact may change. */
export function lifecycleRow({ details, reduction, endedAt }: PaymentChange) {
  const { payment, dueAt, dueDaa } = reduction;
  const open = payment.attention.filter((entry) => entry.state === "open");
  return {
    store_id: storeIds.toUuid(details.storeId),
    id: paymentIds.toUuid(payment.id),
    ...toRow(lifecycleColumns, payment),
    ...toRow(amountColumns, payment.amounts),
    ...toRow(lookupColumns, { openAttention: open.map(({ reason }) => reason), endedAt, dueAt, dueDaa }),
  };
}

/** Columns that a fact may change; all others are written once. */
export const LIFECYCLE_COLUMNS: readonly string[] = [lifecycleColumns, amountColumns, lookupColumns].flatMap(
  namesOf,
);

export function newPaymentRow({ change, orderGuard, visitor }: NewPayment) {
  const { details, reduction } = change;
  return {
    ...toRow(paymentBirthColumns, reduction.payment),
    ...toRow(paymentPlaceColumns, details),
    ...toRow(paymentFieldColumns, details.fields),
    ...lifecycleRow(change),
    order_guard: orderGuard,
    visitor: visitor?.visitor ?? null,
    visitor_network: visitor?.network ?? null,
  };
}

export function toStoredPayment(row: PaymentRow): StoredPayment {
  return { payment: toPayment(row), details: toDetails(row) };
}

function toPayment(row: PaymentRow): Payment {
  return {
    ...fromRow(paymentBirthColumns, row),
    ...fromRow(lifecycleColumns, row),
    amounts: fromRow(amountColumns, row),
  };
}

function toDetails(row: PaymentRow): PaymentDetails {
  return { ...fromRow(paymentPlaceColumns, row), fields: fromRow(paymentFieldColumns, row) };
}
