// An invariant violation quarantines only the affected payment: its rows stay as they are, the chain's facts about it
// are kept, and staff are notified. It resumes once all kept facts go through in order, after a repair or with a newer
// release. docs/spec/chain-following.md#quarantined-payments

import type { Fact } from "@kaspa-pay/core";
import type { Db } from "../../database/unit-of-work.ts";
import type { PaymentTarget } from "../../features/payments/records.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { chainRepository } from "../repository/index.ts";

/** Called for each failed invariant: counts it and alerts people. */
export type OnQuarantined = (paymentId: string, cause: string) => void;

interface Stop extends PaymentTarget {
  cause: string;
  fact: Fact;
}

/** A tick is not kept: the next one says the same. */
export function quarantinePayment(db: Db, network: ChainNetwork, stop: Stop): Promise<void> {
  const fact = stop.fact.kind === "tick" ? null : factText(stop.fact);
  return chainRepository(db).quarantine(network, { ...stop, fact });
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
