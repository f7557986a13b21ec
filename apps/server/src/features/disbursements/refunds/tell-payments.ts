import type { Db } from "../../../database/unit-of-work.ts";
import { applyFacts } from "../../payments/apply-facts.ts";
import type { PaymentChanges } from "../../payments/payment-change.ts";
import type { DisbursementFactsDeps, RefundNews } from "../apply-facts.ts";

export interface AnnounceDeps extends DisbursementFactsDeps {
  readonly paymentChanges: PaymentChanges;
}

/** Applies what refunds say to their payments, which send the events. The payments are locked. */
export async function tellPayments(
  { paymentChanges }: AnnounceDeps,
  db: Db,
  news: readonly RefundNews[],
): Promise<void> {
  for (const { target, fact, about } of news)
    await applyFacts(paymentChanges, db, [target], () => fact, { about });
}
