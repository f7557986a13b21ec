import type { Fact } from "@kaspa-pay/core";
import type { Db } from "../database/unit-of-work.ts";
import { applyFacts } from "../features/payments/apply-facts.ts";
import type { EventSubjects, PaymentChanges } from "../features/payments/payment-change.ts";
import type { PaymentChange, PaymentTarget, PaymentWithTransfers } from "../features/payments/records.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { type OnQuarantined, quarantinePayment } from "./quarantine/quarantine.ts";
import { chainRepository } from "./repository/index.ts";

export interface ApplyFactsDeps {
  paymentChanges: PaymentChanges;
  onStopped?: OnQuarantined;
}

export interface FactsToApply {
  network: ChainNetwork;
  payments: readonly PaymentTarget[];
  /** The chain's fact for a payment; `stored` is null for a quarantined one, whose rows are not read. */
  factFor(id: string, stored: PaymentWithTransfers | null): Fact;
  /** For the data of events that are about another noun. */
  about?: EventSubjects;
  /** Payments that make the whole batch fail, with the reason. */
  broken?: ReadonlyMap<string, string>;
}

/**
 * Applies one fact of the chain to each payment and answers those that changed. A payment that breaks an invariant is
 * quarantined alone: its facts are kept until it can resume.
 */
export async function applyChainFacts(
  { paymentChanges, onStopped }: ApplyFactsDeps,
  db: Db,
  { network, payments, factFor, about = {}, broken = new Map() }: FactsToApply,
): Promise<PaymentChange[]> {
  if (payments.length === 0) return [];
  const quarantined = new Set(
    (await chainRepository(db).quarantined(network)).map((payment) => payment.paymentId),
  );
  for (const target of payments) {
    const id = target.paymentId;
    const cause = broken.get(id) ?? "";
    if (!quarantined.has(id) && !broken.has(id)) continue;
    await quarantinePayment(db, network, { ...target, cause, fact: factFor(id, null) });
    if (!quarantined.has(id)) onStopped?.(id, cause);
  }
  const sound = payments.filter(({ paymentId: id }) => !quarantined.has(id) && !broken.has(id));
  return applyFacts(paymentChanges, db, sound, (stored) => factFor(stored.payment.id, stored), {
    about,
    async onFailure({ payment: { id }, details: { storeId } }, fact, error) {
      const cause = error instanceof Error ? error.message : String(error);
      await quarantinePayment(db, network, { storeId, paymentId: id, cause, fact });
      onStopped?.(id, cause);
    },
  });
}
