// An invariant violation quarantines only the affected payment: its rows stay as they are, the chain's facts about it
// are kept, and people are told. It resumes once all kept facts go through in order, after a repair or with a newer
// release. docs/spec/chain-following.md#quarantined-payments
import type { Fact } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Records } from "../../../ports/unit-of-work.ts";

/** Called for each failed invariant: counts it and alerts people. */
export type OnStopped = (paymentId: string, cause: string) => void;

interface Stop {
  paymentId: string;
  cause: string;
  fact: Fact;
}

/** A tick is not kept: the next one says the same. */
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

/** Reads a kept fact. */
export function factFrom(text: string): Fact {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(BIG) ? BigInt(value.slice(BIG.length)) : value,
  ) as Fact;
}
