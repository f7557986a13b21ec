import { type Kysely, sql } from "kysely";
import type { Clock } from "../ports/clock.ts";
import type { Database } from "./database.ts";

export interface DatabaseClock extends Clock {
  /** Measures the distance to the database's clock again; the skew of this host in milliseconds. */
  measure(): Promise<number>;
}

/** The database's time without a query for each question. */
export function createDatabaseClock(db: Kysely<Database>, hostNow: () => number): DatabaseClock {
  let offsetMs = 0;
  return {
    now: () => Math.round(hostNow() + offsetMs),
    async measure() {
      const sent = hostNow();
      const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
      const received = hostNow();
      offsetMs = (rows[0]?.at.getTime() ?? received) - (sent + received) / 2;
      return offsetMs;
    },
  };
}
