// The values of one price source for one currency, and whether they are used.
import { parseDecimal } from "@kaspa-pay/core";

/** As many places as a rate may have. */
export const RATE_PLACES = 18;
const ONE = 10n ** BigInt(RATE_PLACES);
// Outside these bounds a "rate" is a broken feed, whatever the currency.
const LOWEST = 10n ** 6n;
const HIGHEST = ONE * 10n ** 9n;
const JUMP_PERCENT = 10n;
const JUMP_WINDOW_MS = 60_000;
const AGREEING_VALUES = 3;

export interface HeldRate {
  /** Fiat per KAS with 18 places. */
  value: bigint;
  at: number;
}

export interface SourceHistory {
  add(text: string, atMs: number): void;
  /** The value to count with; undefined while the source is set aside. */
  usable(): HeldRate | undefined;
  /** The last used value, whatever came after. */
  last(): HeldRate | undefined;
  /** Why the source is set aside, for people; null = it is not. */
  aside(): string | null;
}

/**
 * A value more than 10 % away from one at most 60 s older, or an invalid one, excludes the source until it comes back or
 * three newer values in a row agree. Values older than the last one are ignored.
 */
export function createSourceHistory(): SourceHistory {
  let believed: HeldRate | undefined;
  let suspects: HeldRate[] = [];
  let aside: string | null = null;

  function believe(rate: HeldRate): void {
    believed = rate;
    suspects = [];
    aside = null;
  }

  function suspect(rate: HeldRate): void {
    const [first] = suspects;
    const last = suspects.at(-1);
    // The same value twice does not count as two values.
    if (last !== undefined && rate.at <= last.at) return;
    suspects = first !== undefined && !apart(first.value, rate.value) ? [...suspects, rate] : [rate];
    aside = "jumped by more than 10 %";
    if (suspects.length >= AGREEING_VALUES) believe(rate);
  }

  return {
    add(text, atMs) {
      const value = readRate(text);
      if (value === null) {
        suspects = [];
        aside = "said something that is no price";
        return;
      }
      const rate = { value, at: atMs };
      if (believed === undefined) return believe(rate);
      if (rate.at < believed.at) return;
      if (!apart(believed.value, value)) return believe(rate);
      const sudden = aside !== null || atMs - believed.at <= JUMP_WINDOW_MS;
      if (sudden) suspect(rate);
      else believe(rate);
    },
    usable: () => (aside === null ? believed : undefined),
    last: () => believed,
    aside: () => aside,
  };
}

function apart(base: bigint, value: bigint): boolean {
  const distance = value > base ? value - base : base - value;
  return distance * 100n > base * JUMP_PERCENT;
}

function readRate(text: string): bigint | null {
  try {
    const value = parseDecimal(text, RATE_PLACES);
    return value >= LOWEST && value <= HIGHEST ? value : null;
  } catch {
    return null;
  }
}
