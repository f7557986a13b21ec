import type { PageOutput } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import type { AddressOwner } from "../../ports/records/chain-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";

/**
 * Adds to the owners of single addresses those who reserved exactly the received sums. A busy address had millions of
 * payments, so they are never all read.
 */
export async function withOwnersOfSums(
  { chain }: Pick<Records, "chain">,
  network: ChainNetwork,
  owners: ReadonlyMap<string, AddressOwner>,
  outputs: readonly PageOutput[],
): Promise<Map<string, AddressOwner>> {
  const all = new Map(owners);
  const wanted = outputs.filter((one) => owners.get(one.script)?.mode === "address");
  if (wanted.length === 0) return all;
  for (const exact of await chain.ownersOfSums(network, wanted)) {
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
