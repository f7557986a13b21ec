import { type RawBuilder, sql } from "kysely";
import type { PaymentFilters } from "../../../ports/records/payment-reads.ts";
import { linkIds, paymentIds, storeIds } from "../id-kinds.ts";

type Condition = RawBuilder<unknown>;

/** Conditions on `payments p`; the store comes first, from the caller's proof. */
export function paymentConditions(storeId: string, filters: PaymentFilters): Condition[] {
  const store = storeIds.toUuid(storeId);
  const conditions: Condition[] = [sql`p.store_id = ${store}`];
  const add = <T>(value: T | undefined, condition: (value: T) => Condition): void => {
    if (value !== undefined) conditions.push(condition(value));
  };
  add(filters.status, (states) => sql`p.status = any(${[...states]}::text[])`);
  add(filters.orderId, (text) => sql`p.order_id = ${text}`);
  add(filters.linkId, (id) => sql`p.link_id = ${linkIds.toUuid(id)}`);
  add(filters.customerEmail, (text) => sql`lower(p.customer_email) = ${text.toLowerCase()}`);
  add(filters.address, (text) => sql`p.address = ${text}`);
  add(filters.txId, (text) => paidBy(store, text));
  add(filters.createdFrom, (at) => sql`p.created_at >= ${new Date(at)}`);
  add(filters.createdTo, (at) => sql`p.created_at < ${new Date(at)}`);
  add(filters.attention, (reason) =>
    reason === "any" ? sql`p.open_attention <> '{}'` : sql`p.open_attention @> array[${reason}::text]`,
  );
  add(filters.refundStatus, (status) => sql`p.refund_status = ${status}`);
  add(filters.amountMinSompi, (sompi) => sql`p.expected_sompi >= ${sompi}`);
  add(filters.amountMaxSompi, (sompi) => sql`p.expected_sompi <= ${sompi}`);
  add(filters.q, (text) => anyOf(store, text.trim()));
  return conditions;
}

function paidBy(store: string, txId: string): Condition {
  return sql`p.id in (select t.payment_id from transfers t where t.tx_id = ${txId} and t.store_id = ${store})`;
}

/** Only indexed comparisons: whatever was pasted, the search never reads the whole store. */
function anyOf(store: string, text: string): Condition {
  const amount = /^\d{1,11}(\.\d{1,8})?$/.test(text) ? text : null;
  return sql`(p.id = ${paymentIds.toUuid(text)} or p.order_id = ${text} or lower(p.customer_email) = ${text.toLowerCase()}
    or p.address = ${text} or ${paidBy(store, text)}
    or p.link_id in (select l.id from links l where l.slug = ${text} and l.store_id = ${store})
    or (${amount}::numeric is not null and (p.expected_sompi = (${amount}::numeric * 100000000)::int8
      or p.fiat_amount = ${amount}::numeric)))`;
}
