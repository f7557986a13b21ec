/** Suffixes that payments get as long as there are free ones (docs/spec/payment-lifecycle.md#matching): up to 0.00009999 KAS. */
export const USUAL_SUFFIX_SOMPI = 9_999;
/** Largest suffix in sompi, for a price that thousands pay at once: 0.00099999 KAS. */
export const MAX_SUFFIX_SOMPI = 99_999;

const USUAL_CHOICES = 8;
const FURTHER_CHOICES = 16;

/**
 * Single-address mode: sums that can identify a payer, `base` + 1 to 99 999 sompi, in the order in which they are to be
 * tried. The usual small suffixes come first; random places, so that parallel creates rarely meet. Who takes one asks
 * the database first, whose unique key decides.
 *
 * @param random a number from 0 (inclusive) to 1 (exclusive) at each call
 * @throws RangeError when `random` is outside its range
 */
export function suffixChoices(baseSompi: bigint, random: () => number): bigint[] {
  const between = (least: number, most: number): bigint => {
    const at = random();
    if (!(at >= 0 && at < 1)) throw new RangeError("random is from 0 to 1, exclusive");
    return baseSompi + BigInt(least + Math.floor(at * (most - least + 1)));
  };
  const usual = Array.from({ length: USUAL_CHOICES }, () => between(1, USUAL_SUFFIX_SOMPI));
  const further = Array.from({ length: FURTHER_CHOICES }, () =>
    between(USUAL_SUFFIX_SOMPI + 1, MAX_SUFFIX_SOMPI),
  );
  return [...usual, ...further];
}
