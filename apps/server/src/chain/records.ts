import type { Outpoint, Transfer, WalletMode } from "@kaspa-pay/core";
import type { ChainNetwork } from "../runtime/network.ts";

/** The chain of this network has been read up to and including this block. */
export interface Cursor {
  network: ChainNetwork;
  hash: string;
  daa: bigint;
  blue: bigint;
  blockTime: number;
  /** Median timestamp of the last 11 applied chain blocks, never decreasing. */
  chainTime: number;
  /** Timestamps of the last 11 applied chain blocks, oldest first. */
  recentTimes: readonly number[];
  /** Newest virtual DAA score known when it was written. */
  virtualDaa: bigint;
  node: string;
  /** When it was moved, by the database clock. */
  readAt: number;
  /** The outage whose end is not read yet. */
  outageId: string | null;
}

/** A time in which the chain was not read, and how many payments' money was found after it. */
export interface Outage {
  beganAt: number;
  endedAt: number;
  payments: number;
}

/** The leader's proof, checked inside each of its transactions. */
export interface Leadership {
  leaseName: string;
  epoch: bigint;
}

export interface Checkpoint {
  daa: bigint;
  hash: string;
  blue: bigint;
  blockTime: number;
}

/** Who may own money on a script. */
export interface AddressOwner {
  script: string;
  address: string;
  storeId: string;
  mode: WalletMode;
  assignments: AddressAssignment[];
  /** Set for the address of a deposit account. */
  deposits: { accountId: string; fromDaa: bigint } | null;
}

export interface AddressAssignment {
  paymentId: string;
  storeId: string;
  mode: WalletMode;
  /** Exact reserved sum in address mode. */
  amountSompi: bigint | null;
  /** Outputs accepted at or below this DAA score are older than the payment. */
  fromDaa: bigint;
  /** When the address quarantine ended: outputs accepted later are not this payment's any more; null = not ended. */
  releasedDaa: bigint | null;
  /** Sum asked by the payment, to notice a payer of an earlier owner. */
  expectedSompi: bigint | null;
}

/** A known output and whose it is; `paymentId` null = a deposit, or unmatched. */
export interface KnownOutput {
  storeId: string;
  outpoint: Outpoint;
  paymentId: string | null;
  isDeposit: boolean;
}

/** A deposit and the address where the node may still show it. */
export interface DepositOutput extends KnownOutput {
  address: string;
}

/** A payment's output and the address where the node may still show it. */
export interface PaymentOutput {
  storeId: string;
  outpoint: Outpoint;
  paymentId: string;
  address: string;
}

export interface UnmatchedOutput {
  transfer: Transfer;
  storeId: string;
  network: ChainNetwork;
  address: string;
  script: string;
  unmatchedReason: string;
  /** Nobody needs to look at it. */
  ignored: boolean;
}

export interface SyncGap {
  id: string;
  network: ChainNetwork;
  fromDaa: bigint;
  toDaa: bigint;
  fromTime: number;
  toTime: number;
  found: number;
  detail: string;
  at: number;
}

/** A quarantined payment and the chain facts that it missed since, oldest first, as its use case wrote them. */
export interface QuarantinedPayment {
  storeId: string;
  paymentId: string;
  cause: string;
  facts: readonly string[];
}

export interface DetectedOutput {
  storeId: string;
  outpoint: Outpoint;
  paymentId: string;
  seenAt: number;
  misses: number;
  missedAt: number | null;
}
