import type { AttentionReason, PaymentStatus, RefundStatus, TimelineEntry } from "@kaspa-pay/core";
import type { Page } from "./link-records.ts";
import type { PaymentWithTransfers } from "./payment-records.ts";

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
  /** One search text over ids, order id, e-mail, address, transaction id, slug, amount, and beginnings of names. */
  q?: string | undefined;
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
  list(storeId: string, filters: PaymentFilters, page: Page): Promise<PaymentWithTransfers[]>;
  /** Per status, and with open attention, of the payments that fit all other filters. */
  counts(storeId: string, filters: PaymentFilters): Promise<PaymentCounts>;
  timeline(storeId: string, id: string): Promise<TimelineEntry[]>;
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
