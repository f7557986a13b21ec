import { ApiError } from "@kaspa-pay/api-contract";
import { MAX_SUFFIX_SOMPI, suffixChoices } from "@kaspa-pay/core";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Random } from "../../runtime/ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { addressRepository } from "./address-repository.ts";

export interface UniqueAmountDeps {
  unitOfWork: UnitOfWork;
  random: Random;
}

/**
 * Single-address mode: a sum close above the price that no open or recently ended payment of the address holds. It is
 * probably free; the database's unique key decides when the payment is written.
 * @throws ApiError `unavailable` when every sum of this price is held
 */
export async function pickUniqueAmount(
  { unitOfWork, random }: UniqueAmountDeps,
  network: ChainNetwork,
  script: string,
  baseSompi: bigint,
): Promise<bigint> {
  const addresses = addressRepository(unitOfWork.db);
  const choices = suffixChoices(baseSompi, () => fraction(random));
  const likely = await addresses.firstUnheld(network, script, choices);
  if (likely !== null) return likely;
  const any = await addresses.anyUnheld(
    network,
    script,
    baseSompi + 1n,
    baseSompi + BigInt(MAX_SUFFIX_SOMPI),
  );
  if (any !== null) return any;
  throw new ApiError(
    "unavailable",
    `All ${MAX_SUFFIX_SOMPI} sums that could tell payments of this price apart at the store's single address are held by open or just ended payments: try again later, or receive with an account key`,
  );
}

/** From 0 to 1, exclusive. */
function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return (a * 65_536 + b * 256 + c) / 16_777_216;
}
