import type { TimelineEntry, Transfer } from "@kaspa-pay/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Page } from "../../../ports/records/link-records.ts";
import type { PaymentFilters, PaymentReads } from "../../../ports/records/payment-reads.ts";
import type { PaymentWithTransfers } from "../../../ports/records/payment-records.ts";
import type { Database } from "../../database.ts";
import { paymentIds, storeIds } from "../id-kinds.ts";
import { fromJson, millis } from "../json-columns.ts";
import { createFigureReads } from "./figure-reads.ts";
import { paymentConditions } from "./payment-filters.ts";
import { type PaymentRow, toStoredPayment, toTransfer } from "./payment-rows.ts";

export function createPaymentReads(db: Kysely<Database>): PaymentReads {
  return {
    get: (storeId, id) =>
      one(db, sql`id = ${paymentIds.toUuid(id)} and store_id = ${storeIds.toUuid(storeId)}`),
    anybody: (id) => one(db, sql`id = ${paymentIds.toUuid(id)}`),
    list: (storeId, filters, page) => list(db, storeId, filters, page),
    async timeline(storeId, id) {
      const rows = await db
        .selectFrom("timeline")
        .selectAll()
        .where("payment_id", "=", paymentIds.toUuid(id))
        .where("store_id", "=", storeIds.toUuid(storeId))
        .orderBy("version")
        .orderBy("id")
        .execute();
      return rows.map((row) => ({
        kind: row.kind,
        at: millis(row.at),
        actor: row.actor,
        detail: fromJson<TimelineEntry["detail"]>(row.detail),
      }));
    },
    async changedSince(storeId, since, limit) {
      const { rows } = await sql<{ id: string; version: number; at: Date }>`
        select distinct on (t.payment_id) t.payment_id as id, t.version, e.created_at as at
        from (select payment_id, max(created_at) as created_at from events
          where created_at >= ${new Date(since)} and payment_id is not null
            ${storeId === null ? sql`` : sql`and store_id = ${storeIds.toUuid(storeId)}`}
          group by payment_id order by max(created_at) limit ${limit}) e
        join lateral (select id as payment_id, version from payments p where p.id = e.payment_id) t on true
        order by t.payment_id`.execute(db);
      return rows
        .map((row) => ({ id: paymentIds.toWire(row.id), version: row.version, at: millis(row.at) }))
        .sort((a, b) => a.at - b.at);
    },
    ...createFigureReads(db),
  };
}

/** By primary key, and its transfers by one index. */
async function one(
  db: Kysely<Database>,
  condition: RawBuilder<unknown>,
): Promise<PaymentWithTransfers | null> {
  const { rows } = await sql<PaymentRow>`select * from payments where ${condition}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const transfers = await transfersOf(db, [row.id]);
  return { ...toStoredPayment(row), transfers: transfers.get(row.id) ?? [] };
}

/** In the order in which each payment learned of them: the first credited one leads, in every view. */
async function transfersOf(
  db: Kysely<Database>,
  paymentUuids: readonly string[],
): Promise<Map<string, Transfer[]>> {
  const found = new Map<string, Transfer[]>();
  if (paymentUuids.length === 0) return found;
  const rows = await db
    .selectFrom("transfers")
    .selectAll()
    .where("payment_id", "in", paymentUuids)
    .orderBy("ordinal")
    .execute();
  for (const row of rows) {
    const id = row.payment_id ?? "";
    const own = found.get(id);
    if (own === undefined) found.set(id, [toTransfer(row)]);
    else own.push(toTransfer(row));
  }
  return found;
}

async function list(
  db: Kysely<Database>,
  storeId: string,
  filters: PaymentFilters,
  page: Page,
): Promise<PaymentWithTransfers[]> {
  const conditions = paymentConditions(storeId, filters);
  if (page.afterId !== null) conditions.push(sql`p.id < ${paymentIds.toUuid(page.afterId)}`);
  const { rows } = await sql<PaymentRow>`select p.* from payments p
    where ${sql.join(conditions, sql` and `)} order by p.id desc limit ${page.limit + 1}`.execute(db);
  const transfers = await transfersOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...toStoredPayment(row), transfers: transfers.get(row.id) ?? [] }));
}
