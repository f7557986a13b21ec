// What happens to a payment (fact), and what `reduce` makes of it (reduction): docs/spec/payment-lifecycle.md#facts.
import type { AttentionReason } from "./catalogue/lists.ts";
import type { LifecycleEventName } from "./events.ts";
import type { Actor, Outpoint, Payment, Price, Quote, Transfer } from "./payment.ts";

/** An output that a chain block accepted, as the follower matched it to a payment. */
export interface AcceptedOutput {
  readonly txId: string;
  readonly outputIndex: number;
  readonly sompi: bigint;
  /** Null only for outputs found in a UTXO snapshot after a sync gap. */
  readonly blockHash: string | null;
  readonly daa: bigint;
  readonly blockTime: number;
  readonly inputAddresses: readonly string[];
  readonly coinbase: boolean;
  readonly covenantId: string | null;
  readonly rate: string | null;
  readonly usdRate: string | null;
  /** The sum fits only an earlier owner of the recycled address (set by matching): attention `manual`. */
  readonly fitsPastOwner?: boolean;
}

/**
 * What the chain's clocks say. `chainTime` (ms) is the moment that both the chain's and the database's clock have
 * passed, so that no payment ends while one of them still gives it time. While `canConfirm` is false nothing confirms or
 * expires; reverts still apply.
 */
export interface ChainClock {
  readonly chainTime: number;
  readonly virtualDaa: bigint;
  readonly canConfirm: boolean;
  /** Outpoints without accepting block that a second look still found: without it those never confirm (docs/spec/chain-following.md#sync-gap). */
  readonly rechecked?: readonly Outpoint[];
}

/** What happened (docs/spec/payment-lifecycle.md#facts). `now` is the database clock, `chainTime` the chain's; both in ms. */
export type Fact =
  | {
      readonly kind: "create";
      readonly id: string;
      readonly price: Price;
      readonly quote: Quote | null;
      readonly createdDaa: bigint;
      readonly expiresAt: number;
      /** USD cents of the price, for the confirmation tier; null = no fresh rate, top tier. */
      readonly usdCents: bigint | null;
      readonly actor: Actor;
      readonly now: number;
    }
  | ({
      readonly kind: "chain";
      /** Outpoints whose accepting block left the chain. */
      readonly voided: readonly Outpoint[];
      readonly accepted: readonly AcceptedOutput[];
      /** The payment's window overlapped a sync gap. */
      readonly gap?: boolean;
      /** Unconfirmed outpoints that the snapshot after a sync gap no longer held: attention `manual`, never a revert. */
      readonly vanished?: readonly Outpoint[];
    } & ChainClock)
  | ({ readonly kind: "tick" } & ChainClock)
  | {
      readonly kind: "seen";
      readonly txId: string;
      readonly outputIndex: number;
      readonly sompi: bigint;
      readonly inputAddresses: readonly string[];
      readonly now: number;
    }
  | { readonly kind: "gone"; readonly outpoint: Outpoint; readonly now: number }
  | { readonly kind: "requote"; readonly quote: Quote; readonly actor: Actor; readonly now: number }
  | {
      /** Another payment was opened for the same order. */
      readonly kind: "renew";
      readonly successorId: string;
      readonly actor: Actor;
      readonly now: number;
    }
  | {
      /** The payer's time ends earlier, without grace: how a simulated payment expires early. */
      readonly kind: "endWindow";
      readonly expiresAt: number;
      readonly actor: Actor;
      readonly reason: string;
      readonly now: number;
    }
  | ({
      readonly kind: "attach";
      readonly output: AcceptedOutput;
      readonly actor: Actor;
      readonly reason: string;
      readonly now: number;
    } & ChainClock)
  | { readonly kind: "cancel"; readonly actor: Actor; readonly reason: string | null; readonly now: number }
  | ({
      readonly kind: "markPaid" | "markInvalid" | "clearMark";
      readonly actor: Actor;
      readonly reason: string;
      readonly now: number;
    } & ChainClock)
  | ({
      readonly kind: "resolve";
      readonly attention: AttentionReason;
      readonly action: "accept" | "ignore";
      readonly actor: Actor;
      readonly note: string | null;
      readonly now: number;
    } & ChainClock)
  | {
      readonly kind: "refund";
      /** Event name of the refund's own change, for example `refund.confirmed`. */
      readonly event: LifecycleEventName;
      readonly refundId: string;
      /** Number of the event in its refund: an event that is not newer than the last one changes nothing. */
      readonly refundSequence: number;
      /** Sum of all confirmed refunds of this payment after the change. */
      readonly refundedSompi: bigint;
      /** The chain took the transaction of the refund back. */
      readonly reverted: boolean;
      readonly now: number;
    };

/** Flags that ride on an event beside the full snapshot, for example `{ recovered: true }` or `{ missingSompi }`. */
export type EventDetail = Readonly<Record<string, string | number | boolean | bigint | null>>;

/** One event of a reduction, numbered within its payment. */
export interface LifecycleEvent {
  readonly name: LifecycleEventName;
  readonly sequence: number;
  /** The transfer a `transfer.*` event is about. */
  readonly outpoint: Outpoint | null;
  readonly detail: EventDetail;
}

/** One row of what happened, for people: richer than the events. */
export interface TimelineEntry {
  readonly kind: string;
  readonly at: number;
  readonly actor: Actor | null;
  readonly detail: EventDetail;
}

/** What to store and send, in one transaction. `changed: false` = store and send nothing. */
export interface Reduction {
  readonly ok: true;
  readonly changed: boolean;
  readonly payment: Payment;
  readonly transfers: readonly Transfer[];
  readonly events: readonly LifecycleEvent[];
  readonly timeline: readonly TimelineEntry[];
  /** chainTime at which a `tick` may change something; null = never. */
  readonly dueAt: number | null;
  /** DAA score at which a `tick` may change something; null = never. */
  readonly dueDaa: bigint | null;
}

/** An act that the present state does not allow; nothing changed. */
export interface Refusal {
  readonly ok: false;
  readonly code: "payment_has_transfers" | "conflict";
  readonly text: string;
}
