// The only code that changes stored payments: it locks them, lets `reduce` decide, and saves rows, timeline, events and
// deliveries. docs/spec/payment-lifecycle.md#one-function-decides
import { ApiError } from "@kaspa-pay/api-contract";
import { type Fact, type Reduction, reduce } from "@kaspa-pay/core";
import type { Db } from "../../database/unit-of-work.ts";
import type { EventSubjects, PaymentChanges } from "./payment-change.ts";
import type { PaymentChange, PaymentTarget, PaymentWithTransfers } from "./records.ts";
import { paymentRepository } from "./repository/payments.ts";

export interface FactOptions {
  /** Goes into the data of events that are about another noun, a refund for example. */
  about?: EventSubjects;
  /** Runs in the same transaction, once the payment is known to take the fact. */
  beforeSave?(stored: PaymentWithTransfers): Promise<void>;
  /** Takes a payment that cannot take its fact out of the batch; without it the error ends the whole batch. */
  onFailure?(stored: PaymentWithTransfers, fact: Fact, error: unknown): Promise<void>;
}

/**
 * Locks the payments, applies one fact to each, and saves those that changed; answers these. Unknown ones are left out. The
 * caller publishes the change after the commit.
 * @throws ApiError with the code of `reduce` when the state of a payment does not allow the fact
 */
export async function applyFacts(
  changesOf: PaymentChanges,
  db: Db,
  targets: readonly PaymentTarget[],
  factFor: (stored: PaymentWithTransfers) => Fact | Promise<Fact>,
  options: FactOptions = {},
): Promise<PaymentChange[]> {
  const changes: PaymentChange[] = [];
  for (const stored of await paymentRepository(db).lock(targets)) {
    const fact = await factFor(stored);
    try {
      const reduction = reduceOrThrow(stored, fact);
      const change = reduction.changed ? changesOf.changeOf(stored.details, reduction, options.about) : null;
      await options.beforeSave?.(stored);
      if (change !== null) changes.push(change);
    } catch (error) {
      if (options.onFailure === undefined) throw error;
      await options.onFailure(stored, fact, error);
    }
  }
  await paymentRepository(db).save(changes);
  return changes;
}

function reduceOrThrow({ payment, transfers }: PaymentWithTransfers, fact: Fact): Reduction {
  const reduction = reduce(payment, transfers, fact, payment.policy);
  if (!reduction.ok) throw new ApiError(reduction.code, reduction.text);
  return reduction;
}
