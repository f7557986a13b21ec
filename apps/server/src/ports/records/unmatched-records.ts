import type { Transfer, UnmatchedReason } from "@kaspa-pay/core";
import type { ChainNetwork } from "../chain-source.ts";

/** Money on a store's address that no payment owns. */
export interface UnmatchedTransfer {
  transfer: Transfer;
  network: ChainNetwork;
  address: string;
  /** Null for rows older than the reason. */
  reason: UnmatchedReason | null;
  ignored: boolean;
  note: string | null;
  createdAt: number;
  /** Set once people attached it. */
  paymentId: string | null;
}

/** A payment that the money may have been meant for: nearly the same sum, about the same time. */
export interface PaymentGuess {
  paymentId: string;
  expectedSompi: bigint;
  createdAt: number;
}

export interface UnmatchedFilters {
  /** Not given: open ones and those put aside. */
  ignored?: boolean | undefined;
  address?: string | undefined;
  txId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface UnmatchedRecords {
  /** Newest first. `after` = outpoint of the last row of the page before. */
  list(
    storeId: string,
    filters: UnmatchedFilters,
    page: { limit: number; after: string | null },
  ): Promise<UnmatchedTransfer[]>;
  /** Payments of the store that asked for the sum ± 1 % within half a day of the transfer and can own it. */
  guesses(storeId: string, transfer: Transfer): Promise<PaymentGuess[]>;
  /** A transfer of the store, attached or not, locked until commit. */
  lock(storeId: string, txId: string, index: number): Promise<UnmatchedTransfer | null>;
  ignore(txId: string, index: number, note: string | null): Promise<void>;
  /** Unmatched outputs that wait for staff: how many transfers (1 001 = more than 1 000) and when the newest came. */
  waiting(storeId: string): Promise<{ count: number; newest: number | null }>;
}
