import { type Fact, reduce } from "@kaspa-pay/core";
import type { Db } from "../database/unit-of-work.ts";
import type { PaymentChanges } from "../features/payments/payment-change.ts";
import type { PaymentChange, PaymentWithTransfers } from "../features/payments/records.ts";
import { paymentRepository } from "../features/payments/repository/payments.ts";
import { type OnQuarantined, quarantinePayment } from "./quarantine/quarantine.ts";
import { chainRepository } from "./repository/index.ts";
import type { ChainNetwork } from "./source.ts";

export interface ApplyFactsDeps {
  outcomes: PaymentChanges;
  onStopped?: OnQuarantined;
}

export interface FactsToApply {
  network: ChainNetwork;
  ids: readonly string[];
  /** The chain's fact for a payment; `stored` is null for a quarantined one, whose rows are not read. */
  factFor(id: string, stored: PaymentWithTransfers | null): Fact;
  /** Payments that make the whole batch fail, with the reason. */
  broken?: ReadonlyMap<string, string>;
}

/**
 * Locks the payments in id order, applies one fact of the chain to each, and answers those that changed. A payment that
 * breaks an invariant is quarantined alone: its facts are kept until it can resume.
 */
export async function applyFacts(
  { outcomes, onStopped }: ApplyFactsDeps,
  db: Db,
  { network, ids, factFor, broken = new Map() }: FactsToApply,
): Promise<PaymentChange[]> {
  if (ids.length === 0) return [];
  const stopped = new Map(
    (await chainRepository(db).quarantined(network)).map((one) => [one.paymentId, one.cause]),
  );
  for (const id of ids) {
    const cause = stopped.get(id) ?? broken.get(id);
    if (cause === undefined) continue;
    await quarantinePayment(db, network, { paymentId: id, cause, fact: factFor(id, null) });
    if (!stopped.has(id)) onStopped?.(id, cause);
  }
  const sound = ids.filter((id) => !stopped.has(id) && !broken.has(id));
  const changes: PaymentChange[] = [];
  for (const stored of await paymentRepository(db).lock(sound.toSorted())) {
    const { id } = stored.payment;
    const fact = factFor(id, stored);
    try {
      const change = applyFact(outcomes, stored, fact);
      if (change !== null) changes.push(change);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      await quarantinePayment(db, network, { paymentId: id, cause, fact });
      onStopped?.(id, cause);
    }
  }
  return changes;
}

/** Null when the fact changes nothing. */
export function applyFact(
  outcomes: PaymentChanges,
  { payment, details, transfers }: PaymentWithTransfers,
  fact: Fact,
): PaymentChange | null {
  const reduction = reduce(payment, transfers, fact, payment.policy);
  if (!reduction.ok) throw new Error(`Invariant: the chain is never refused (${reduction.text})`);
  return reduction.changed ? outcomes.changeOf(details, reduction) : null;
}
