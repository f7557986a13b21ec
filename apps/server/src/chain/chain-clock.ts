// Two clocks decide whether a payment is in time: the database wrote its times, the chain dates its money.
// Neither clock alone may end it: chain time is never taken as later than the database's now, so nothing ends before both
// have passed its end.
// docs/spec/payment-lifecycle.md#two-clocks
import type { ChainClock } from "@kaspa-pay/core";
import type { Cursor } from "./records.ts";

/** A time of the chain, never later than the database's now. @param now the database clock, ms */
export function passed(chainMoment: number, now: number): number {
  return Math.min(chainMoment, now);
}

/** Chain time and DAA score at this cursor, for a fact. */
export function clockAt(
  { chainTime, daa }: Pick<Cursor, "chainTime" | "daa">,
  now: number,
  canConfirm: boolean,
): ChainClock {
  return { chainTime: passed(chainTime, now), virtualDaa: daa, canConfirm };
}

/** From this distance between the clocks of chain and database on, people are warned. */
export const SKEW_LIMIT_MS = 30_000;
