import type { TimelineEntry, Transfer } from "@kaspa-pay/core";
import { type RawBuilder, sql } from "kysely";
import { idBound } from "../../../database/event-partitions.ts";
import { fromJson, millis } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import { toTransfer } from "../../../database/rows/transfers.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../../database/wire-ids.ts";
import type { PaymentFilters } from "../read-records.ts";
import type { PaymentWithTransfers } from "../records.ts";
import { paymentConditions } from "./filters.ts";
import { type PaymentRow, toStoredPayment } from "./rows.ts";
import { createFigureReads } from "./statistics.ts";

/** The time in an id and that of its row come from the same clock a moment apart. */
const ID_AHEAD_MS = 60_000;

export function paymentQueries(db: Db) {
  return {
    get: (storeId: string, id: string): Promise<PaymentWithTransfers | null> =>
      one(db, sql`id = ${paymentIds.toUuid(id)} and store_id = ${storeIds.toUuid(storeId)}`),
    /** Of whichever of these stores. */
    ofStores: (stores: readonly string[], id: string): Promise<PaymentWithTransfers | null> =>
      one(db, sql`id = ${paymentIds.toUuid(id)} and store_id = any(${stores.map(storeIds.toUuid)}::uuid[])`),
    /** The store of a payment whose id has no shard; null = there is no such payment. */
    async storeOfOldId(id: string): Promise<string | null> {
      const { rows } = await sql<{ store_id: string }>`select store_id from payments
        where id = ${paymentIds.toUuid(id)} and get_byte(uuid_send(id), 6) < 128`.execute(db);
      return rows[0] === undefined ? null : storeIds.toWire(rows[0].store_id);
    },
    /** Newest first; one row more than requested shows that there is a next page. */
    list: (storeId: string, filters: PaymentFilters, page: Page): Promise<PaymentWithTransfers[]> =>
      list(db, storeId, filters, page),
    async timeline(storeId: string, id: string): Promise<TimelineEntry[]> {
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
    /** Versions that changed since then, for live views: at most `limit`, oldest first. */
    async changedSince(
      storeId: string,
      since: number,
      limit: number,
    ): Promise<{ id: string; version: number; at: number }[]> {
      const { rows } = await sql<{ id: string; version: number; at: Date }>`
        select distinct on (t.payment_id) t.payment_id as id, t.version, e.created_at as at
        from (select payment_id, max(created_at) as created_at from events
          where store_id = ${storeIds.toUuid(storeId)} and id >= ${idBound(since - ID_AHEAD_MS)}::uuid
            and created_at >= ${new Date(since)} and payment_id is not null
          group by payment_id order by max(created_at) limit ${limit}) e
        join lateral (select id as payment_id, version from payments p
          where p.store_id = ${storeIds.toUuid(storeId)} and p.id = e.payment_id) t on true
        order by t.payment_id`.execute(db);
      return rows
        .map((row) => ({ id: paymentIds.toWire(row.id), version: row.version, at: millis(row.at) }))
        .sort((a, b) => a.at - b.at);
    },
    ...createFigureReads(db),
  };
}

/** By primary key, and its transfers by one index. */
async function one(db: Db, condition: RawBuilder<unknown>): Promise<PaymentWithTransfers | null> {
  const { rows } = await sql<PaymentRow>`select * from payments where ${condition}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const transfers = await transfersOf(db, row.store_id, [row.id]);
  return { ...toStoredPayment(row), transfers: transfers.get(row.id) ?? [] };
}

/** In the order in which each payment learned of them: the first credited one leads, in every view. */
async function transfersOf(
  db: Db,
  store: string,
  paymentUuids: readonly string[],
): Promise<Map<string, Transfer[]>> {
  const found = new Map<string, Transfer[]>();
  if (paymentUuids.length === 0) return found;
  const rows = await db
    .selectFrom("transfers")
    .selectAll()
    .where("store_id", "=", store)
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
  db: Db,
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
    storeIds.toUuid(storeId),
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...toStoredPayment(row), transfers: transfers.get(row.id) ?? [] }));
}
