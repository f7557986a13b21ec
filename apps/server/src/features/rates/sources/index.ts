import type { ChainNetwork } from "../../../runtime/network.ts";
import type { RateSource } from "../rate-source.ts";
import { fixedRate, simulatedRate } from "./fixed-sources.ts";
import { coinGecko, coinPaprika, kaspaRest, kraken } from "./market-sources.ts";

export { fixedRate, parseFixedRate, simulatedRate } from "./fixed-sources.ts";

const MARKET: Readonly<Record<string, (base?: string) => RateSource>> = {
  coingecko: coinGecko,
  kraken,
  coinpaprika: coinPaprika,
  "kaspa-rest": kaspaRest,
};

/** Names that `KP_PRICE_SOURCES` may list, in the default order. */
export const MARKET_SOURCE_NAMES: readonly string[] = Object.keys(MARKET);

/**
 * The market sources of a comma list, in its order: names, or `name=https://proxy.example` for one that is reached
 * elsewhere. Throws naming what it cannot read.
 */
export function createMarketSources(entries: readonly string[] = MARKET_SOURCE_NAMES): RateSource[] {
  return entries.map((entry) => {
    const [name = "", ...rest] = entry.split("=");
    const create = Object.hasOwn(MARKET, name) ? MARKET[name] : undefined;
    if (create === undefined)
      throw new Error(`"${name}" is no price source: choose from ${MARKET_SOURCE_NAMES.join(", ")}`);
    const base = rest.length === 0 ? undefined : rest.join("=");
    if (base !== undefined && !/^https?:\/\/[^/?#]/.test(base))
      throw new Error(`"${entry}" names no address: write ${name}=https://…`);
    return create(base);
  });
}

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
      mainnet: served("mainnet"),
      "testnet-10": served("testnet-10"),
      simnet: { market: [], own: names([...fixed, simulated]) },
    },
  };
}
