import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { findPayment } from "./find-payment.ts";
import { paymentRepository } from "./repository/payments.ts";

export interface OpenedDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
}

/** Payments that have this timeline row already; a page is opened often and is recorded once. */
const MAX_KNOWN = 20_000;

/** Adds to the payment's timeline when a payer opened the checkout for the first time (docs/spec/payment-lifecycle.md#timeline). */
export function createCheckoutOpened({ unitOfWork, clock, ids }: OpenedDeps) {
  const known = new Set<string>();
  return async (paymentId: string): Promise<void> => {
    if (known.has(paymentId)) return;
    const at = clock.now();
    const found = await findPayment(unitOfWork.db, paymentId);
    if (found === null) return;
    await unitOfWork.transaction(async (db) => {
      const [stored] = await paymentRepository(db).lock([{ storeId: found.details.storeId, paymentId }]);
      if (stored === undefined) return;
      const row = { id: ids.next("tln"), kind: "checkout.opened", at, actor: "payer", detail: {} };
      await paymentRepository(db).noteOnce(stored, row);
    });
    if (known.size >= MAX_KNOWN) known.clear();
    known.add(paymentId);
  };
}

export type CheckoutOpened = ReturnType<typeof createCheckoutOpened>;
