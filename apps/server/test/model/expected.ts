// What the model remembers of payments, refunds, payouts and deposits.

export type Status =
  | "pending"
  | "underpaid"
  | "confirming"
  | "confirmed"
  | "expired"
  | "canceled"
  | "invalid";
export type Mark = "paid" | "invalid" | "canceled";

/** An output as the gateway has to know it after its last look at the chain. */
export interface Coin {
  readonly outpoint: string;
  readonly txId: string;
  sompi: bigint;
  /** Null while it is not on the chain. */
  acceptedIn: { readonly block: string; readonly daa: number } | null;
  paidAt: number | null;
  seenAt: number | null;
  deep: boolean;
}

export interface Expected {
  readonly key: string;
  readonly body: { readonly amount: string; readonly currency: string };
  readonly id: string;
  readonly address: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly depth: number;
  /** Every amount that was offered: one for a KAS price, one a quote for a fiat price. */
  offers: { readonly sompi: bigint; readonly at: number }[];
  /** The offer that counts now: the only thing the model takes from an answer, and only when it was offered. */
  price: bigint;
  readonly coins: Map<string, Coin>;
  mark: Mark | null;
  /** What staff accepted. */
  lateAdmitted: boolean;
  short: bigint | null;
  wasConfirmed: boolean;
  wasExpired: boolean;
  /** `invalid` by lost money, not by a mark. */
  failed: boolean;
  revertedAt: number | null;
  status: Status;
}

/** An output, as of the last look at the chain. */
export interface Arrival {
  readonly outpoint: string;
  /** Null while it is not on the chain. */
  acceptedIn: { readonly block: string; readonly daa: number } | null;
  deep: boolean;
}

/** One of exactly the sum at the destination of a refund or payout. */
export interface RequestArrival extends Arrival {
  /** The store's wallet sent it, or the merchant says so. */
  counts: boolean;
}

/** One at the address of a deposit account. */
export interface ExpectedDeposit extends Arrival {
  readonly sompi: bigint;
  /** In force when it came. */
  readonly minimum: bigint;
}

export interface DepositAccount {
  readonly address: string;
  readonly deposits: Map<string, ExpectedDeposit>;
}

export interface Request {
  readonly kind: "refund" | "payout";
  readonly id: string;
  readonly payment: Expected | null;
  readonly claimToken: string | null;
  address: string | null;
  sompi: bigint;
  depth: number;
  approved: boolean;
  canceled: boolean;
  readonly arrivals: Map<string, RequestArrival>;
  paidBy: string | null;
}
