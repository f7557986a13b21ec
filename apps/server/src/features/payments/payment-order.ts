import type { CreatedPayment, PaymentFields } from "@kaspa-pay/api-contract";
import type { IdempotentRequest } from "../../idempotency/stored-answer.ts";
import type { Visitor } from "../../security/visitors/visitor-budget.ts";
import type { Ask } from "./price-order.ts";

/** A payment as it was ordered: directly by the merchant, or by a payer from a link. */
export interface PaymentOrder {
  storeId: string;
  linkId: string | null;
  ask: Ask;
  /** Time to pay from now; null = the store's. */
  expiresInMs: number | null;
  fields: PaymentFields;
  requiredConfirmations: number | null;
  /** Decimal text, fiat per KAS. */
  fixedRate: string | null;
  /** The first answer under this key is given again to the same request. */
  idempotency: Omit<IdempotentRequest, "storeId"> | null;
  /** Whoever asked and does not act for the store; null for the store's own payments, which no public limit counts. */
  visitor: Visitor | null;
  /** The link has a number of payments that it allows. */
  limited: boolean;
}

export interface CreatedAnswer {
  answer: CreatedPayment;
  /** A stored answer of an earlier request. */
  replayed: boolean;
}
