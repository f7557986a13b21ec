import type { ChainNetwork } from "../chain-source.ts";

/** A key as it is known across stores: two stores with the same account key share its indexes. */
export interface KeyRef {
  network: ChainNetwork;
  keyHash: string;
}

/** How far a key's addresses were given out and paid. */
export interface KeyMarks {
  /** The next index to be taken: those of creates under way lie below. */
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

/** A key whose newest addresses lie beyond what wallets look at. */
export interface WideGap extends KeyRef {
  gap: number;
  storeIds: string[];
}

/** Addresses of account keys: which were given, which may be given again, and what came there. */
export interface AddressRecords {
  /** Takes `count` indexes off the key's counter, none below `floor`; the first of them. The counter never falls. */
  takeIndexes(key: KeyRef, count: number, floor: number): Promise<number>;
  marks(key: KeyRef): Promise<KeyMarks>;
  /** Addresses of the store that may be given again, the longest free one first. */
  free(key: KeyRef & { storeId: string }, limit: number): Promise<IndexedAddress[]>;
  /** The first of these sums that no payment holds on the script; null = all are held. */
  firstUnheld(network: ChainNetwork, script: string, amounts: readonly bigint[]): Promise<bigint | null>;
  /** Some sum from `from` to `to` that no payment holds on the script; null = all are held. Reads the whole range. */
  anyUnheld(network: ChainNetwork, script: string, from: bigint, to: bigint): Promise<bigint | null>;
  /** How a script is known to the server; null = never given out. */
  modeOf(network: ChainNetwork, script: string): Promise<"xpub" | "address" | null>;
  /** Outputs to this single address are looked for from now on, for ever; a script that is known stays as it is. */
  watch(
    address: KeyRef & { script: string; address: string; storeId: string; createdAt: number },
  ): Promise<void>;
  /**
   * Releases addresses and sums of payments that ended before the given time, by the chain's clock too; at most
   * `limit`. An address that nobody ever paid becomes free.
   */
  releaseEnded(before: number, quarantineMs: number, limit: number): Promise<number>;
  /** A store's addresses of one wallet in the order of their index, after the given one. */
  list(storeId: string, key: KeyRef, afterIndex: number, limit: number): Promise<AddressLine[]>;
  /** Keys whose gap reached the limit without an alert yet; they count as alerted now. Smaller gaps are reset. */
  claimWideGaps(limit: number, now: number): Promise<WideGap[]>;
}
