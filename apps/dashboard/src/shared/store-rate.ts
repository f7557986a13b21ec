import type { Settings, Store } from "@kaspa-pay/api-contract";

export interface UsedRate {
  /** Fiat per KAS, decimal text, before the store's spread. */
  readonly rate: string;
  readonly source: string;
}

/**
 * The rate that would price a payment of the store now; null = none. The rate of a market comes before the store's own.
 * The simulated network has no market, only a constant that the store's own rate comes before.
 *
 * @param answered what the gateway says for every store of the network
 */
export function storeRateOf(
  { network }: Pick<Store, "network">,
  settings: Pick<Settings, "fixedRate"> | undefined,
  currency: string,
  answered: UsedRate | null,
): UsedRate | null {
  const own = settings?.fixedRate[currency];
  if (own === undefined || (answered !== null && network !== "simnet")) return answered;
  return { rate: own, source: "fixed" };
}
