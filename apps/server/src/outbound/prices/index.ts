import type { RateSource } from "../../ports/rate-source.ts";
import { coinGecko, coinPaprika, kaspaRest, kraken } from "./market-sources.ts";

export { fixedRate, parseFixedRate, simulatedRate } from "./own-sources.ts";

const MARKET: Readonly<Record<string, () => RateSource>> = {
  coingecko: () => coinGecko(),
  kraken: () => kraken(),
  coinpaprika: () => coinPaprika(),
  "kaspa-rest": () => kaspaRest(),
};

/** Names that `KP_PRICE_SOURCES` may list, in the default order. */
export const MARKET_SOURCE_NAMES: readonly string[] = Object.keys(MARKET);

/** The market sources of a comma list of names, in its order. Throws naming the unknown one. */
export function createMarketSources(names: readonly string[] = MARKET_SOURCE_NAMES): RateSource[] {
  return names.map((name) => {
    const create = Object.hasOwn(MARKET, name) ? MARKET[name] : undefined;
    if (create === undefined)
      throw new Error(`"${name}" is no price source: choose from ${MARKET_SOURCE_NAMES.join(", ")}`);
    return create();
  });
}
