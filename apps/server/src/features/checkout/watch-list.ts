import type { Clock } from "../../runtime/clock.ts";

/** Payments whose page is open now: the mempool is asked for their transactions. */
export interface WatchList {
  look(paymentId: string): void;
  /** Looked at within the last 30 s, at most 1 000. */
  current(): string[];
}

const WATCHED_MS = 30_000;
const MAX_WATCHED = 1_000;

export function createWatchList(clock: Clock): WatchList {
  const seen = new Map<string, number>();
  return {
    look(paymentId) {
      seen.delete(paymentId);
      seen.set(paymentId, clock.now());
    },
    current() {
      const since = clock.now() - WATCHED_MS;
      for (const [id, at] of seen) if (at < since) seen.delete(id);
      return [...seen.keys()].slice(-MAX_WATCHED);
    },
  };
}
