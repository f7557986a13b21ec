import type { TimelineEntry } from "@kaspa-pay/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Page } from "../../../ports/records/link-records.ts";
import type {
  PaymentFilters,
  PaymentListRow,
  PaymentReads,
  UnmatchedTransfer,
} from "../../../ports/records/payment-reads.ts";
import type { PaymentWithTransfers } from "../../../ports/records/payment-records.ts";
import type { Database } from "../../database.ts";
import { paymentIds, storeIds } from "../id-kinds.ts";
import { fromJson, millis } from "../json-columns.ts";
import { createFigureReads } from "./figure-reads.ts";
import { paymentConditions } from "./payment-filters.ts";
import { type PaymentRow, type TransferRow, toStoredPayment, toTransfer } from "./payment-rows.ts";

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
    async unmatched(storeId, { ignored, limit, after }) {
      let query = db
        .selectFrom("transfers")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("payment_id", "is", null)
        .where("unmatched", "=", ignored ? "ignored" : "open");
      if (after !== null) {
        query = query.where(
          sql<boolean>`(created_at, tx_id, output_index) < (select t.created_at, t.tx_id, t.output_index from transfers t
            where t.tx_id || ':' || t.output_index = ${after})`,
        );
      }
      const rows = await query
        .orderBy("created_at", "desc")
        .orderBy("tx_id", "desc")
        .orderBy("output_index", "desc")
        .limit(limit)
        .execute();
      return rows.map(toUnmatched);
    },
    async unmatchedOne(storeId, txId, index) {
      const row = await unmatchedRow(db, storeId, txId, index).executeTakeFirst();
      return row === undefined ? null : toUnmatched(row);
    },
    async ignoreUnmatched(storeId, txId, index) {
      const row = await db
        .updateTable("transfers")
        .set({ unmatched: "ignored" })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("tx_id", "=", txId)
        .where("output_index", "=", index)
        .where("payment_id", "is", null)
        .returning("tx_id")
        .executeTakeFirst();
      return row !== undefined;
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

/** One statement: the row and its transfers as JSON, read by primary key and one index. */
async function one(
  db: Kysely<Database>,
  condition: RawBuilder<unknown>,
): Promise<PaymentWithTransfers | null> {
  const { rows } = await sql<PaymentRow>`select * from payments where ${condition}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const transfers = await db
    .selectFrom("transfers")
    .selectAll()
    .where("payment_id", "=", row.id)
    .orderBy("created_at")
    .execute();
  return { ...toStoredPayment(row), transfers: transfers.map(toTransfer) };
}

async function list(
  db: Kysely<Database>,
  storeId: string,
  filters: PaymentFilters,
  page: Page,
): Promise<PaymentListRow[]> {
  const conditions = paymentConditions(storeId, filters);
  if (page.afterId !== null) conditions.push(sql`p.id < ${paymentIds.toUuid(page.afterId)}`);
  const { rows } = await sql<PaymentRow & { first_tx: string | null; first_inputs: unknown }>`
    select p.*, f.tx_id as first_tx, f.input_addresses as first_inputs from payments p
    left join lateral (
      select tx_id, input_addresses from transfers t
      where t.payment_id = p.id and t.status in ('accepted', 'confirmed') order by t.accepting_daa, t.tx_id limit 1
    ) f on true
    where ${sql.join(conditions, sql` and `)} order by p.id desc limit ${page.limit + 1}`.execute(db);
  return rows.map((row) => ({
    ...toStoredPayment(row),
    txId: row.first_tx,
    senderAddress: ((row.first_inputs as string[] | null) ?? [])[0] ?? null,
  }));
}

function unmatchedRow(db: Kysely<Database>, storeId: string, txId: string, index: number) {
  return db
    .selectFrom("transfers")
    .selectAll()
    .where("store_id", "=", storeIds.toUuid(storeId))
    .where("tx_id", "=", txId)
    .where("output_index", "=", index)
    .where("payment_id", "is", null);
}

function toUnmatched(row: TransferRow): UnmatchedTransfer {
  return {
    transfer: toTransfer(row),
    network: row.network as ChainNetwork,
    address: row.address,
    ignored: row.unmatched === "ignored",
    createdAt: millis(row.created_at),
  };
}
