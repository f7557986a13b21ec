import { type Selectable, sql } from "kysely";
import { fromJson, millis, toJson } from "../../database/json-columns.ts";
import type { CursorsTable } from "../../database/tables/chain-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { outageIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { Cursor, Leadership } from "../records.ts";

export function createCursorRecords(db: Db) {
  const byNetwork = (network: ChainNetwork) =>
    db.selectFrom("cursors").selectAll().where("network", "=", network);
  return {
    async cursor(network: ChainNetwork): Promise<Cursor | null> {
      const row = await byNetwork(network).executeTakeFirst();
      return row === undefined ? null : toCursor(row);
    },
    async cursors(): Promise<Cursor[]> {
      return (await db.selectFrom("cursors").selectAll().execute()).map(toCursor);
    },
    /** Does nothing when a cursor exists. */
    async startCursor(cursor: Cursor): Promise<void> {
      await db
        .insertInto("cursors")
        .values(cursorRow(cursor))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    /** Locks cursor and lease row until commit. Null = the epoch is no longer ours, or no cursor yet. */
    async lockCursor(network: ChainNetwork, { leaseName, epoch }: Leadership): Promise<Cursor | null> {
      const { rows } = await sql<Selectable<CursorsTable>>`
        with lease as (
          select 1 from leases where name = ${leaseName} and epoch = ${epoch} and expires_at > now() for share
        ) select c.* from cursors c where c.network = ${network} and exists (select 1 from lease) for update of c`.execute(
        db,
      );
      return rows[0] === undefined ? null : toCursor(rows[0]);
    },
    /** No page of the network is applied by anybody until commit. */
    async holdCursor(network: ChainNetwork): Promise<void> {
      await sql`select 1 from cursors where network = ${network} for share`.execute(db);
    },
    async moveCursor(cursor: Cursor): Promise<void> {
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
