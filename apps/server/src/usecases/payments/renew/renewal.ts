import type { Refused } from "@kaspa-pay/api-contract";
import type { CreateOutcome, NewPayment } from "../../../ports/records/payment-records.ts";
import type { Records } from "../../../ports/unit-of-work.ts";

/** A new payment that takes the place of an expired one of the same order. */
export interface Renewal {
  replaces: string;
  /** Writes the new payment and, in the same transaction, the change of the expired one. */
  write(payment: NewPayment, insert: InsertPayment): Promise<RenewOutcome>;
}

/** Writes a new payment, if the stock of its link has room for it. */
export type InsertPayment = (records: Records) => Promise<CreateOutcome>;

/** `refused`: the expired payment is no longer one to renew, and nothing was written. */
export type RenewOutcome = CreateOutcome | { kind: "refused"; refusal: Refused };
