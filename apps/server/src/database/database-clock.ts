import { type Kysely, sql } from "kysely";
import type { Clock } from "../runtime/clock.ts";
import type { Database } from "./database.ts";

export interface DatabaseClock extends Clock {
  /** Measures the distance to the database's clock again; the skew of this host in milliseconds. */
  measure(): Promise<number>;
}

export interface HostClocks {
  /** The time of day; it can be set. */
  hostNow: () => number;
  /** Milliseconds since some moment; it cannot be set. */
  steadyNow: () => number;
}

/** A larger difference cannot come from gradual clock adjustment: the clock was set. */
const STEP_MS = 1_000;

/**
 * The database's time without a query for each call. When the host's clock was set, or the host slept, it is measured
 * again at once; until then time continues from its last value.
 */
export function createDatabaseClock(db: Kysely<Database>, { hostNow, steadyNow }: HostClocks): DatabaseClock {
  let offsetMs = 0;
  let anchor = { host: hostNow(), steady: steadyNow() };
  let measuring = false;

  async function measure(): Promise<number> {
    const sent = hostNow();
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
    const received = hostNow();
    offsetMs = (rows[0]?.at.getTime() ?? received) - (sent + received) / 2;
    anchor = { host: received, steady: steadyNow() };
    return offsetMs;
  }

  function now(): number {
    const host = hostNow();
    const steady = anchor.host + steadyNow() - anchor.steady;
    if (Math.abs(host - steady) < STEP_MS) return Math.round(host + offsetMs);
    void measureAgain();
    return Math.round(steady + offsetMs);
  }

  /** If the database does not answer, the next call measures again. */
  async function measureAgain(): Promise<void> {
    if (measuring) return;
    measuring = true;
    await measure().catch(() => undefined);
    measuring = false;
  }

  return { now, measure };
}
