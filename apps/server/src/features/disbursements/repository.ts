// Reads and writes of refunds and payouts, their outputs, and the watch on their destinations.
import type { Disbursement, DisbursementKind, DisbursementOutput, Outpoint } from "@kaspa-pay/core";
import { type Selectable, sql } from "kysely";
import { fromRow, namesOf, toRow } from "../../database/column-map.ts";
import { fromJson, toJson } from "../../database/json-columns.ts";
import type { Page } from "../../database/page.ts";
import {
  type DisbursementOutputsTable,
  type DisbursementsTable,
  disbursementColumns,
  disbursementExtraColumns,
  disbursementOutputColumns,
} from "../../database/tables/disbursement-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { type IdKind, paymentIds, payoutIds, refundIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type {
  DisbursementChange,
  DisbursementFilters,
  DisbursementTarget,
  DisbursementWatch,
  StoredDisbursement,
  WatchWithAddress,
} from "./records.ts";

const idsOf = (kind: DisbursementKind): IdKind => (kind === "refund" ? refundIds : payoutIds);

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
    /** Of a payment: what its refunds that are open or done take, and what of it is confirmed. */
    async refundSums(
      storeId: string,
      paymentId: string,
    ): Promise<{ reservedSompi: bigint; refundedSompi: bigint }> {
      const { rows } = await sql<{ reserved: bigint; refunded: bigint }>`select
          coalesce(sum(amount_sompi) filter (where status not in ('failed', 'canceled')), 0)::int8 as reserved,
          coalesce(sum(amount_sompi) filter (where status = 'confirmed'), 0)::int8 as refunded
        from disbursements where store_id = ${storeIds.toUuid(storeId)}
          and payment_id = ${paymentIds.toUuid(paymentId)}`.execute(db);
      return { reservedSompi: rows[0]?.reserved ?? 0n, refundedSompi: rows[0]?.refunded ?? 0n };
    },
    ...watches(db),
    ...rechecks(db),
  };
}

const NO_UUID = "00000000-0000-0000-0000-000000000000";

/** Outputs to look for again: docs/spec/chain-following.md#cursor-recovery */
function rechecks(db: Db) {
  return {
    /** Outputs above the cursor wait until the replay finds them; without a watch they could not be found. */
    async requestRecheck(network: ChainNetwork, aboveDaa: bigint): Promise<void> {
      await sql`update disbursement_outputs o set recheck = true from disbursements d
        where o.network = ${network} and o.accepting_daa > ${aboveDaa} and o.status in ('accepted', 'confirmed')
          and d.store_id = o.store_id and d.id = o.disbursement_id and exists (select 1 from disbursement_watches w
            where w.script = d.script and w.disbursement_id = d.id)`.execute(db);
    },
    /** Outputs that the replay did not find. */
    async awaitingRecheck(network: ChainNetwork, limit: number): Promise<OwnedOutput[]> {
      const { rows } = await sql<OutputOwnerRow>`
        select o.store_id, o.disbursement_id, d.kind, d.payment_id, o.tx_id, o.output_index
        from disbursement_outputs o join disbursements d on d.store_id = o.store_id and d.id = o.disbursement_id
        where o.network = ${network} and o.recheck limit ${limit}`.execute(db);
      return rows.map(toOwnedOutput);
    },
    async clearRecheck(outputs: readonly { storeId: string; outpoint: Outpoint }[]): Promise<void> {
      if (outputs.length === 0) return;
      const stores = outputs.map(({ storeId }) => storeIds.toUuid(storeId));
      const ids = outputs.map(({ outpoint }) => outpoint.split(":")[0]);
      const indexes = outputs.map(({ outpoint }) => Number(outpoint.split(":")[1]));
      await sql`update disbursement_outputs o set recheck = false
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[]) as t(store_id, tx_id, output_index)
        where o.store_id = t.store_id and o.tx_id = t.tx_id and o.output_index = t.output_index
          and o.recheck`.execute(db);
    },
    /** Destinations of requests that can still be paid, one page after the given one. */
    async openWatches(
      network: ChainNetwork,
      after: DisbursementWatch | null,
      limit: number,
    ): Promise<WatchWithAddress[]> {
      const from = after === null ? NO_UUID : idsOf(after.kind).toUuid(after.id);
      const { rows } = await sql<
        WatchRow & { address: string }
      >`select w.script, w.store_id, w.disbursement_id,
          w.amount_sompi, false as closed, d.kind, d.payment_id, d.address
        from disbursement_watches w join disbursements d on d.store_id = w.store_id and d.id = w.disbursement_id
        where w.network = ${network} and w.forget_at is null
          and (w.script, w.disbursement_id) > (${after?.script ?? ""}, ${from}::uuid)
        order by w.script, w.disbursement_id limit ${limit}`.execute(db);
      return rows.map((row) => ({ ...toWatch(row), address: row.address }));
    },
  };
}

/** A sum may fall by this much to be the only open one at its address. */
const MOST_LOWERED = 1_000;

function watches(db: Db) {
  return {
    /** The largest sum up to this one that no request takes at the script; null = none near it. */
    async freeSum(network: ChainNetwork, script: string, sompi: bigint): Promise<bigint | null> {
      const { rows } = await sql<{
        sum: bigint;
      }>`select ${sompi}::int8 - n.lowered_by as sum
        from generate_series(0, ${MOST_LOWERED}) as n(lowered_by) where not exists (
          select 1 from disbursement_watches w where w.script = ${script} and w.network = ${network}
            and w.amount_sompi = ${sompi}::int8 - n.lowered_by)
        order by n.lowered_by limit 1`.execute(db);
      return rows[0]?.sum ?? null;
    },
    /** One transaction at a time decides which sum is free at a script. */
    async holdScript(network: ChainNetwork, script: string): Promise<void> {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`disbursement ${network} ${script}`}, 0))`.execute(
        db,
      );
    },
    /** Requests that look for outputs at these scripts, the newest first. */
    async watching(network: ChainNetwork, scripts: readonly string[]): Promise<DisbursementWatch[]> {
      const { rows } = await sql<WatchRow>`select w.script, w.store_id, w.disbursement_id, w.amount_sompi,
          w.forget_at is not null as closed, d.kind, d.payment_id
        from disbursement_watches w join disbursements d on d.store_id = w.store_id and d.id = w.disbursement_id
        where w.script = any(${[...scripts]}::text[]) and w.network = ${network}
        order by w.disbursement_id desc`.execute(db);
      return rows.map(toWatch);
    },
    /** Requests with a live output whose accepting block is one of these, and which outputs. */
    async acceptedBy(network: ChainNetwork, blockHashes: readonly string[]): Promise<OwnedOutput[]> {
      const { rows } = await sql<OutputOwnerRow>`
        select o.store_id, o.disbursement_id, d.kind, d.payment_id, o.tx_id, o.output_index
        from disbursement_outputs o join disbursements d on d.store_id = o.store_id and d.id = o.disbursement_id
        where o.network = ${network} and o.accepting_block_hash = any(${[...blockHashes]}::text[])`.execute(
        db,
      );
      return rows.map(toOwnedOutput);
    },
    /** Requests whose time or DAA score has come, at most `limit`. */
    async due(
      network: ChainNetwork,
      time: number,
      daa: bigint,
      limit: number,
    ): Promise<(DisbursementTarget & { paymentId: string | null })[]> {
      const { rows } = await sql<OwnerRow>`
        (select store_id, id as disbursement_id, kind, payment_id from disbursements
          where network = ${network} and due_at <= ${new Date(time)} order by due_at limit ${limit})
        union
        (select store_id, id as disbursement_id, kind, payment_id from disbursements
          where network = ${network} and due_daa <= ${daa} order by due_daa limit ${limit})
        limit ${limit}`.execute(db);
      return rows.map(toOwner);
    },
    /** Forgets destinations whose time is over: outputs there are no longer looked for. */
    async forgetClosed(now: number, limit: number): Promise<number> {
      const { rows } = await sql`with old as (select script, disbursement_id from disbursement_watches
          where forget_at < ${new Date(now)} order by script, disbursement_id limit ${limit})
        delete from disbursement_watches w using old
        where w.script = old.script and w.disbursement_id = old.disbursement_id returning 1`.execute(db);
      return rows.length;
    },
  };
}

interface OwnerRow {
  store_id: string;
  disbursement_id: string;
  kind: DisbursementKind;
  payment_id: string | null;
}

interface OutputOwnerRow extends OwnerRow {
  tx_id: string;
  output_index: number;
}

/** An output and the request that has it. */
export type OwnedOutput = DisbursementTarget & { paymentId: string | null; outpoint: Outpoint };

const toOwnedOutput = (row: OutputOwnerRow): OwnedOutput => ({
  ...toOwner(row),
  outpoint: `${row.tx_id}:${row.output_index}`,
});

interface WatchRow extends OwnerRow {
  script: string;
  amount_sompi: bigint;
  closed: boolean;
}

const toOwner = (row: OwnerRow) => ({
  storeId: storeIds.toWire(row.store_id),
  kind: row.kind,
  id: idsOf(row.kind).toWire(row.disbursement_id),
  paymentId: paymentIds.toWireOrNull(row.payment_id),
});

const toWatch = (row: WatchRow): DisbursementWatch => ({
  ...toOwner(row),
  script: row.script,
  amountSompi: row.amount_sompi,
  closed: row.closed,
});

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

/** How long a sum stays taken once no output can pay the request any more: longer than any node keeps its history. */
const KEPT_AFTER = { confirmed: "2 days", ended: "30 days" } as const;

/** Also after its end outputs are looked for, and shown, until the watch is forgotten. */
async function updateWatch(db: Db, { stored }: DisbursementChange): Promise<void> {
  const { disbursement, script } = stored;
  if (script === null) return;
  const { end, status } = disbursement;
  const kept = end !== null ? KEPT_AFTER.ended : status === "confirmed" ? KEPT_AFTER.confirmed : null;
  await sql`update disbursement_watches set forget_at =
      case when ${kept}::text is null then null else coalesce(forget_at, now() + ${kept}::interval) end
    where script = ${script} and disbursement_id = ${idsOf(disbursement.kind).toUuid(disbursement.id)}`.execute(
    db,
  );
}

async function openWatch(
  db: Db,
  { disbursement, storeId, network, script }: StoredDisbursement,
): Promise<void> {
  if (script === null) return;
  const id = idsOf(disbursement.kind).toUuid(disbursement.id);
  await sql`insert into disbursement_watches (script, network, disbursement_id, store_id, amount_sompi)
    values (${script}, ${network}, ${id}, ${storeIds.toUuid(storeId)}, ${disbursement.amountSompi})`.execute(
    db,
  );
}
