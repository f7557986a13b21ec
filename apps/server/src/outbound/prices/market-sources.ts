// Public price services behind RateSource. Each `base` can be replaced, for a proxy of the operator or a test.
import type { RateSource } from "../../ports/rate-source.ts";
import { at, collect, readJson } from "./read-json.ts";

export function coinGecko(base = "https://api.coingecko.com"): RateSource {
  return {
    name: "coingecko",
    async fetch(currencies, signal) {
      const url = new URL("/api/v3/simple/price?ids=kaspa", base);
      url.searchParams.set("vs_currencies", currencies.join(",").toLowerCase());
      const answer = await readJson(url, signal);
      return collect(currencies, (currency) => at(answer, "kaspa", currency.toLowerCase()));
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
      if (wanted.length === 0) return {};
      const url = new URL("/0/public/Ticker", base);
      url.searchParams.set("pair", wanted.map((currency) => KRAKEN_PAIRS[currency]).join(","));
      const answer = await readJson(url, signal);
      const faults = at(answer, "error");
      if (Array.isArray(faults) && faults.length > 0) throw new Error(`kraken: ${String(faults[0])}`);
      // "c" is the last closed trade: [price, volume].
      return collect(wanted, (currency) => at(answer, "result", KRAKEN_PAIRS[currency] as string, "c", 0));
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
      if (wanted.length === 0) return {};
      const url = new URL("/v1/tickers/kas-kaspa", base);
      url.searchParams.set("quotes", wanted.join(","));
      const answer = await readJson(url, signal);
      return collect(wanted, (currency) => at(answer, "quotes", currency, "price"));
    },
  };
}

/** The public Kaspa REST service; it knows US dollars only. */
export function kaspaRest(base = "https://api.kaspa.org"): RateSource {
  return {
    name: "kaspa-rest",
    async fetch(currencies, signal) {
      if (!currencies.includes("USD")) return {};
      const answer = await readJson(new URL("/info/price?stringOnly=false", base), signal);
      return collect(["USD"], () => at(answer, "price"));
    },
  };
}
