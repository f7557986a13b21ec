/** Timers and randomness of the client, injected so that tests move time by hand. */
export interface WrpcTimers {
  /** Runs `run` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** A number from 0 to 1 for jitter. */
  random(): number;
}

/** The clock of the machine. */
export const machineTimers: WrpcTimers = {
  after(delayMs, run) {
    const timer: unknown = setTimeout(run, delayMs);
    return () => clearTimeout(timer as number);
  },
  random: () => Math.random(),
};

const SHORTEST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** Jittered back-off before connection attempt `attempt` (from 0): 0.5 s to at most 30 s. */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_BACKOFF_MS, 2 * SHORTEST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
