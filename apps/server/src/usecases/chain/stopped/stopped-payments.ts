// What cannot be right stops the payment that it concerns and nobody else (security-and-reliability.md 2, rule 7):
// its rows stay as they were, what the chain says of it waits, and people are told. It goes on, with everything it
// missed and in that order, once the facts go through: after a repair, or with a release that understands them.
import type { Fact } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Records } from "../../../ports/unit-of-work.ts";

/** Told of each assertion that failed: count it, page a human. */
export type OnStopped = (paymentId: string, cause: string) => void;

interface Stop {
  paymentId: string;
  cause: string;
  fact: Fact;
}

/** A tick of the clock is not kept: the next one says the same. */
export function stopPayment(records: Records, network: ChainNetwork, stop: Stop): Promise<void> {
  const fact = stop.fact.kind === "tick" ? null : factText(stop.fact);
  return records.chain.stop(network, { ...stop, fact });
}

const BIG = "bigint:";

function factText(fact: Fact): string {
  return JSON.stringify({ ...fact, canConfirm: false }, (_key, value: unknown) =>
    typeof value === "bigint" ? `${BIG}${value}` : value,
  );
}

/** The reverse of what was kept. */
export function factFrom(text: string): Fact {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(BIG) ? BigInt(value.slice(BIG.length)) : value,
  ) as Fact;
}
