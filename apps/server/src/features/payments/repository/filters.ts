import { type RawBuilder, sql } from "kysely";
import { linkIds, paymentIds, storeIds } from "../../../database/wire-ids.ts";
import type { PaymentFilters } from "../read-records.ts";

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
  add(filters.terminal, (text) => sql`p.terminal = ${text}`);
  add(filters.linkId, (id) => sql`p.link_id = ${linkIds.toUuid(id)}`);
  add(filters.customerEmail, (text) => sql`p.id = any(array(${byEmail(store, text)}))`);
  add(filters.address, (text) => sql`p.address = ${text}`);
  add(filters.txId, (text) => paidBy(store, text));
  add(filters.createdFrom, (at) => sql`p.created_at >= ${new Date(at)}`);
  add(filters.createdTo, (at) => sql`p.created_at < ${new Date(at)}`);
  add(filters.attention, (reason) =>
    reason === "any"
      ? sql`p.open_attention <> '{}'`
      : sql`p.open_attention <> '{}' and p.open_attention @> array[${reason}::text]`,
  );
  add(filters.refundStatus, (status) =>
    status === "none"
      ? sql`p.refund_status = 'none'`
      : sql`p.refund_status <> 'none' and p.refund_status = ${status}`,
  );
  add(filters.amountMinSompi, (sompi) => sql`p.expected_sompi >= ${sompi}`);
  add(filters.amountMaxSompi, (sompi) => sql`p.expected_sompi <= ${sompi}`);
  add(filters.q, (text) => anyOf(store, text.trim()));
  return conditions;
}

function paidBy(store: string, txId: string): Condition {
  return sql`p.id in (select t.payment_id from transfers t where t.tx_id = ${txId} and t.store_id = ${store})`;
}

/**
 * Each field is looked up by its own index, and the payments that were found are read by their ids: whatever was
 * entered, the search never reads the whole store. An array, so that the planner cannot choose a scan instead.
 */
function anyOf(store: string, text: string): Condition {
  const amount = /^\d{1,11}(\.\d{1,8})?$/.test(text) ? text : null;
  const found = [
    sql`select ${paymentIds.toUuid(text)}::uuid`,
    having(store, sql`f.order_id = ${text}`),
    byEmail(store, text),
    having(store, sql`f.address = ${text}`),
    having(
      store,
      sql`f.link_id in (select l.id from links l where l.slug = ${text} and l.store_id = ${store})`,
    ),
    having(store, beginsWith(sql`lower(f.customer_name)`, text)),
    having(store, beginsWith(LAST_NAME, text)),
    sql`select t.payment_id from transfers t where t.tx_id = ${text} and t.store_id = ${store}`,
    ...(amount === null ? [] : amounts(store, amount)),
  ];
  return sql`p.id = any(array(${sql.join(found, sql` union all `)}))`;
}

/** Looked up first: the planner would take a scan from the newest payment on for cheaper than the index. */
const byEmail = (store: string, text: string): Condition =>
  having(store, sql`f.customer_email is not null and lower(f.customer_email) = lower(${text}::text)`);

const having = (store: string, condition: Condition): Condition =>
  sql`select f.id from payments f where f.store_id = ${store} and ${condition}`;

/** As in the index `payments_last_name`. */
const LAST_NAME = sql.raw(String.raw`lower(substring(f.customer_name from '\S+$'))`);
const HIGHEST_CHARACTER = "\u{10FFFF}";

/** A range by code points, which an index finds whatever the language of the database is. */
function beginsWith(field: Condition, text: string): Condition {
  const low = sql`lower(${text}::text)`;
  return sql`f.customer_name is not null and ${field} ~>=~ ${low} and ${field} ~<~ (${low} || ${HIGHEST_CHARACTER}::text)`;
}

/** The sum to pay, the KAS price as it was asked, or the fiat price. */
function amounts(store: string, amount: string): Condition[] {
  const sompi = sql`(${amount}::numeric * 100000000)::int8`;
  return [
    having(store, sql`f.expected_sompi = ${sompi}`),
    having(store, sql`f.asked_sompi = ${sompi}`),
    having(store, sql`f.fiat_amount = ${amount}::numeric`),
  ];
}
