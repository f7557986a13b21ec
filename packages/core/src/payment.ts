/**
 * The nouns of the payment lifecycle: what is owed (payment) and what pays it (transfer); what happens to them is in
 * facts.ts. Amounts are sompi (bigint), times are milliseconds since the epoch, DAA scores are bigint.
 */
import type {
  AttentionReason,
  PaymentStatus,
  RefundStatus,
  TransferSource,
  TransferStatus,
} from "./catalogue/lists.ts";
import type { LifecycleEventName } from "./events.ts";

/** A decision of staff that overrides the status derived from money. */
export type MarkKind = "paid" | "invalid" | "canceled";

/** What raised a `manual` entry: a staff mark, a covenant-bound output, a sync gap, outputs gone in a gap, or a recycled address. */
export type ManualCause = "mark" | "covenant" | "gap" | "vanished" | "pastOwner";

/** `cleared`: the cause is gone; `refunded`: a confirmed refund covers the sum. */
export type AttentionState = "open" | "accepted" | "refunded" | "ignored" | "cleared";

/** Who acted: `user:usr_…`, `key:key_…`, `payer`, `policy` or `system`. */
export type Actor = string;

/** `txid:index` of a transaction output; the key of a transfer. */
export type Outpoint = string;

/** What is asked: a fixed sum of KAS, a fiat sum priced by quotes, or any amount the payer chooses. */
export type Price =
  | { readonly kind: "kas"; readonly amountSompi: bigint }
  | {
      readonly kind: "fiat";
      readonly currency: string;
      readonly amountMinor: bigint;
      readonly minorDigits: number;
    }
  | { readonly kind: "open" };

/** The KAS amount offered for a fiat price over a short time, at an unchanged address. */
export interface Quote {
  readonly amountSompi: bigint;
  /** Fiat per KAS, decimal text; null for a KAS price. */
  readonly rate: string | null;
  readonly source: string | null;
  /** Where the store takes a spread: ten-thousandths off the source's own rate, which gave `rate`. */
  readonly spread?: { readonly bps: number; readonly marketRate: string };
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When a newer quote took its place. */
  readonly replacedAt: number | null;
}

/** Confirmations for values below a bound; tiers are sorted, the last one has no bound. */
export interface ConfirmationTier {
  /** Upper bound in US cents, exclusive; null = no bound. */
  readonly belowUsdCents: bigint | null;
  readonly confirmations: number;
}

/** What happens to money after the deadline without anybody deciding; `withinBps` in 1/10 000 of the fiat price. */
export type LatePolicy =
  | { readonly kind: "review" }
  | { readonly kind: "accept" }
  | { readonly kind: "acceptWithin"; readonly withinBps: number };

/** A store's rules, copied into a payment at its creation; later settings never change an open payment. */
export interface Policy {
  readonly toleranceBps: number;
  readonly toleranceMaxSompi: bigint;
  readonly graceMs: number;
  readonly revertHoldMs: number;
  readonly quoteLifeMs: number;
  /** Ten-thousandths by which rates are lowered before they price; absent = none. */
  readonly spreadBps?: number;
  readonly quoteHonouredMs: number;
  /** A replaced quote is still honoured for money that arrives this long after. */
  readonly quoteReplacedGraceMs: number;
  readonly minimumSompi: bigint;
  readonly minimumTopUpSompi: bigint;
  readonly tiers: readonly ConfirmationTier[];
  /** Confirmations asked for by the merchant for this payment; null = by tier. */
  readonly confirmationsOverride: number | null;
  readonly latePolicy: LatePolicy;
}

/** A mark as it stands; only the newest counts, older ones are in the timeline. */
export interface Mark {
  readonly kind: MarkKind;
  readonly actor: Actor;
  readonly reason: string;
  readonly at: number;
}

/** One question to people and its answer; entries are kept, a reason has at most one open. */
export interface AttentionEntry {
  readonly reason: AttentionReason;
  readonly state: AttentionState;
  /** Set for `manual` only. */
  readonly cause: ManualCause | null;
  /** The sum that raised it; the entry is raised again only when this changes. */
  readonly amountSompi: bigint;
  readonly raisedAt: number;
  readonly resolvedAt: number | null;
  readonly resolvedBy: Actor | null;
  readonly note: string | null;
}

/** The sums of a payment, recomputed after each fact. */
export interface Amounts {
  readonly expectedSompi: bigint | null;
  readonly thresholdSompi: bigint;
  readonly seenSompi: bigint;
  /** Everything that is on the chain now, whether it counts or not. No view shows it as received. */
  readonly onChainSompi: bigint;
  readonly creditedSompi: bigint;
  readonly confirmedSompi: bigint;
  readonly missingSompi: bigint;
  readonly topUpSompi: bigint;
  readonly overpaidSompi: bigint;
  readonly refundedSompi: bigint;
}

/** The last change of a refund that `reduce` has announced. */
export interface RefundNote {
  readonly refundId: string;
  readonly event: LifecycleEventName;
  readonly sequence: number;
}

/** What is owed, as stored. Sums, status and attention follow from the rest and the transfers. */
export interface Payment {
  readonly id: string;
  readonly status: PaymentStatus;
  /** Raised by one with each change. */
  readonly version: number;
  /** Sequence of the last event sent, gapless from 1. */
  readonly sequence: number;
  readonly price: Price;
  readonly quotes: readonly Quote[];
  /** Index in `quotes` of the one that counts. For a KAS price there is exactly one quote; an open amount has none. */
  readonly chosenQuote: number | null;
  readonly policy: Policy;
  readonly createdAt: number;
  /** DAA score of the last applied chain block when the payment was created: older outputs never count. */
  readonly createdDaa: bigint;
  readonly expiresAt: number;
  readonly requiredConfirmations: number;
  readonly amounts: Amounts;
  readonly mark: Mark | null;
  /** Amount with which staff accepted a shortage; null = never. */
  readonly acceptedShortSompi: bigint | null;
  /** Staff accepted late money of this payment: later late money counts too. */
  readonly lateAdmitted: boolean;
  readonly attention: readonly AttentionEntry[];
  readonly refundStatus: RefundStatus;
  /** When it last became confirmed: never before the money that counts was paid. */
  readonly confirmedAt: number | null;
  /** Enough money was confirmed at least once. */
  readonly wasConfirmed: boolean;
  /** At least once the deadline passed without the money. */
  readonly wasExpired: boolean;
  /** chainTime of the last revert of a credited transfer; opens the hold. */
  readonly lastRevertAt: number | null;
  /** When money was first seen, in the mempool or in a block. */
  readonly firstSeenAt: number | null;
  /** `payment.confirmed` was sent and no `payment.reverted` since: it is not sent again
   * (docs/spec/payment-lifecycle.md#events-that-are-not-repeated). */
  readonly confirmedSent: boolean;
  /** The last change of each refund, so that the same fact twice changes nothing. */
  readonly refunds: readonly RefundNote[];
  /** The payment that renewed this one after it expired. */
  readonly replacedBy: string | null;
}

/** An output that pays, as stored; never deleted, owned by one payment. */
export interface Transfer {
  readonly outpoint: Outpoint;
  /** Number by which the payment learned of it, from 1; beyond 100 no `transfer.*` event is sent. */
  readonly ordinal: number;
  readonly txId: string;
  readonly outputIndex: number;
  readonly sompi: bigint;
  readonly status: TransferStatus;
  readonly seenAt: number | null;
  /** Decides in time or late; set once, at the first acceptance. */
  readonly paidAt: number | null;
  readonly acceptingBlockHash: string | null;
  readonly acceptingDaa: bigint | null;
  readonly confirmDueDaa: bigint | null;
  readonly confirmedAt: number | null;
  readonly coinbase: boolean;
  readonly covenantId: string | null;
  readonly inputAddresses: readonly string[];
  /** Fiat (the payment's currency, else USD) per KAS at receipt, decimal text. */
  readonly rate: string | null;
  /** US dollars per KAS at receipt, whatever the price's currency; null when no such rate was known. */
  readonly usdRate: string | null;
  /** Late money that a policy or staff lets count. */
  readonly admitted: boolean;
  /** Counts towards the payment now: the outcome of `settle`, stored so that readers and SQL need not decide again. */
  readonly credited: boolean;
  /** Became accepted while the payment was canceled or marked invalid: late, whatever its time, as long as that mark stands. */
  readonly underMark: boolean;
  readonly source: TransferSource;
}
