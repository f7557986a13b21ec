import type { Clock } from "../ports/clock.ts";

export interface KeptBriefly<T> {
  /** At most a second old. What is being read is waited for by everybody who asks; a failed read is not kept. */
  get(key: string): Promise<T>;
  forget(key: string): void;
  forgetAll(): void;
}

const KEPT_MS = 1_000;

/** Spares a busy key its reads. Beyond `most` keys everything is forgotten: it is read again within moments. */
export function createKeptBriefly<T>(
  clock: Clock,
  most: number,
  read: (key: string) => Promise<T>,
): KeptBriefly<T> {
  const kept = new Map<string, { answer: Promise<T>; at: number }>();
  return {
    get(key) {
      const now = clock.now();
      const known = kept.get(key);
      // A clock that was set back must not make an answer last.
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
