import { CHAIN_NETWORKS, type ChainNetwork } from "../../../runtime/network.ts";
import type { RateSource } from "../rate-source.ts";
import { fixedRate, simulatedRate } from "./fixed-sources.ts";
import { createMarketSources } from "./market-sources.ts";

export { fixedRate, parseFixedRate, simulatedRate } from "./fixed-sources.ts";
export { createMarketSources, MARKET_SOURCE_NAMES } from "./market-sources.ts";

export interface PriceSettings {
  /** Networks that are served: without a real one no price service is ever called. */
  networks: readonly ChainNetwork[];
  /** `KP_PRICE_SOURCES`, in order of preference; default all. */
  marketNames?: readonly string[] | undefined;
  /** `KP_FIXED_RATE` as read by `parseFixedRate`. */
  fixedRates?: Readonly<Record<string, string>> | undefined;
}

export interface PriceSetup {
  /** What the refresher asks. */
  sources: RateSource[];
  /** Which source counts where, by name, for the rate book. */
  networks: Record<ChainNetwork, { market: string[]; own: string[] }>;
}

/** Real networks use the market, then the fixed rate; the simulated one uses the fixed rate or a constant one. */
export function setUpPrices({ networks, marketNames, fixedRates }: PriceSettings): PriceSetup {
  const isReal = networks.some((network) => network !== "simnet");
  const market = isReal ? createMarketSources(marketNames) : [];
  const fixed = fixedRates === undefined ? [] : [fixedRate(fixedRates)];
  const simulated = simulatedRate();
  const names = (sources: RateSource[]) => sources.map(({ name }) => name);
  const served = (network: ChainNetwork) =>
    networks.includes(network) ? { market: names(market), own: names(fixed) } : { market: [], own: [] };
  return {
    sources: [...market, ...fixed, ...(networks.includes("simnet") ? [simulated] : [])],
    networks: {
      ...(Object.fromEntries(
        CHAIN_NETWORKS.map((network) => [network, served(network)]),
      ) as PriceSetup["networks"]),
      simnet: { market: [], own: names([...fixed, simulated]) },
    },
  };
}
