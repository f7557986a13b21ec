// What cursor recovery needs: transfers to check again, known addresses, the record of a sync gap.
import { type Kysely, sql } from "kysely";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { ChainRecords, PlacedOutput } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import { gapIds, paymentIds } from "../id-kinds.ts";
import { millis } from "../json-columns.ts";
import { type OutputRow, toKnown, toOwned } from "./output-rows.ts";

type GapRecords = Pick<
  ChainRecords,
  | "markRecheck"
  | "stillMarked"
  | "unconfirmed"
  | "unproven"
  | "clearRecheck"
  | "scripts"
  | "insertGap"
  | "gaps"
  | "openDuring"
>;

export function createGapRecords(db: Kysely<Database>): GapRecords {
  return {
    async markRecheck(network, aboveDaa) {
      const rows = await db
        .updateTable("transfers")
        .set({ recheck: true })
        .where("network", "=", network)
        .where("accepting_daa", ">", aboveDaa)
        .where("status", "in", ["accepted", "confirmed"])
        .returning("tx_id")
        .execute();
      return rows.length;
    },
    async stillMarked(network, limit) {
      const rows = await db
        .selectFrom("transfers")
        .select(["tx_id", "output_index", "payment_id"])
        .where("network", "=", network)
        .where("recheck", "=", true)
        .limit(limit)
        .execute();
      return rows.map(toKnown);
    },
    async clearRecheck(network, outpoints) {
      let query = db
        .updateTable("transfers")
        .set({ recheck: false })
        .where("network", "=", network)
        .where("recheck", "=", true);
      if (outpoints !== "all") {
        query = query.where(
          sql`tx_id || ':' || output_index`,
          "in",
          outpoints.length === 0 ? [""] : [...outpoints],
        );
      }
      await query.execute();
    },
    async scripts(network, afterScript, limit) {
      return await db
        .selectFrom("addresses")
        .select(["script", "address"])
        .where("network", "=", network)
        .where("script", ">", afterScript)
        .orderBy("script")
        .limit(limit)
        .execute();
    },
    ...waitingOutputs(db),
    ...gapLog(db),
    async openDuring(network, from, to, limit) {
      const rows = await db
        .selectFrom("payments")
        .select("id")
        .where("network", "=", network)
        .where("created_at", "<=", new Date(to))
        .where("expires_at", ">=", new Date(from))
        .where("received_sompi", "=", 0n)
        .where("status", "in", ["pending", "expired"])
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => paymentIds.toWire(row.id));
    },
  };
}

function gapLog(db: Kysely<Database>): Pick<ChainRecords, "insertGap" | "gaps"> {
  return {
    async insertGap(gap) {
      await db
        .insertInto("sync_gaps")
        .values({
          id: gapIds.toUuid(gap.id),
          network: gap.network,
          from_daa: gap.fromDaa,
          to_daa: gap.toDaa,
          from_time: new Date(gap.fromTime),
          to_time: new Date(gap.toTime),
          found: gap.found,
          detail: gap.detail,
          at: new Date(gap.at),
        })
        .execute();
    },
    async gaps(network, limit) {
      const rows = await db
        .selectFrom("sync_gaps")
        .selectAll()
        .where("network", "=", network)
        .orderBy("at", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: gapIds.toWire(row.id),
        network: row.network as ChainNetwork,
        fromDaa: row.from_daa,
        toDaa: row.to_daa,
        fromTime: millis(row.from_time),
        toTime: millis(row.to_time),
        found: row.found,
        detail: row.detail,
        at: millis(row.at),
      }));
    },
  };
}

function waitingOutputs(db: Kysely<Database>): Pick<ChainRecords, "unconfirmed" | "unproven"> {
  const accepted = (network: ChainNetwork, limit: number) =>
    db
      .selectFrom("transfers")
      .select(["tx_id", "output_index", "payment_id", "address"])
      .where("network", "=", network)
      .where("status", "=", "accepted")
      .where("payment_id", "is not", null)
      .where("accepting_daa", "is not", null)
      .limit(limit);
  return {
    async unconfirmed(network, limit) {
      return (await accepted(network, limit).execute()).map(toPlaced);
    },
    async unproven(network, daa, limit) {
      const rows = await accepted(network, limit)
        .where("accepting_block_hash", "is", null)
        .where("confirm_due_daa", "<=", daa)
        .execute();
      return rows.map(toPlaced);
    },
  };
}

function toPlaced(row: OutputRow & { address: string }): PlacedOutput {
  return { ...toOwned(row), address: row.address };
}
