import type { Disbursement, DisbursementEvent, DisbursementKind, RefundBasis } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";

/** A refund or payout by the columns that its row is found by. */
export interface DisbursementTarget {
  storeId: string;
  kind: DisbursementKind;
  id: string;
}

/** A fiat value in minor units and the rate behind it. */
export interface FiatSide {
  currency: string;
  amountMinor: bigint;
  rate: string;
}

/** What a refund says beside its lifecycle. */
export interface RefundDetails {
  kind: "refund";
  basis: RefundBasis;
  /** What the request meant on each basis when it was made. */
  sums: { kasSompi: bigint | null; fiatAtPaymentSompi: bigint | null; fiatNowSompi: bigint | null };
  atPayment: FiatSide | null;
  rateNow: string | null;
  reason: string | null;
  /** Where the claim link was sent. */
  email: string | null;
}

/** What a payout says beside its lifecycle. */
export interface PayoutDetails {
  kind: "payout";
  currency: string;
  /** Of an amount asked in fiat. */
  fiat: FiatSide | null;
  description: string | null;
  metadata: Readonly<Record<string, unknown>>;
  approvedBy: string | null;
  needsOtherPerson: boolean;
}

/** A refund or payout as stored. */
export interface StoredDisbursement {
  disbursement: Disbursement;
  storeId: string;
  network: ChainNetwork;
  /** Of a refund. */
  paymentId: string | null;
  orderId: string | null;
  script: string | null;
  createdBy: string;
  details: RefundDetails | PayoutDetails;
}

/** One step of a refund or payout, written as a whole. */
export interface DisbursementChange {
  stored: StoredDisbursement;
  events: readonly DisbursementEvent[];
  dueAt: number | null;
  dueDaa: bigint | null;
}

/** A request that looks for its output at a script. */
export interface DisbursementWatch extends DisbursementTarget {
  paymentId: string | null;
  script: string;
  amountSompi: bigint;
  /** No further output can pay it; those that come are shown only. */
  closed: boolean;
}

/** The same with the address of the script. */
export type WatchWithAddress = DisbursementWatch & { address: string };

export interface DisbursementFilters {
  kind: DisbursementKind;
  statuses?: readonly string[] | undefined;
  paymentId?: string | undefined;
  orderId?: string | undefined;
  address?: string | undefined;
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
}
