import { type Kysely, type Selectable, sql } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type {
  AddressOwner,
  ChainRecords,
  Cursor,
  KnownOutput,
} from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import type { CursorsTable } from "../../tables/chain-tables.ts";
import { paymentIds, storeIds } from "../id-kinds.ts";
import { fromJson, isoOrNull, millis, toJson } from "../json-columns.ts";
import { TRANSFER_UPDATES, transferRow } from "../payments/payment-rows.ts";
import { TOUCH_ADDRESSES } from "../payments/payment-statements.ts";
import { createGapRecords } from "./gap-records.ts";
import { createStopRecords } from "./stop-records.ts";

export function createChainRecords(db: Kysely<Database>): ChainRecords {
  return {
    ...cursorRecords(db),
    ...matchRecords(db),
    ...ladderRecords(db),
    ...createGapRecords(db),
    ...createStopRecords(db),
  };
}

type CursorRecords = Pick<
  ChainRecords,
  "cursor" | "cursors" | "startCursor" | "lockCursor" | "moveCursor" | "holdCursor"
>;

function cursorRecords(db: Kysely<Database>): CursorRecords {
  const byNetwork = (network: ChainNetwork) =>
    db.selectFrom("cursors").selectAll().where("network", "=", network);
  return {
    async cursor(network) {
      const row = await byNetwork(network).executeTakeFirst();
      return row === undefined ? null : toCursor(row);
    },
    async cursors() {
      return (await db.selectFrom("cursors").selectAll().execute()).map(toCursor);
    },
    async startCursor(cursor) {
      await db
        .insertInto("cursors")
        .values(cursorRow(cursor))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async lockCursor(network, { leaseName, epoch }) {
      const { rows } = await sql<Selectable<CursorsTable>>`
        with lease as (
          select 1 from leases where name = ${leaseName} and epoch = ${epoch} and expires_at > now() for share
        ) select c.* from cursors c where c.network = ${network} and exists (select 1 from lease) for update of c`.execute(
        db,
      );
      return rows[0] === undefined ? null : toCursor(rows[0]);
    },
    async holdCursor(network) {
      await sql`select 1 from cursors where network = ${network} for share`.execute(db);
    },
    async moveCursor(cursor) {
      const { network, ...columns } = cursorRow(cursor);
      await db.updateTable("cursors").set(columns).where("network", "=", network).execute();
    },
  };
}

function cursorRow(cursor: Cursor) {
  return {
    network: cursor.network,
    hash: cursor.hash,
    daa: cursor.daa,
    blue: cursor.blue,
    block_time: new Date(cursor.blockTime),
    chain_time: new Date(cursor.chainTime),
    recent_times: toJson(cursor.recentTimes),
    virtual_daa: cursor.virtualDaa,
    node: cursor.node,
    updated_at: sql<Date>`now()`,
  };
}

function toCursor(row: Selectable<CursorsTable>): Cursor {
  return {
    network: row.network as ChainNetwork,
    hash: row.hash,
    daa: row.daa,
    blue: row.blue,
    blockTime: millis(row.block_time),
    chainTime: millis(row.chain_time),
    recentTimes: fromJson<number[]>(row.recent_times),
    virtualDaa: row.virtual_daa,
    node: row.node,
  };
}

interface OwnerRow {
  script: string;
  address: string;
  address_store: string;
  address_mode: "xpub" | "address";
  payment_id: string | null;
  store_id: string;
  mode: "xpub" | "address";
  amount_sompi: bigint | null;
  from_daa: bigint;
  released_daa: bigint | null;
  expected_sompi: bigint | null;
}

interface OutputRow {
  tx_id: string;
  output_index: number;
  payment_id: string | null;
}

const toKnown = (row: OutputRow): KnownOutput => ({
  outpoint: `${row.tx_id}:${row.output_index}`,
  paymentId: paymentIds.toWireOrNull(row.payment_id),
});

function splitOutpoints(outpoints: readonly string[]): { ids: string[]; indexes: number[] } {
  const parts = outpoints.map((outpoint) => outpoint.split(":"));
  return { ids: parts.map((part) => part[0] ?? ""), indexes: parts.map((part) => Number(part[1])) };
}

type MatchRecords = Pick<
  ChainRecords,
  | "owners"
  | "ownersOfSums"
  | "acceptedBy"
  | "known"
  | "saveUnmatched"
  | "voidUnmatched"
  | "detected"
  | "detectedBefore"
  | "missMempool"
>;

function matchRecords(db: Kysely<Database>): MatchRecords {
  return {
    async owners(network, scripts) {
      const { rows } = await sql<OwnerRow>`
        select a.script, a.address, a.store_id as address_store, a.mode as address_mode, s.payment_id, s.store_id, s.mode,
          s.amount_sompi, s.from_daa, s.released_daa, p.expected_sompi
        from addresses a left join lateral (
            select * from address_assignments where a.mode = 'xpub' and network = a.network and script = a.script
            union all
            (select * from address_assignments where a.mode = 'address' and network = a.network and script = a.script
              and state = 'held' and mode = 'address' limit 1)
          ) s on true left join payments p on p.id = s.payment_id
        where a.network = ${network} and a.script = any(${[...scripts]}::text[])
        order by s.assigned_at desc`.execute(db);
      return groupOwners(rows);
    },
    async ownersOfSums(network, wanted) {
      const { rows } = await sql<OwnerRow>`
        select a.script, a.address, a.store_id as address_store, a.mode as address_mode, s.payment_id, s.store_id, s.mode,
          s.amount_sompi, s.from_daa, s.released_daa, p.expected_sompi
        from (select distinct * from unnest(${wanted.map((one) => one.script)}::text[],
            ${wanted.map((one) => one.sompi.toString())}::int8[]) as w(script, sompi)) w
          join addresses a on a.network = ${network} and a.script = w.script
          join address_assignments s on s.network = ${network} and s.script = w.script and s.amount_sompi = w.sompi
            and s.mode = 'address'
          left join payments p on p.id = s.payment_id
        order by s.assigned_at desc`.execute(db);
      return groupOwners(rows);
    },
    async acceptedBy(network, blockHashes) {
      const { rows } = await sql<OutputRow>`select tx_id, output_index, payment_id from transfers
        where network = ${network} and accepting_block_hash = any(${[...blockHashes]}::text[])
          and status in ('accepted', 'confirmed')`.execute(db);
      return rows.map(toKnown);
    },
    async known(outpoints) {
      const { ids, indexes } = splitOutpoints(outpoints);
      const { rows } = await sql<OutputRow>`select t.tx_id, t.output_index, t.payment_id
        from unnest(${ids}::text[], ${indexes}::int[]) as o(tx_id, output_index)
        join transfers t on t.tx_id = o.tx_id and t.output_index = o.output_index`.execute(db);
      return rows.map(toKnown);
    },
    async saveUnmatched(outputs) {
      if (outputs.length === 0) return;
      const rows = outputs.map(({ transfer, ...place }) =>
        transferRow(transfer, { ...place, paymentId: null }, transfer.paidAt ?? 0),
      );
      const updates = TRANSFER_UPDATES.filter(
        (column) => !["unmatched", "payment_id", "store_id"].includes(column),
      );
      await sql`with transfer as (insert into transfers as t
        select n.* from jsonb_populate_recordset(null::transfers, ${toJson(rows)}::jsonb) n
        on conflict (tx_id, output_index) do update set
          ${sql.raw(updates.map((column) => `${column} = excluded.${column}`).join(", "))}, recheck = false
        where t.payment_id is null returning t.network, t.script, t.status), ${sql.raw(TOUCH_ADDRESSES)}
        select 1`.execute(db);
    },
    async voidUnmatched(outpoints) {
      if (outpoints.length === 0) return;
      const { ids, indexes } = splitOutpoints(outpoints);
      await sql`update transfers t set status = 'reverted', accepting_block_hash = null, accepting_daa = null
        from unnest(${ids}::text[], ${indexes}::int[]) as o(tx_id, output_index)
        where t.tx_id = o.tx_id and t.output_index = o.output_index and t.payment_id is null`.execute(db);
    },
    async detected(network, ids) {
      const { rows } = await sql<
        OutputRow & { seen_at: Date; mempool_misses: number; mempool_missed_at: Date | null }
      >`
        select tx_id, output_index, payment_id, seen_at, mempool_misses, mempool_missed_at from transfers
        where network = ${network} and status = 'detected'
          and payment_id = any(${ids.map(paymentIds.toUuid)}::uuid[])`.execute(db);
      return rows.map((row) => ({
        outpoint: toKnown(row).outpoint,
        paymentId: paymentIds.toWire(row.payment_id ?? ""),
        seenAt: millis(row.seen_at),
        misses: row.mempool_misses,
        missedAt: row.mempool_missed_at === null ? null : millis(row.mempool_missed_at),
      }));
    },
    async detectedBefore(network, before, limit) {
      const { rows } = await sql<OutputRow>`
        select tx_id, output_index, payment_id from transfers
        where network = ${network} and status = 'detected' and seen_at < ${new Date(before)}
          and payment_id is not null
        order by seen_at limit ${limit}`.execute(db);
      return rows.map((row) => ({
        outpoint: toKnown(row).outpoint,
        paymentId: paymentIds.toWire(row.payment_id ?? ""),
      }));
    },
    async missMempool(misses) {
      if (misses.length === 0) return;
      const { ids, indexes } = splitOutpoints(misses.map((miss) => miss.outpoint));
      await sql`update transfers t set mempool_misses = o.misses, mempool_missed_at = o.since
        from unnest(${ids}::text[], ${indexes}::int[], ${misses.map((miss) => miss.misses)}::int[],
          ${misses.map((miss) => isoOrNull(miss.since))}::timestamptz[]) as o(tx_id, output_index, misses, since)
        where t.tx_id = o.tx_id and t.output_index = o.output_index`.execute(db);
    },
  };
}

function groupOwners(rows: OwnerRow[]): AddressOwner[] {
  const owners = new Map<string, AddressOwner>();
  for (const row of rows) {
    const owner = owners.get(row.script) ?? {
      script: row.script,
      address: row.address,
      storeId: storeIds.toWire(row.address_store),
      mode: row.address_mode,
      assignments: [],
    };
    owners.set(row.script, owner);
    if (row.payment_id === null) continue;
    owner.assignments.push({
      paymentId: paymentIds.toWire(row.payment_id),
      storeId: storeIds.toWire(row.store_id),
      mode: row.mode,
      amountSompi: row.amount_sompi,
      fromDaa: row.from_daa,
      releasedDaa: row.released_daa,
      expectedSompi: row.expected_sompi,
    });
  }
  return [...owners.values()];
}

const DAA_PER_MINUTE = 600n;
const DAA_PER_HOUR = 36_000n;
const LADDER_HOURS = 36n;

type LadderRecords = Pick<ChainRecords, "ladder" | "addRung" | "thinLadder" | "dropRungsAbove">;

function ladderRecords(db: Kysely<Database>): LadderRecords {
  return {
    async ladder(network) {
      const rows = await db
        .selectFrom("cursor_ladder")
        .selectAll()
        .where("network", "=", network)
        .orderBy("daa", "desc")
        .execute();
      return rows.map((row) => ({
        daa: row.daa,
        hash: row.hash,
        blue: row.blue,
        blockTime: millis(row.block_time),
      }));
    },
    async addRung(network, entry) {
      await db
        .insertInto("cursor_ladder")
        .values({
          network,
          daa: entry.daa,
          hash: entry.hash,
          blue: entry.blue,
          block_time: new Date(entry.blockTime),
        })
        .onConflict((conflict) =>
          conflict.columns(["network", "daa"]).doUpdateSet({ hash: entry.hash, blue: entry.blue }),
        )
        .execute();
    },
    async thinLadder(network, tipDaa) {
      await sql`delete from cursor_ladder l where network = ${network} and (
          daa < ${tipDaa - LADDER_HOURS * DAA_PER_HOUR}
          or (daa < ${tipDaa - 60n * DAA_PER_MINUTE} and exists (
            select 1 from cursor_ladder o where o.network = l.network
              and o.daa / ${DAA_PER_HOUR} = l.daa / ${DAA_PER_HOUR} and o.daa < l.daa)))`.execute(db);
    },
    async dropRungsAbove(network, daa) {
      await db.deleteFrom("cursor_ladder").where("network", "=", network).where("daa", ">", daa).execute();
    },
  };
}
