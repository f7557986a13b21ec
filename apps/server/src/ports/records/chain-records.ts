import type { Outpoint, Transfer } from "@kaspa-pay/core";
import type { ChainNetwork } from "../chain-source.ts";

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

export interface LadderEntry {
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
  mode: "xpub" | "address";
  assignments: AddressAssignment[];
}

export interface AddressAssignment {
  paymentId: string;
  storeId: string;
  mode: "xpub" | "address";
  /** Exact reserved sum in address mode. */
  amountSompi: bigint | null;
  /** Outputs accepted at or below this DAA score are older than the payment. */
  fromDaa: bigint;
  /** When the address quarantine ended: outputs accepted later are not this payment's any more; null = not ended. */
  releasedDaa: bigint | null;
  /** Sum asked by the payment, to notice a payer of an earlier owner. */
  expectedSompi: bigint | null;
}

/** A known output and whose it is; `paymentId` null = unmatched. */
export interface KnownOutput {
  outpoint: Outpoint;
  paymentId: string | null;
}

/** A payment's output and the address where the node may still show it. */
export interface PlacedOutput {
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
export interface StoppedPayment {
  paymentId: string;
  cause: string;
  facts: readonly string[];
}

export interface ChainRecords {
  cursor(network: ChainNetwork): Promise<Cursor | null>;
  cursors(): Promise<Cursor[]>;
  /** Does nothing when a cursor exists. */
  startCursor(cursor: Cursor): Promise<void>;
  /** Locks cursor and lease row until commit. Null = the epoch is no longer ours, or no cursor yet. */
  lockCursor(network: ChainNetwork, leader: Leadership): Promise<Cursor | null>;
  moveCursor(cursor: Cursor): Promise<void>;
  /** No page of the network is applied by anybody until commit. */
  holdCursor(network: ChainNetwork): Promise<void>;
  /** Of a single address, which has any number of payments, only one that waits for money now, if there is one. */
  owners(network: ChainNetwork, scripts: readonly string[]): Promise<AddressOwner[]>;
  /** Of single addresses: whoever holds or held exactly these sums, the newest first. */
  ownersOfSums(
    network: ChainNetwork,
    wanted: readonly { script: string; sompi: bigint }[],
  ): Promise<AddressOwner[]>;
  /** Live outputs whose accepting block is one of these. */
  acceptedBy(network: ChainNetwork, blockHashes: readonly string[]): Promise<KnownOutput[]>;
  known(outpoints: readonly Outpoint[]): Promise<KnownOutput[]>;
  /** Outputs to known addresses that no payment owns: upserted, never guessed. */
  saveUnmatched(outputs: readonly UnmatchedOutput[]): Promise<void>;
  /** An unmatched output lost its accepting block. */
  voidUnmatched(outpoints: readonly Outpoint[]): Promise<void>;
  ladder(network: ChainNetwork): Promise<LadderEntry[]>;
  addRung(network: ChainNetwork, entry: LadderEntry): Promise<void>;
  /** Keeps one checkpoint a minute for an hour and one an hour for 36 h (600 DAA = one minute). */
  thinLadder(network: ChainNetwork, tipDaa: bigint): Promise<void>;
  dropRungsAbove(network: ChainNetwork, daa: bigint): Promise<void>;
  /** After the cursor stepped back: outputs accepted above it wait until the replay finds them again. */
  markRecheck(network: ChainNetwork, aboveDaa: bigint): Promise<number>;
  /** Outputs that the replay did not find. */
  stillMarked(network: ChainNetwork, limit: number): Promise<KnownOutput[]>;
  clearRecheck(network: ChainNetwork, outpoints: readonly Outpoint[] | "all"): Promise<void>;
  scripts(
    network: ChainNetwork,
    afterScript: string,
    limit: number,
  ): Promise<{ script: string; address: string }[]>;
  /** Accepted outputs of payments that wait for their depth. */
  unconfirmed(network: ChainNetwork, limit: number): Promise<PlacedOutput[]>;
  /** Outputs without accepting block whose depth has come. */
  unproven(network: ChainNetwork, daa: bigint, limit: number): Promise<PlacedOutput[]>;
  /** Quarantined payments: no chain fact is written to them until they resume. */
  stopped(network: ChainNetwork): Promise<StoppedPayment[]>;
  /** Keeps the first cause; a fact is added to those that wait. */
  stop(network: ChainNetwork, stop: { paymentId: string; cause: string; fact: string | null }): Promise<void>;
  goOn(paymentId: string): Promise<void>;
  openOutage(outage: { id: string; network: ChainNetwork; beganAt: number }): Promise<void>;
  noteRecovered(outageId: string, found: readonly { storeId: string; paymentId: string }[]): Promise<void>;
  closeOutage(network: ChainNetwork, outageId: string, at: number): Promise<Outage>;
  /** The last outage since then that hid money of this store. */
  recovered(storeId: string, since: number): Promise<Outage | null>;
  insertGap(gap: SyncGap): Promise<void>;
  gaps(network: ChainNetwork, limit: number): Promise<SyncGap[]>;
  /** Payments whose time overlapped the gap and that received nothing. */
  openDuring(network: ChainNetwork, from: number, to: number, limit: number): Promise<string[]>;
  /** Outputs seen in the mempool and not accepted yet, with when they were last missed. */
  detected(network: ChainNetwork, paymentIds: readonly string[]): Promise<DetectedOutput[]>;
  /** Outputs first seen in the mempool before this time and still not accepted, whoever looks at their payments. */
  detectedBefore(
    network: ChainNetwork,
    before: number,
    limit: number,
  ): Promise<{ outpoint: Outpoint; paymentId: string }[]>;
  missMempool(misses: readonly { outpoint: Outpoint; misses: number; since: number | null }[]): Promise<void>;
}

export interface DetectedOutput {
  outpoint: Outpoint;
  paymentId: string;
  seenAt: number;
  misses: number;
  missedAt: number | null;
}
