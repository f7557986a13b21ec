import { setTimeout as delay } from "node:timers/promises";
import { isOutage } from "./outage.ts";

const ATTEMPTS = 10;
const RETRY_MS = 200;

/**
 * Tries again while the database itself is still starting: both may have been started at the same time.
 *
 * @throws the error of the last attempt, or at once an error that waiting does not solve
 */
export async function whileStarting<T>(
  work: () => Promise<T>,
  passes: (error: unknown) => boolean = isOutage,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !passes(error)) throw error;
      await delay(RETRY_MS * attempt);
    }
  }
}
