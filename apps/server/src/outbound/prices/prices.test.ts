import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CURRENCIES } from "@kaspa-pay/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rateSourceConformance } from "../../../test/conformance/rate-source.ts";
import type { RateSource } from "../../ports/rate-source.ts";
import {
  createMarketSources,
  fixedRate,
  MARKET_SOURCE_NAMES,
  parseFixedRate,
  setUpPrices,
  simulatedRate,
} from "./index.ts";
import { coinGecko, coinPaprika, kaspaRest, kraken } from "./market-sources.ts";
import { decimalText } from "./read-json.ts";

// Answers in the shape of each service, written down from their public documentation.
const recorded: Record<string, unknown> = {
  "/api/v3/simple/price": { kaspa: { usd: 0.0523, eur: 4.8e-2 } },
  "/0/public/Ticker": {
    error: [],
    result: { KASUSD: { c: ["0.0524", "10.5"] }, KASEUR: { c: ["0.0481", "1"] } },
  },
  "/v1/tickers/kas-kaspa": { id: "kas-kaspa", quotes: { USD: { price: 0.05231 }, EUR: { price: 0.0479 } } },
  "/info/price": { price: 0.0522 },
};

let server: Server;
let base: string;
let status = 200;
let replace: string | null = null;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://x");
    asked.push(url.search);
    const body = replace ?? JSON.stringify(recorded[url.pathname] ?? null);
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const remote: [string, (base: string) => RateSource, string][] = [
  ["coingecko", coinGecko, "0.0523"],
  ["kraken", kraken, "0.0524"],
  ["coinpaprika", coinPaprika, "0.05231"],
  ["kaspa-rest", kaspaRest, "0.0522"],
];

describe.each(remote)("%s", (name, create, usd) => {
  rateSourceConformance(async () => ({ source: create(base), usd }));

  it("rejects an error status, broken JSON, an oversized answer and an unreachable host", async () => {
    expect(create(base).name).toBe(name);
    const attempt = (url: string) => create(url).fetch(["USD"], AbortSignal.timeout(5000));
    status = 429;
    await expect(attempt(base)).rejects.toThrow("429");
    status = 200;
    for (const answer of ["<html>", `"${"a".repeat(300_000)}"`]) {
      replace = answer;
      await expect(attempt(base)).rejects.toThrow();
    }
    replace = '{"kaspa":{"usd":"x"},"result":{},"quotes":null,"price":-1,"error":[]}';
    expect(await attempt(base)).toEqual({});
    replace = null;
    await expect(attempt("http://127.0.0.1:1")).rejects.toThrow();
  });
});

describe("fixed", () =>
  rateSourceConformance(async () => ({ source: fixedRate({ USD: "0.2" }), usd: "0.2" })));
describe("simulated", () => {
  rateSourceConformance(async () => ({ source: simulatedRate(), usd: "0.1" }));

  it("knows every currency", async () => {
    const all = Object.keys(CURRENCIES);
    expect(Object.keys(await simulatedRate().fetch(all, AbortSignal.timeout(1000)))).toEqual(all);
  });
});

it("Kraken's error list is an error", async () => {
  replace = '{"error":["EQuery:Unknown asset pair"]}';
  await expect(kraken(base).fetch(["USD"], AbortSignal.timeout(5000))).rejects.toThrow("Unknown asset pair");
  replace = null;
});

it("KP_PRICE_SOURCES is an ordered choice of known names", () => {
  expect(createMarketSources().map(({ name }) => name)).toEqual([...MARKET_SOURCE_NAMES]);
  expect(createMarketSources(["kraken", "coingecko"]).map(({ name }) => name)).toEqual([
    "kraken",
    "coingecko",
  ]);
  expect(() => createMarketSources(["binance"])).toThrow('"binance" is no price source');
});

it("a server that only simulates calls no price service; a real network adds the market and the fixed rate after it", () => {
  const alone = setUpPrices({ networks: ["simnet"] });
  expect(alone.sources.map(({ name }) => name)).toEqual(["simulated"]);
  const both = setUpPrices({
    networks: ["mainnet", "simnet"],
    marketNames: ["kraken", "coingecko"],
    fixedRates: { USD: "0.2" },
  });
  expect(both.sources.map(({ name }) => name)).toEqual(["kraken", "coingecko", "fixed", "simulated"]);
  expect(both.networks.mainnet).toEqual({ market: ["kraken", "coingecko"], own: ["fixed"] });
  expect(both.networks.simnet).toEqual({ market: [], own: ["fixed", "simulated"] });
});

it("KP_FIXED_RATE is a dollar rate or a list, and anything else is named", () => {
  expect(parseFixedRate("0.10")).toEqual({ USD: "0.10" });
  expect(parseFixedRate("usd=0.10, EUR:0.09")).toEqual({ USD: "0.10", EUR: "0.09" });
  for (const bad of ["", "0", "USD=0.0", "XXX=1", "-1", "1e3", "USD", "0,10,"])
    expect(() => parseFixedRate(bad)).toThrow();
});

it("numbers become plain decimals, never exponents", () => {
  expect(decimalText(5.2e-7)).toBe("0.00000052");
  expect(decimalText("0.0500")).toBe("0.0500");
  for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1e5", "", null, true, "0"])
    expect(decimalText(bad)).toBeNull();
});
