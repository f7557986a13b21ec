// Public price services behind RateSource; to add one: docs/how-to/add-a-price-source.md. Each `base` can be replaced: a proxy of the operator, or a test.
import { CURRENCIES } from "@kaspa-pay/core";
import type { RateSource, SourceAnswer } from "../rate-source.ts";
import { at, collect, readJson } from "./read-json.ts";

const NOTHING: SourceAnswer = { rates: {}, madeAt: null };

export function coinGecko(base = "https://api.coingecko.com"): RateSource {
  return {
    name: "coingecko",
    async fetch(currencies, signal) {
      const wanted = currencies.filter((currency) => Object.hasOwn(CURRENCIES, currency));
      if (wanted.length === 0) return NOTHING;
      const url = under(base, "api/v3/simple/price?ids=kaspa&include_last_updated_at=true&precision=full");
      url.searchParams.set("vs_currencies", wanted.join(",").toLowerCase());
      const answer = await readJson(url, signal);
      const rates = collect(wanted, (currency) => at(answer, "kaspa", currency.toLowerCase()));
      return { rates, madeAt: momentOf(Number(at(answer, "kaspa", "last_updated_at")) * 1_000) };
    },
  };
}

// An unknown pair makes Kraken refuse the whole request, so only the pairs it trades are asked for.
const KRAKEN_PAIRS: Readonly<Record<string, string>> = { USD: "KASUSD", EUR: "KASEUR" };

export function kraken(base = "https://api.kraken.com"): RateSource {
  return {
    name: "kraken",
    async fetch(currencies, signal) {
      const wanted = currencies.filter((currency) => Object.hasOwn(KRAKEN_PAIRS, currency));
      if (wanted.length === 0) return NOTHING;
      const url = under(base, "0/public/Ticker");
      url.searchParams.set("pair", wanted.map((currency) => KRAKEN_PAIRS[currency]).join(","));
      const answer = await readJson(url, signal);
      const faults = at(answer, "error");
      if (Array.isArray(faults) && faults.length > 0)
        throw new Error(`said ${String(faults[0]).slice(0, 80)}`);
      // "c" is the last closed trade: [price, volume].
      const last = (currency: string) => at(answer, "result", KRAKEN_PAIRS[currency] as string, "c", 0);
      return { rates: collect(wanted, last), madeAt: null };
    },
  };
}

export function coinPaprika(base = "https://api.coinpaprika.com"): RateSource {
  // The list that the service documents; another code makes it refuse the whole request.
  const known = new Set(
    "USD EUR PLN KRW GBP CAD JPY RUB TRY NZD AUD CHF UAH HKD SGD NGN PHP MXN BRL THB CLP CNY CZK DKK HUF IDR ILS INR MYR NOK SEK TWD ZAR VND COP ARS ISK".split(
      " ",
    ),
  );
  return {
    name: "coinpaprika",
    async fetch(currencies, signal) {
      const wanted = currencies.filter((currency) => known.has(currency));
      if (wanted.length === 0) return NOTHING;
      const url = under(base, "v1/tickers/kas-kaspa");
      url.searchParams.set("quotes", wanted.join(","));
      const answer = await readJson(url, signal);
      const rates = collect(wanted, (currency) => at(answer, "quotes", currency, "price"));
      return { rates, madeAt: momentOf(Date.parse(String(at(answer, "last_updated")))) };
    },
  };
}

/** The public Kaspa REST service; it knows US dollars only. */
export function kaspaRest(base = "https://api.kaspa.org"): RateSource {
  return {
    name: "kaspa-rest",
    async fetch(currencies, signal) {
      if (!currencies.includes("USD")) return NOTHING;
      const answer = await readJson(under(base, "info/price?stringOnly=false"), signal);
      return { rates: collect(["USD"], () => at(answer, "price")), madeAt: null };
    },
  };
}

/** In the default order. */
const MARKET = [coinGecko, kraken, coinPaprika, kaspaRest];

const BY_NAME: ReadonlyMap<string, (base?: string) => RateSource> = new Map(
  MARKET.map((create) => [create().name, create]),
);

/** Names that `KP_PRICE_SOURCES` may list, in the default order. */
export const MARKET_SOURCE_NAMES: readonly string[] = [...BY_NAME.keys()];

/**
 * The market sources of a comma list, in its order: names, or `name=https://proxy.example` for one that is reached
 * elsewhere. Throws naming what it cannot read.
 */
export function createMarketSources(entries: readonly string[] = MARKET_SOURCE_NAMES): RateSource[] {
  return entries.map((entry) => {
    const [name = "", ...rest] = entry.split("=");
    const create = BY_NAME.get(name);
    if (create === undefined)
      throw new Error(`"${name}" is no price source: choose from ${MARKET_SOURCE_NAMES.join(", ")}`);
    const base = rest.length === 0 ? undefined : rest.join("=");
    if (base !== undefined && !/^https?:\/\/[^/?#]/.test(base))
      throw new Error(`"${entry}" names no address: write ${name}=https://…`);
    return create(base);
  });
}

/** A path below the base, which may have one of its own. */
function under(base: string, path: string): URL {
  return new URL(path, base.endsWith("/") ? base : `${base}/`);
}

const momentOf = (ms: number): number | null => (Number.isFinite(ms) && ms > 0 ? ms : null);
