import type { PageOutput } from "@kaspa-pay/core";
import type { Db } from "../database/unit-of-work.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import type { AddressOwner } from "./records.ts";
import { chainRepository } from "./repository/index.ts";

/**
 * Adds to the owners of single addresses those who reserved exactly the received sums. A busy address had millions of
 * payments, so they are never all read.
 */
export async function withOwnersOfSums(
  db: Db,
  network: ChainNetwork,
  owners: ReadonlyMap<string, AddressOwner>,
  outputs: readonly PageOutput[],
): Promise<Map<string, AddressOwner>> {
  const all = new Map(owners);
  const wanted = outputs.filter((one) => owners.get(one.script)?.mode === "address");
  if (wanted.length === 0) return all;
  for (const exact of await chainRepository(db).ownersOfSums(network, wanted)) {
    const others = owners
      .get(exact.script)
      ?.assignments.filter(
        (one) =>
          !exact.assignments.some(
            (same) => same.paymentId === one.paymentId && same.amountSompi === one.amountSompi,
          ),
      );
    all.set(exact.script, { ...exact, assignments: [...exact.assignments, ...(others ?? [])] });
  }
  return all;
}
