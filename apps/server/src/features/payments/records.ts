import type { ApiError, PaymentFields } from "@kaspa-pay/api-contract";
import type { Payment, Reduction, TimelineEntry, Transfer, WalletMode } from "@kaspa-pay/core";
import type { AuditEntry } from "../../database/rows/audit.ts";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Surcharge } from "../../database/tables/payment-columns.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { IdempotencyName, StoredAnswer } from "../../idempotency/repository.ts";
import type { ChainNetwork } from "../../runtime/network.ts";

/** What a payment holds beside its lifecycle: who it is for and where its money goes. Never changed by a fact. */
export interface PaymentDetails {
  storeId: string;
  network: ChainNetwork;
  linkId: string | null;
  /** The expired payment of the same order that this one renews. */
  replaces: string | null;
  address: string;
  script: string;
  addressIndex: number | null;
  addressMode: WalletMode;
  currency: string;
  /** Decimal text; null for a KAS or open price. */
  fiatAmount: string | null;
  /** A KAS price as it was asked, where a surcharge or a single address made the sum to pay another one; null otherwise. */
  askedSompi: bigint | null;
  /** What is part of the price (core's, the whole sum) and was not asked by the shop. */
  surcharge: Surcharge | null;
  fields: PaymentFields;
}

/** A payment by the columns that its row is found by. */
export interface PaymentTarget {
  storeId: string;
  paymentId: string;
}

export interface StoredPayment {
  payment: Payment;
  details: PaymentDetails;
}

export interface PaymentWithTransfers extends StoredPayment {
  transfers: Transfer[];
}

/** What staff wrote about a payment; never changed. */
export interface PaymentNote {
  storeId: string;
  id: string;
  paymentId: string;
  text: string;
  /** `user:usr_…` or `key:key_…` */
  author: string;
  createdAt: number;
}

export interface TimelineRow extends TimelineEntry {
  id: string;
}

/** Everything that one reduction leaves behind, written as a whole. */
export interface PaymentChange {
  details: PaymentDetails;
  reduction: Reduction;
  /** Transfers as they are now; unchanged ones may be left out. */
  transfers: readonly Transfer[];
  events: readonly OutboxEvent[];
  timeline: readonly TimelineRow[];
  /** When the status became final; null while it is not. */
  endedAt: number | null;
  /** When the rows are written, database time. */
  writtenAt: number;
}

export interface AddressReservation {
  assignmentId: string;
  keyHash: string;
  /**
   * `new`: an index that nobody had, refused when the server knows the address already. `again`: an address that is
   * free to be given again, refused when it is not any more. `shared`: the address of all payments in address mode.
   */
  allocation: "new" | "again" | "shared";
  /** Exact sum that means this payment; null in xpub mode. */
  amountSompi: bigint | null;
}

export interface NewPayment {
  change: PaymentChange;
  reservation: AddressReservation;
  /** Set while no other payment of the store may carry this order id. */
  orderGuard: string | null;
  idempotency: (IdempotencyName & StoredAnswer) | null;
  /** Whom it was made for, when not for the store itself. */
  visitor: { readonly network: string; readonly visitor: string } | null;
  audit: AuditEntry & { storeId: string };
}

export type CreateOutcome =
  /** `toDeliver`: an endpoint listens to its event. */
  | { kind: "created"; toDeliver: boolean }
  /** The idempotency key is taken: nothing was written. */
  | { kind: "replay"; answer: StoredAnswer }
  | { kind: "order_id_exists" }
  /** The exact amount or the address is held by another payment: take another one. */
  | { kind: "reserved" };

/** A new payment that takes the place of an expired one of the same order. */
export interface Renewal {
  replaces: string;
  /** Writes the new payment and, in the same transaction, the change of the expired one. */
  write(payment: NewPayment, insert: InsertPayment): Promise<RenewOutcome>;
}

/** Writes a new payment, if the stock of its link has room for it. */
export type InsertPayment = (db: Db) => Promise<CreateOutcome>;

/** `refused`: the expired payment is no longer one to renew, and nothing was written. */
export type RenewOutcome = CreateOutcome | { kind: "refused"; refusal: ApiError };
