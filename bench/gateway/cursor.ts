import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";

const LOOK_EVERY_MS = 5;

/** Block that the gateway has applied last. */
export async function cursorHash(database: pg.Pool): Promise<string | null> {
  const { rows } = await database.query<{ hash: string }>("SELECT hash FROM cursors");
  return rows[0]?.hash ?? null;
}

/** Waits until the gateway has applied this block; the time it was seen there. @throws after `patienceMs` */
export async function reached(database: pg.Pool, hash: string, patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs;
  while ((await cursorHash(database)) !== hash) {
    if (performance.now() > until) throw new Error(`The gateway did not reach ${hash} in ${patienceMs} ms`);
    await delay(LOOK_EVERY_MS);
  }
  return performance.now();
}
