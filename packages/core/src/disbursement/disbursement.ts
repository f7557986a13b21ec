// The nouns of money that goes out: a request that the merchant's own wallet signs, and the outputs that pay it.
// Amounts are sompi (bigint), times are milliseconds since the epoch, DAA scores are bigint.
import type { DisbursementKind, DisbursementSource, DisbursementStatus } from "../catalogue/lists.ts";
import type { ChainClock } from "../facts.ts";
import type { Actor, Outpoint } from "../payment.ts";

/** A refund or a payout, as stored. The status follows from the rest. */
export interface Disbursement {
  readonly id: string;
  readonly kind: DisbursementKind;
  readonly status: DisbursementStatus;
  /** Raised by one with each change. */
  readonly version: number;
  /** Number of the last event, gapless from 1. */
  readonly sequence: number;
  /** What the wallet is asked to send, exactly: no other request of the store asks the same sum at the address. */
  readonly amountSompi: bigint;
  /** Where it goes; null until the payer of a refund names an address. */
  readonly address: string | null;
  readonly approved: boolean;
  readonly requiredConfirmations: number;
  readonly createdAt: number;
  /** Last applied DAA score when the destination was set: older outputs never pay this request. */
  readonly watchedFromDaa: bigint | null;
  /** When it fails if nobody has acted: the payer's claim of a refund, the signature of a payout. Null = never. */
  readonly expiresAt: number | null;
  /** Staff or time ended it; outputs that come later are recorded and do not count. */
  readonly end: DisbursementEnd | null;
  /** Outputs of exactly the sum to the address, in the order of the chain. Never removed. */
  readonly outputs: readonly DisbursementOutput[];
  /** The output that counts; the others are shown only. */
  readonly paidBy: Outpoint | null;
  readonly confirmedAt: number | null;
}

export interface DisbursementEnd {
  readonly kind: "canceled" | "failed";
  readonly reason: string;
  readonly actor: Actor;
  readonly at: number;
}

/** An output of exactly the asked sum at the destination. */
export interface DisbursementOutput {
  readonly outpoint: Outpoint;
  readonly status: "accepted" | "confirmed" | "reverted";
  readonly source: DisbursementSource;
  readonly acceptingBlockHash: string | null;
  readonly acceptingDaa: bigint | null;
  readonly acceptedAt: number;
}

/** An output that a chain block accepted, as the follower found it. */
export interface SentOutput {
  readonly outpoint: Outpoint;
  /** Null only for outputs found in a UTXO snapshot after a sync gap. */
  readonly blockHash: string | null;
  readonly daa: bigint;
  readonly blockTime: number;
  /** It spends addresses of the store's own wallet. */
  readonly ownInputs: boolean;
}

/** What happened to a refund or payout. `now` is the database clock; both clocks are in ms. */
export type DisbursementFact =
  | {
      readonly kind: "create";
      readonly id: string;
      readonly disbursement: DisbursementKind;
      readonly amountSompi: bigint;
      /** Null: the payer of the refund names it on the claim page. */
      readonly address: string | null;
      readonly needsApproval: boolean;
      readonly requiredConfirmations: number;
      readonly daa: bigint;
      readonly expiresAt: number | null;
      readonly actor: Actor;
      readonly now: number;
    }
  | { readonly kind: "approve"; readonly actor: Actor; readonly now: number }
  | {
      readonly kind: "setAddress";
      readonly address: string;
      /** The sum, made unique among the store's requests to this address. */
      readonly amountSompi: bigint;
      readonly daa: bigint;
      readonly actor: Actor;
      readonly now: number;
    }
  | { readonly kind: "cancel"; readonly actor: Actor; readonly reason: string; readonly now: number }
  | {
      /** The merchant says that an output of unknown origin is his. */
      readonly kind: "attach";
      readonly outpoint: Outpoint;
      readonly actor: Actor;
      readonly now: number;
    }
  | ({
      readonly kind: "chain";
      /** Outputs whose accepting block left the chain. */
      readonly voided: readonly Outpoint[];
      readonly accepted: readonly SentOutput[];
    } & ChainClock)
  | ({ readonly kind: "tick" } & ChainClock);

/** The part of an event's name after `refund.` or `payout.`. */
export type DisbursementStep =
  | "created"
  | "awaiting_signature"
  | "broadcast"
  | "confirmed"
  | "failed"
  | "canceled";

export interface DisbursementEvent {
  readonly step: DisbursementStep;
  readonly sequence: number;
  /** The chain took the output back: the request is at an earlier step again. */
  readonly reverted: boolean;
}

/** What to store and send. `changed: false` = nothing. */
export interface DisbursementReduction {
  readonly ok: true;
  readonly changed: boolean;
  readonly disbursement: Disbursement;
  readonly events: readonly DisbursementEvent[];
  /** Time after which a `tick` changes something; null = never. */
  readonly dueAt: number | null;
  /** DAA score from which a `tick` changes something; null = never. */
  readonly dueDaa: bigint | null;
}

/** An action that the present state does not allow; nothing changed. */
export interface DisbursementRefusal {
  readonly ok: false;
  readonly text: string;
}
