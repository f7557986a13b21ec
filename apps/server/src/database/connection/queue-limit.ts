// The queue for a connection of the pool, with early rejection: a request that cannot get a connection before its
// time-out, by the recent speed of the queue, fails within about a second.
// docs/spec/reliability.md#database-failures
import type { PostgresPool } from "kysely";
import type pg from "pg";
import { NoConnectionInTime } from "./outage.ts";

/** The speed of the queue is measured over this time before a request is rejected. */
const WATCHED_MS = 1_000;
/** The driver's text for too long a wait in the queue; a connection that cannot be opened has other texts. */
const WAITED_TOO_LONG = /^timeout exceeded when trying to connect/;

/**
 * The pool, whose `connect` rejects with `NoConnectionInTime` when all connections are held and, at the speed of the
 * last second, no connection would be free before `patienceMs` are over. In a queue that moves fast enough requests
 * wait, and connections that are still being opened are waited for.
 */
export function rejectingLongQueue(
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

  /** Checks every second and calls `leave` once the wait cannot succeed. The answer ends the checks. */
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
    // Database answers that came while this process was busy are read before a request is rejected.
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
