import type { AttentionReason, PaymentStatus, RefundStatus } from "@kaspa-pay/core";

export interface PaymentFilters {
  status?: readonly PaymentStatus[] | undefined;
  orderId?: string | undefined;
  terminal?: string | undefined;
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
  volumeSompi: bigint;
  /** Decimal text in the store's currency, at the rates of receipt; null without rates. */
  volumeFiat: string | null;
}

export interface FigureBucket extends PeriodFigures {
  at: number;
}
