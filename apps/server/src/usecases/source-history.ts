// What one price source said about one currency, and whether to believe it.
import { parseDecimal } from "@kaspa-pay/core";

const RATE_PLACES = 18;
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
  /** The value to count with; undefined while the newest one is set aside as a jump. */
  usable(): HeldRate | undefined;
  /** The last believed value, whatever came after. */
  last(): HeldRate | undefined;
}

/**
 * A value more than 10 % away from one at most 60 s older is set aside, and the source with it, until it comes back or
 * three in a row agree. Values that are no positive decimal are not heard at all.
 */
export function createSourceHistory(): SourceHistory {
  let believed: HeldRate | undefined;
  let suspects: HeldRate[] = [];

  function believe(rate: HeldRate): void {
    believed = rate;
    suspects = [];
  }

  return {
    add(text, atMs) {
      const value = readRate(text);
      if (value === null) return;
      const rate = { value, at: atMs };
      if (believed === undefined || !apart(believed.value, value)) return believe(rate);
      const sudden = suspects.length > 0 || atMs - believed.at <= JUMP_WINDOW_MS;
      if (!sudden) return believe(rate);
      const first = suspects[0];
      suspects = first !== undefined && !apart(first.value, value) ? [...suspects, rate] : [rate];
      if (suspects.length >= AGREEING_VALUES) believe(rate);
    },
    usable: () => (suspects.length === 0 ? believed : undefined),
    last: () => believed,
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
