/** Choices that a seed repeats. Each actor draws from its own stream, so one actor's timing never shifts another's. */
export interface Seeded {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(least: number, most: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  stream(name: string): Seeded;
}

export function seeded(seed: string): Seeded {
  let state = hash(seed);
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => Math.floor(least + next() * (most - least + 1)),
    pick: (choices) => choices[Math.floor(next() * choices.length)] as (typeof choices)[number],
    chance: (probability) => next() < probability,
    stream: (name) => seeded(`${seed}/${name}`),
  };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 16_777_619);
  return value;
}

/** A call that has no answer by then is given up; a busy machine is far from it. */
export const CALL_LIMIT_MS = 30_000;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer is not null; null when the time is over. */
export async function eventually<T>(limitMs: number, ask: () => Promise<T | null>): Promise<T | null> {
  for (const end = Date.now() + limitMs; ; ) {
    const found = await ask();
    if (found !== null || Date.now() > end) return found;
    await pause(100);
  }
}
