// Reads and writes of refunds and payouts and their outputs.
import type { Disbursement, DisbursementOutput } from "@kaspa-pay/core";
import { type Selectable, sql } from "kysely";
import { fromRow, namesOf, toRow } from "../../../database/column-map.ts";
import { fromJson, toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import {
  type DisbursementOutputsTable,
  type DisbursementsTable,
  disbursementColumns,
  disbursementExtraColumns,
  disbursementOutputColumns,
} from "../../../database/tables/disbursement-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { paymentIds, refundIds, storeIds } from "../../../database/wire-ids.ts";
import type {
  DisbursementChange,
  DisbursementFilters,
  DisbursementTarget,
  StoredDisbursement,
} from "../records.ts";
import { idsOf, openWatch, rechecks, updateWatch, watches } from "./watches.ts";

export function disbursementRepository(db: Db) {
  return {
    /** The row, and its watch if it has a destination; the sum must be free there, see `freeSum`. */
    insert: (change: DisbursementChange): Promise<void> => insert(db, change),
    /** Locks in the order of store and id. Unknown ones are left out. */
    lock: (targets: readonly DisbursementTarget[]): Promise<StoredDisbursement[]> => lock(db, targets),
    /** Begins to look for the output: the destination was just set. */
    watch: (stored: StoredDisbursement): Promise<void> => openWatch(db, stored),
    /** Row, outputs and watch as they are now. The rows must be locked. */
    async save(changes: readonly DisbursementChange[]): Promise<void> {
      for (const change of changes) await save(db, change);
    },
    async get({ storeId, kind, id }: DisbursementTarget): Promise<StoredDisbursement | null> {
      const row = await db
        .selectFrom("disbursements")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", idsOf(kind).toUuid(id))
        .where("kind", "=", kind)
        .executeTakeFirst();
      return row === undefined ? null : ((await withOutputs(db, [row]))[0] ?? null);
    },
    /** Which of the stores has the refund; null = none. */
    async storeOfRefund(stores: readonly string[], id: string): Promise<string | null> {
      const { rows } = await sql<{ store_id: string }>`select store_id from disbursements
        where store_id = any(${stores.map(storeIds.toUuid)}::uuid[]) and id = ${refundIds.toUuid(id)}`.execute(
        db,
      );
      return rows[0] === undefined ? null : storeIds.toWire(rows[0].store_id);
    },
    /** Newest first; one row more than asked shows that there is a next page. */
    list: (storeId: string, filters: DisbursementFilters, page: Page): Promise<StoredDisbursement[]> =>
      list(db, storeId, filters, page),
    /** Of each payment, newest first, at most `limit` of one. */
    async newestRefunds(
      storeId: string,
      payments: readonly string[],
      limit: number,
    ): Promise<StoredDisbursement[]> {
      const { rows } =
        await sql<DisbursementsTable>`select d.* from unnest(${payments.map(paymentIds.toUuid)}::uuid[]) p(id)
        cross join lateral (select r.* from disbursements r where r.store_id = ${storeIds.toUuid(storeId)}
          and r.payment_id = p.id and r.kind = 'refund' order by r.id desc limit ${limit}) d`.execute(db);
      return withOutputs(db, rows);
    },
    /** Of a payment: what its refunds that are open or done take, also those paid after their end; what of it is confirmed. */
    async refundSums(
      storeId: string,
      paymentId: string,
    ): Promise<{ reservedSompi: bigint; refundedSompi: bigint }> {
      const { rows } = await sql<{ reserved: bigint; refunded: bigint }>`select
          coalesce(sum(amount_sompi) filter (where status not in ('failed', 'canceled') or exists (
            select 1 from disbursement_outputs o where o.store_id = d.store_id and o.disbursement_id = d.id
              and o.status <> 'reverted' and o.source <> 'unknown')), 0)::int8 as reserved,
          coalesce(sum(amount_sompi) filter (where status = 'confirmed'), 0)::int8 as refunded
        from disbursements d where store_id = ${storeIds.toUuid(storeId)}
          and payment_id = ${paymentIds.toUuid(paymentId)}`.execute(db);
      return { reservedSompi: rows[0]?.reserved ?? 0n, refundedSompi: rows[0]?.refunded ?? 0n };
    },
    ...watches(db),
    ...rechecks(db),
  };
}

async function lock(db: Db, targets: readonly DisbursementTarget[]): Promise<StoredDisbursement[]> {
  if (targets.length === 0) return [];
  const stores = targets.map(({ storeId }) => storeIds.toUuid(storeId));
  const ids = targets.map(({ kind, id }) => idsOf(kind).toUuid(id));
  const { rows } = await sql<DisbursementsTable>`select d.* from disbursements d
    join unnest(${stores}::uuid[], ${ids}::uuid[]) as t(store_id, id) on d.store_id = t.store_id and d.id = t.id
    order by d.store_id, d.id for update of d`.execute(db);
  return withOutputs(db, rows);
}

async function list(
  db: Db,
  storeId: string,
  filters: DisbursementFilters,
  page: Page,
): Promise<StoredDisbursement[]> {
  let query = db
    .selectFrom("disbursements")
    .selectAll()
    .where("store_id", "=", storeIds.toUuid(storeId))
    .where("kind", "=", filters.kind);
  if (filters.statuses !== undefined)
    query = query.where("status", "in", filters.statuses as Disbursement["status"][]);
  if (filters.paymentId !== undefined)
    query = query.where("payment_id", "=", paymentIds.toUuid(filters.paymentId));
  if (filters.orderId !== undefined) query = query.where("order_id", "=", filters.orderId);
  if (filters.address !== undefined) query = query.where("address", "=", filters.address);
  if (filters.createdFrom !== undefined)
    query = query.where("created_at", ">=", new Date(filters.createdFrom));
  if (filters.createdTo !== undefined) query = query.where("created_at", "<", new Date(filters.createdTo));
  if (page.afterId !== null) query = query.where("id", "<", idsOf(filters.kind).toUuid(page.afterId));
  const rows = await query
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  return withOutputs(db, rows);
}

async function withOutputs(db: Db, rows: readonly DisbursementsTable[]): Promise<StoredDisbursement[]> {
  if (rows.length === 0) return [];
  const stores = rows.map((row) => row.store_id);
  const ids = rows.map((row) => row.id);
  const { rows: outputs } = await sql<
    Selectable<DisbursementOutputsTable>
  >`select o.* from disbursement_outputs o
    join unnest(${stores}::uuid[], ${ids}::uuid[]) as t(store_id, id)
      on o.store_id = t.store_id and o.disbursement_id = t.id
    order by o.accepting_daa nulls last, o.tx_id, o.output_index`.execute(db);
  return rows.map((row) =>
    toStored(
      row,
      outputs.filter((output) => output.store_id === row.store_id && output.disbursement_id === row.id),
    ),
  );
}

function toStored(
  row: DisbursementsTable,
  outputs: readonly Selectable<DisbursementOutputsTable>[],
): StoredDisbursement {
  const { network, script, orderId, createdBy } = fromRow(disbursementExtraColumns, row);
  return {
    disbursement: {
      id: idsOf(row.kind).toWire(row.id),
      ...fromRow(disbursementColumns, row),
      outputs: outputs.map(toOutput),
    },
    storeId: storeIds.toWire(row.store_id),
    network,
    paymentId: paymentIds.toWireOrNull(row.payment_id),
    orderId,
    script,
    createdBy,
    details: fromJson<StoredDisbursement["details"]>(row.details),
  };
}

const toOutput = (row: Selectable<DisbursementOutputsTable>): DisbursementOutput => ({
  outpoint: `${row.tx_id}:${row.output_index}`,
  ...fromRow(disbursementOutputColumns, row),
});

function rowOf({ stored, dueAt, dueDaa }: DisbursementChange) {
  const { disbursement, storeId, network, paymentId, orderId, script, createdBy, details } = stored;
  return {
    store_id: storeIds.toUuid(storeId),
    id: idsOf(disbursement.kind).toUuid(disbursement.id),
    payment_id: paymentIds.toUuidOrNull(paymentId),
    ...toRow(disbursementColumns, disbursement),
    ...toRow(disbursementExtraColumns, { network, script, orderId, createdBy, dueAt, dueDaa }),
    details,
  };
}

async function insert(db: Db, change: DisbursementChange): Promise<void> {
  await sql`insert into disbursements
    select n.* from jsonb_populate_record(null::disbursements, ${toJson(rowOf(change))}::jsonb) n`.execute(
    db,
  );
  await openWatch(db, change.stored);
}

const CHANGED = [...namesOf(disbursementColumns), "script", "due_at", "due_daa", "details"].filter(
  (name) => !["kind", "created_at"].includes(name),
);

async function save(db: Db, change: DisbursementChange): Promise<void> {
  const assignments = sql.raw(CHANGED.map((name) => `${name} = n.${name}`).join(", "));
  await sql`update disbursements d set ${assignments}
    from jsonb_populate_record(null::disbursements, ${toJson(rowOf(change))}::jsonb) n
    where d.store_id = n.store_id and d.id = n.id`.execute(db);
  await saveOutputs(db, change.stored);
  await updateWatch(db, change);
}

async function saveOutputs(db: Db, { storeId, network, disbursement }: StoredDisbursement): Promise<void> {
  if (disbursement.outputs.length === 0) return;
  const rows = disbursement.outputs.map((output) => ({
    store_id: storeIds.toUuid(storeId),
    disbursement_id: idsOf(disbursement.kind).toUuid(disbursement.id),
    tx_id: output.outpoint.split(":")[0],
    output_index: Number(output.outpoint.split(":")[1]),
    network,
    recheck: false,
    ...toRow(disbursementOutputColumns, output),
  }));
  const updates = sql.raw(
    namesOf(disbursementOutputColumns)
      .map((name) => `${name} = excluded.${name}`)
      .join(", "),
  );
  await sql`insert into disbursement_outputs
    select n.* from jsonb_populate_recordset(null::disbursement_outputs, ${toJson(rows)}::jsonb) n
    on conflict (store_id, disbursement_id, tx_id, output_index) do update set ${updates}`.execute(db);
}
