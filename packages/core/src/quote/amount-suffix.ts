/** Largest suffix in sompi (kaspa.md 5.10): 0.00009999 KAS, invisible to a payer, exact to the matcher. */
export const MAX_SUFFIX_SOMPI = 9_999;

/** What a unique sum is chosen from. */
export interface SuffixRequest {
  /** The price before the suffix. */
  readonly baseSompi: bigint;
  /** Amounts (with suffix) reserved on this address: open payments and those in quarantine. */
  readonly taken: ReadonlySet<bigint>;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: number;
}

/**
 * Single-address mode: the exact sum that identifies this payer, `base` + 1 to 9 999 sompi, unlike every reserved sum.
 * The choice starts at a random place so that parallel creates rarely meet; the database's unique key decides.
 * @returns null when all suffixes of this price are taken
 * @throws RangeError when `random` is outside its range
 */
export function suffixFor({ baseSompi, taken, random }: SuffixRequest): bigint | null {
  if (!(random >= 0 && random < 1)) throw new RangeError("random is from 0 to 1, exclusive");
  const start = Math.floor(random * MAX_SUFFIX_SOMPI);
  for (let step = 0; step < MAX_SUFFIX_SOMPI; step += 1) {
    const amount = baseSompi + BigInt(((start + step) % MAX_SUFFIX_SOMPI) + 1);
    if (!taken.has(amount)) return amount;
  }
  return null;
}
