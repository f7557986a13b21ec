import type { ChainNetwork } from "../../runtime/network.ts";

/** A key as it is known across stores: two stores with the same account key share its indexes. */
export interface KeyRef {
  network: ChainNetwork;
  keyHash: string;
}

/** How far a key's addresses were given out and paid. */
export interface KeyIndexes {
  /** The next index to be taken: those of creates that are running are below it. */
  nextIndex: number;
  /** Highest index that a payment got; -1 = none. */
  highestGiven: number;
  /** Highest index that was ever paid on the chain; -1 = none. */
  highestPaid: number;
}

export interface IndexedAddress {
  index: number;
  address: string;
  script: string;
}

export type AddressState =
  /** Its payment is open. */
  | "open"
  /** Its payment ended less than a day ago: money may still come. */
  | "quarantine"
  /** It received money. */
  | "paid"
  /** Nothing ever came and the quarantine is over: the next payment may get it. */
  | "free"
  /** A deposit account has it for ever, and nothing came yet. */
  | "deposit"
  /** Nothing came, and it is not given again. */
  | "unused";

/** One line of a wallet's recovery list. */
export interface AddressLine {
  index: number | null;
  address: string;
  state: AddressState;
  /** All that is accepted there, and how many outputs that is. */
  receivedSompi: bigint;
  transfers: number;
  /** Payments that had the address, and the newest of them. */
  payments: number;
  lastPaymentId: string | null;
  lastStatus: string | null;
  firstGivenAt: number;
  lastGivenAt: number | null;
  firstPaidAt: number | null;
}

/** A key whose newest addresses are beyond what wallets check. */
export interface WideGap extends KeyRef {
  gap: number;
  storeIds: string[];
}
