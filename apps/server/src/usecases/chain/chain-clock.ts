// Two clocks judge a payment: the database wrote its times, the chain dates its money. Neither may take its time away
// alone: what the chain says is never later than the database's now, and nothing is over before both have passed it.
import type { ChainClock } from "@kaspa-pay/core";
import type { Cursor } from "../../ports/records/chain-records.ts";

/** A moment of the chain, for a gateway whose clock is behind it. @param now the database clock, ms */
export function passed(chainMoment: number, now: number): number {
  return Math.min(chainMoment, now);
}

/** What the chain's clocks say at this cursor. */
export function clockAt(
  { chainTime, daa }: Pick<Cursor, "chainTime" | "daa">,
  now: number,
  canConfirm: boolean,
): ChainClock {
  return { chainTime: passed(chainTime, now), virtualDaa: daa, canConfirm };
}
