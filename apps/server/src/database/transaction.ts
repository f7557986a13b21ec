import { setTimeout as delay } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import type { Database } from "./database.ts";

const MAX_RETRIES = 5;
const JITTER_MS = 25;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

export function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** Runs again what PostgreSQL asks to run again; the work must have no effect outside the database. */
export async function retrying<T>(work: () => Promise<T>, onRetry: () => void = () => {}): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await work();
    } catch (error) {
      if (retry === MAX_RETRIES || !isRetryable(error)) throw error;
      onRetry();
      await delay(((retry * 7 + 3) % 11) * 2 + retry * JITTER_MS);
    }
  }
}

/** One short transaction. The callback uses only the executor it is given, never the pool. */
export function inTransaction<T>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<T>,
  onRetry?: () => void,
): Promise<T> {
  return retrying(() => db.transaction().execute(work), onRetry);
}
