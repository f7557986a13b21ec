import type { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../../database/unit-of-work.ts";
import type { CreateOutcome, NewPayment } from "../records.ts";

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
