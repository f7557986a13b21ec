import type { Clock } from "./clock.ts";

export interface TtlCache<T> {
  /** At most a second old. Parallel callers share one read; a failed read is not kept. */
  get(key: string): Promise<T>;
  forget(key: string): void;
  forgetAll(): void;
}

const KEPT_MS = 1_000;

/** A cache of one second for busy keys. Beyond `most` keys everything is dropped and read again. */
export function createTtlCache<T>(
  clock: Clock,
  most: number,
  read: (key: string) => Promise<T>,
): TtlCache<T> {
  const kept = new Map<string, { answer: Promise<T>; at: number }>();
  return {
    get(key) {
      const now = clock.now();
      const known = kept.get(key);
      // A clock that was set back must not extend the life of an entry.
      if (known !== undefined && now >= known.at && now < known.at + KEPT_MS) return known.answer;
      if (kept.size >= most) kept.clear();
      const answer = read(key);
      kept.set(key, { answer, at: now });
      answer.catch(() => kept.delete(key));
      return answer;
    },
    forget: (key) => void kept.delete(key),
    forgetAll: () => kept.clear(),
  };
}
