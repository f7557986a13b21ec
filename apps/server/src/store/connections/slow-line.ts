// Those who wait for a connection stand in a line. Who can tell that its turn will not come in time leaves it early, so
// that 500 slow requests are refused within a second or so instead of holding every caller to the end of its patience.
import type { PostgresPool } from "kysely";
import type pg from "pg";
import { NoConnectionInTime } from "../outage.ts";

/** How long the pace of the line is watched before somebody leaves it. */
const WATCHED_MS = 1_000;
/** The driver's words for a wait in line that was too long; opening a connection fails in other words. */
const WAITED_TOO_LONG = /^timeout exceeded when trying to connect/;

/**
 * The pool, whose `connect` rejects with `NoConnectionInTime` when all connections are held and, at the pace of the
 * last second, its turn would not come before `patienceMs` are over. A line that moves is stood in to its end, and
 * connections that are still being opened are waited for.
 */
export function leavingSlowLine(
  pool: pg.Pool,
  connect: () => Promise<pg.PoolClient>,
  patienceMs: number,
): PostgresPool {
  let held = 0;
  let joined = 0;
  let served = 0;
  pool.on("acquire", () => {
    held += 1;
  });
  pool.on("release", () => {
    held -= 1;
  });

  /** Calls `leave` once the wait is hopeless, and looks again each second until then or until it is ended. */
  function watchPace(leave: () => void): () => void {
    joined += 1;
    const ticket = joined;
    let left = patienceMs;
    let servedBefore = served;
    const look = (): void => {
      left -= WATCHED_MS;
      const pace = (served - servedBefore) / WATCHED_MS;
      servedBefore = served;
      if (held >= pool.options.max && pace * left < ticket - served) leave();
    };
    // Answers of the database that came while this process was busy are read before anybody leaves.
    const timer = setInterval(() => setImmediate(look), WATCHED_MS);
    return () => clearInterval(timer);
  }

  return {
    connect: () =>
      new Promise((resolve, reject) => {
        let waiting = true;
        const refuse = (error: unknown): void => {
          waiting = false;
          endWatch();
          reject(error);
        };
        const endWatch = watchPace(() => waiting && refuse(new NoConnectionInTime()));
        connect()
          .finally(() => {
            served += 1;
            endWatch();
          })
          .then(
            (client) => (waiting ? resolve(client) : client.release()),
            (error) => refuse(isLongWait(error) ? new NoConnectionInTime() : error),
          )
          .finally(() => {
            waiting = false;
          });
      }),
    end: () => pool.end(),
  };
}

const isLongWait = (error: unknown): boolean => error instanceof Error && WAITED_TOO_LONG.test(error.message);
