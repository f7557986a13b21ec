import type { Db } from "../../../database/unit-of-work.ts";
import { applyFacts } from "../../payments/apply-facts.ts";
import type { PaymentChanges } from "../../payments/payment-change.ts";
import type { DisbursementFactsDeps, RefundFact } from "../apply-facts.ts";

export interface RefundFactsDeps extends DisbursementFactsDeps {
  readonly paymentChanges: PaymentChanges;
}

/** Applies what refunds say to their payments, which send the events. The payments are locked. */
export async function applyRefundFacts(
  { paymentChanges }: RefundFactsDeps,
  db: Db,
  refundFacts: readonly RefundFact[],
): Promise<void> {
  for (const { target, fact, about } of refundFacts)
    await applyFacts(paymentChanges, db, [target], () => fact, { about });
}
