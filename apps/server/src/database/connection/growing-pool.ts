// A server that allows no further connection still serves the open ones. So work waits for these instead of failing
// because the pool could not grow. docs/spec/reliability.md#database-failures
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";

const TOO_MANY_CONNECTIONS = "53300";
/** Until then the pool does not ask for more than it has. */
const ASK_AGAIN_MS = 30_000;
/** Without a single open connection a new one is tried this often. */
const RETRY_MS = 100;

export interface Growing {
  connect(): Promise<pg.PoolClient>;
}

/**
 * `pool.connect` for a pool of at most `size` connections. `onShortage` is called once per shortage.
 *
 * @throws what the server said when not even one connection could be had within `patienceMs`
 */
export function growing(
  pool: pg.Pool,
  size: number,
  patienceMs: number,
  onShortage: (cause: Error) => void,
): Growing {
  let askAgain: NodeJS.Timeout | null = null;

  function stayAsWeAre(cause: Error): void {
    pool.options.max = Math.max(1, pool.totalCount);
    if (askAgain !== null) return;
    onShortage(cause);
    askAgain = setTimeout(() => {
      askAgain = null;
      pool.options.max = size;
    }, ASK_AGAIN_MS);
    askAgain.unref();
  }

  async function connect(): Promise<pg.PoolClient> {
    for (let left = Math.ceil(patienceMs / RETRY_MS); ; left -= 1) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isFull(error)) throw error;
        stayAsWeAre(error);
        if (left <= 0) throw error;
        if (pool.totalCount === 0) await delay(RETRY_MS);
      }
    }
  }

  return { connect };
}

const isFull = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && error.code === TOO_MANY_CONNECTIONS;
