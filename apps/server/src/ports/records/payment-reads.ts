import type { AttentionReason, PaymentStatus, RefundStatus, TimelineEntry, Transfer } from "@kaspa-pay/core";
import type { ChainNetwork } from "../chain-source.ts";
import type { Page } from "./link-records.ts";
import type { PaymentWithTransfers, StoredPayment } from "./payment-records.ts";

export interface PaymentFilters {
  status?: readonly PaymentStatus[] | undefined;
  orderId?: string | undefined;
  linkId?: string | undefined;
  customerEmail?: string | undefined;
  address?: string | undefined;
  txId?: string | undefined;
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
  attention?: AttentionReason | "any" | undefined;
  refundStatus?: RefundStatus | undefined;
  amountMinSompi?: bigint | undefined;
  amountMaxSompi?: bigint | undefined;
  /** One box over ids, order id, e-mail, address, transaction id, slug, amount. */
  q?: string | undefined;
}

/** A row of the list: with the first credited transfer's facts. */
export interface PaymentListRow extends StoredPayment {
  txId: string | null;
  senderAddress: string | null;
}

export interface UnmatchedTransfer {
  transfer: Transfer;
  network: ChainNetwork;
  address: string;
  ignored: boolean;
  createdAt: number;
}

export type PaymentCounts = Record<PaymentStatus | "attention" | "all", number>;

/** Sums over a period, for the overview. */
export interface PeriodFigures {
  payments: number;
  confirmed: number;
  receivedSompi: bigint;
  /** Decimal text in the store's currency, at the rates of receipt; null without rates. */
  receivedFiat: string | null;
}

export interface FigureBucket extends PeriodFigures {
  at: number;
}

/** Reads for lists and pages; every method but the public ones takes the store from the caller's proof. */
export interface PaymentReads {
  get(storeId: string, id: string): Promise<PaymentWithTransfers | null>;
  /** Without a store: only for what anybody may see of a payment. */
  anybody(id: string): Promise<PaymentWithTransfers | null>;
  /** Newest first; one row more than asked tells that there is a next page. */
  list(storeId: string, filters: PaymentFilters, page: Page): Promise<PaymentListRow[]>;
  counts(storeId: string): Promise<PaymentCounts>;
  timeline(storeId: string, id: string): Promise<TimelineEntry[]>;
  /** `after` = outpoint of the last row of the page before. */
  unmatched(
    storeId: string,
    page: { ignored: boolean; limit: number; after: string | null },
  ): Promise<UnmatchedTransfer[]>;
  unmatchedOne(storeId: string, txId: string, index: number): Promise<UnmatchedTransfer | null>;
  ignoreUnmatched(storeId: string, txId: string, index: number): Promise<boolean>;
  figures(storeId: string, from: number, to: number): Promise<PeriodFigures>;
  buckets(
    storeId: string,
    from: number,
    to: number,
    unit: "hour" | "day",
    timeZone: string,
  ): Promise<FigureBucket[]>;
  /** Versions that changed since then, for live views: at most `limit`, oldest first. */
  changedSince(
    storeId: string | null,
    since: number,
    limit: number,
  ): Promise<{ id: string; version: number; at: number }[]>;
}
