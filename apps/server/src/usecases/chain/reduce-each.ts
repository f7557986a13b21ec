import { type Fact, reduce } from "@kaspa-pay/core";
import type { PaymentChange } from "../../ports/records/payment-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";
import type { Outcomes } from "../payments/outcome-of.ts";

/** Locks the payments in id order and applies one fact of the chain to each; those that it changed. */
export async function reduceEach(
  { outcomes }: { outcomes: Outcomes },
  records: Records,
  ids: readonly string[],
  factFor: (id: string) => Fact,
): Promise<PaymentChange[]> {
  const locked = await records.payments.lock([...ids].sort());
  return locked.flatMap(({ payment, details, transfers }) => {
    const reduction = reduce(payment, transfers, factFor(payment.id), payment.policy);
    if (!reduction.ok) throw new Error(`Invariant: the chain is never refused (${reduction.text})`);
    return reduction.changed ? [outcomes.changeOf(details, reduction)] : [];
  });
}

export function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
