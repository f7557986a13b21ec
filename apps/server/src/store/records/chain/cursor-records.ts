import { type Kysely, type Selectable, sql } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { ChainRecords, Cursor } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import type { CursorsTable } from "../../tables/chain-tables.ts";
import { outageIds } from "../id-kinds.ts";
import { fromJson, millis, toJson } from "../json-columns.ts";

type CursorRecords = Pick<
  ChainRecords,
  "cursor" | "cursors" | "startCursor" | "lockCursor" | "moveCursor" | "holdCursor"
>;

export function createCursorRecords(db: Kysely<Database>): CursorRecords {
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
    updated_at: new Date(cursor.readAt),
    outage_id: outageIds.toUuidOrNull(cursor.outageId),
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
    readAt: millis(row.updated_at),
    outageId: outageIds.toWireOrNull(row.outage_id),
  };
}
