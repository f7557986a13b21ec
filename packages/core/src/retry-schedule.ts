const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waiting before each of the 10 attempts, counted from the one before (docs/spec/webhooks.md#attempts-and-retries): 75 h 35 min in all. */
const DELAYS_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** How often a delivery is tried before it is given up. */
export const MAX_ATTEMPTS: number = DELAYS_MS.length;

/**
 * How long to wait (ms) before the next attempt of a delivery, spread by ±10 %.
 * @param attemptsMade attempts so far, 0 for a fresh delivery
 * @param random from 0 to 1; 0.5 is the exact schedule
 * @returns null when no attempt is left
 */
export function nextAttemptDelayMs(attemptsMade: number, random: number): number | null {
  const delay = DELAYS_MS[attemptsMade];
  return delay === undefined ? null : Math.round(delay * (0.9 + 0.2 * random));
}
