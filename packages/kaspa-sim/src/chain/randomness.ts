import { createHash } from "node:crypto";

/** Seeded pseudo random numbers in [0, 1): equal seed and equal draws give equal chains. */
export interface Randomness {
  next(): number;
  /** Integer from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** The generator's position, for snapshots. */
  readonly state: number;
}

/** A small 32-bit generator; its quality is enough for block counts and fault dice, never for keys. */
export function seededRandomness(seed: string, position?: number): Randomness {
  let state = position ?? createHash("sha256").update(seed).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    get state() {
      return state;
    },
  };
}

/** SHA-256 of the parts as hex; the source of block hashes and made-up ids. */
export function hashOf(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(parts.join("|")).digest("hex");
}
