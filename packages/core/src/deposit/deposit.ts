// The nouns of a deposit: an output to the permanent address of a merchant's customer (docs/spec/deposits.md). Amounts are
// sompi (bigint), times are milliseconds since the epoch, DAA scores are bigint.
import type { DepositStatus } from "../catalogue/lists.ts";
import type { PriceCurrency } from "../currency.ts";
import type { AcceptedOutput, ChainClock, EventDetail } from "../facts.ts";
import type { Outpoint, Policy } from "../payment.ts";

/** The store's rules; what follows from them is copied into each deposit when it first comes. */
export interface DepositPolicy {
  /** Of both limits, and of the rate that is kept with a deposit in KAS limits: US dollars. */
  readonly currency: PriceCurrency;
  /** In minor units of the currency (sompi for KAS); null = none but dust. */
  readonly minimumMinor: bigint | null;
  readonly maximumMinor: bigint | null;
  readonly confirmations: Pick<Policy, "tiers" | "confirmationsOverride">;
}

/** One output, as stored; never deleted. */
export interface Deposit {
  readonly outpoint: Outpoint;
  readonly txId: string;
  readonly outputIndex: number;
  readonly sompi: bigint;
  /** Derived from the other fields after each fact, except for `reverted` and `confirmed`, which are history. */
  readonly status: DepositStatus;
  /** When a block first accepted it; set once. */
  readonly receivedAt: number;
  readonly acceptingBlockHash: string | null;
  readonly acceptingDaa: bigint | null;
  readonly requiredConfirmations: number;
  /** Null while it cannot confirm: not on the chain, or never credited. */
  readonly confirmDueDaa: bigint | null;
  readonly confirmedAt: number | null;
  readonly coinbase: boolean;
  readonly covenantId: string | null;
  readonly inputAddresses: readonly string[];
  /** Of `rate`. */
  readonly currency: string;
  /** Fiat per KAS at receipt, decimal text; null = none was known. */
  readonly rate: string | null;
  /** The limits in force when it came, in sompi at its rate. */
  readonly minimumSompi: bigint;
  readonly maximumSompi: bigint | null;
  /** A snapshot after a sync gap did not show it: it confirms only once a node shows it again. */
  readonly vanished: boolean;
  /** Raised by one with each change. */
  readonly version: number;
  /** Number of its last event, gapless from 1. */
  readonly sequence: number;
}

/** What happened to one output. */
export type DepositFact =
  | ({
      readonly kind: "chain";
      /** Its accepting block left the chain. */
      readonly voided: boolean;
      /** A block of the same page accepted it; both = re-accepted. `rate` is in the currency of the policy. */
      readonly accepted: AcceptedOutput | null;
      /** The snapshot after a sync gap no longer held it. */
      readonly vanished?: boolean;
    } & ChainClock)
  | ({ readonly kind: "tick" } & ChainClock);

export type DepositEventName =
  `deposit.${"detected" | "confirming" | "confirmed" | "reverted" | "below_minimum"}`;

export interface DepositEvent {
  readonly name: DepositEventName;
  readonly sequence: number;
  readonly detail: EventDetail;
}

/** What to store and send, in one transaction. `changed: false` = store and send nothing. */
export interface DepositReduction {
  readonly changed: boolean;
  /** Null only when nothing is known of the output and the fact does not say that it was accepted. */
  readonly deposit: Deposit | null;
  readonly events: readonly DepositEvent[];
}
