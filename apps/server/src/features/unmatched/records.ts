import type { Transfer, UnmatchedReason } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";

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
  /** Not given: open ones and ignored ones. */
  ignored?: boolean | undefined;
  address?: string | undefined;
  txId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}
