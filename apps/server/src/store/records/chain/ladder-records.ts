// Checkpoints: older positions of the cursor, to step back to when the newest one is no longer on the chain.
import { type Kysely, sql } from "kysely";
import type { ChainRecords } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import { millis } from "../json-columns.ts";

const DAA_PER_MINUTE = 600n;
const DAA_PER_HOUR = 36_000n;
const LADDER_HOURS = 36n;

type LadderRecords = Pick<ChainRecords, "ladder" | "addRung" | "thinLadder" | "dropRungsAbove">;

export function createLadderRecords(db: Kysely<Database>): LadderRecords {
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
