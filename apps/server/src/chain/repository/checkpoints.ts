// Checkpoints: older positions of the cursor, to step back to when the newest one is no longer on the chain.
import { sql } from "kysely";
import { millis } from "../../database/json-columns.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { Checkpoint } from "../records.ts";

const DAA_PER_MINUTE = 600n;
const DAA_PER_HOUR = 36_000n;
const LADDER_HOURS = 36n;

export function createCheckpointRecords(db: Db) {
  return {
    async checkpoints(network: ChainNetwork): Promise<Checkpoint[]> {
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
    async addCheckpoint(network: ChainNetwork, entry: Checkpoint): Promise<void> {
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
    /** Keeps one checkpoint a minute for an hour and one an hour for 36 h (600 DAA = one minute). */
    async thinCheckpoints(network: ChainNetwork, tipDaa: bigint): Promise<void> {
      await sql`delete from cursor_ladder l where network = ${network} and (
          daa < ${tipDaa - LADDER_HOURS * DAA_PER_HOUR}
          or (daa < ${tipDaa - 60n * DAA_PER_MINUTE} and exists (
            select 1 from cursor_ladder o where o.network = l.network
              and o.daa / ${DAA_PER_HOUR} = l.daa / ${DAA_PER_HOUR} and o.daa < l.daa)))`.execute(db);
    },
    async dropCheckpointsAbove(network: ChainNetwork, daa: bigint): Promise<void> {
      await db.deleteFrom("cursor_ladder").where("network", "=", network).where("daa", ">", daa).execute();
    },
  };
}
