import { CURRENCIES } from "@kaspa-pay/core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rateSourceConformance } from "../../../../test/conformance/rate-source.ts";
import {
  type PriceServices,
  type Service,
  startPriceServices,
} from "../../../../test/support/price-services.ts";
import { type RateSource, SourceBusy } from "../rate-source.ts";
import {
  createMarketSources,
  fixedRate,
  MARKET_SOURCE_NAMES,
  parseFixedRate,
  setUpPrices,
  simulatedRate,
} from "./index.ts";
import { coinGecko, coinPaprika, kaspaRest, kraken } from "./market-sources.ts";
import { parseExact, priceText } from "./read-json.ts";

let market: PriceServices;
beforeAll(async () => {
  market = await startPriceServices();
});
afterAll(() => market.close());
beforeEach(() => market.answerWith({ kind: "prices", usd: "0.0523", eur: "4.8e-2" }));

const remote: [Service, (base: string) => RateSource][] = [
  ["coingecko", coinGecko],
  ["kraken", kraken],
  ["coinpaprika", coinPaprika],
  ["kaspa-rest", kaspaRest],
];

describe.each(remote)("%s", (name, create) => {
  rateSourceConformance(async () => ({ source: create(market.base(name)), usd: "0.0523" }));

  const ask = (signal = AbortSignal.timeout(5_000), base = market.base(name)) =>
    create(base).fetch(["USD"], signal);

  it("B-04 rejects an error status, broken JSON, a bare NaN, an oversized answer, no price at all and a host that does not answer", async () => {
    market.answerWith({ kind: "status", status: 500 });
    await expect(ask()).rejects.toThrow("answered 500");
    market.answerWith({ kind: "status", status: 302, headers: { location: market.base("coingecko") } });
    await expect(ask()).rejects.toThrow("answered 302");
    market.answerWith({ kind: "prices", usd: "NaN" });
    await expect(ask()).rejects.toThrow("sent no JSON");
    for (const [body, text] of [
      ["<html>", "sent no JSON"],
      [`"${"a".repeat(300_000)}"`, "sent more than"],
      [
        '{"kaspa":{"eur":1},"result":{"KASEUR":{"c":["1"]}},"quotes":{"EUR":{"price":1}},"error":[]}',
        "named no price",
      ],
      ["null", "named no price"],
    ] as const) {
      market.answerWith({ kind: "body", body });
      await expect(ask()).rejects.toThrow(text);
    }
    market.answerWith({ kind: "refuse" });
    await expect(ask()).rejects.toThrow();
    await expect(ask(AbortSignal.timeout(5_000), "http://127.0.0.1:1")).rejects.toThrow();
  });

  it("B-04 is ended when it does not answer or sends a byte now and then", async () => {
    for (const kind of ["hang", "drip"] as const) {
      market.answerWith({ kind });
      await expect(ask(AbortSignal.timeout(60))).rejects.toThrow();
    }
  });

  it("says how long it wants to be left alone", async () => {
    market.answerWith({ kind: "status", status: 429, headers: { "retry-after": "90" } });
    const error = await ask().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceBusy);
    expect(error).toMatchObject({ message: "answered 429", retryAfterMs: 90_000 });
    market.answerWith({ kind: "status", status: 429, headers: { "retry-after": "soon" } });
    expect(await ask().catch((reason: unknown) => reason)).not.toBeInstanceOf(SourceBusy);
  });

  it("B-04 passes on the digits as they came, number or string, and what is no price unmended", async () => {
    for (const [given, text] of [
      ["0.05230000000000000199", "0.052300000000000001"],
      ['"0.0523"', "0.0523"],
      ["5.23e-2", "0.0523"],
      ["1e30", `1${"0".repeat(30)}`],
      ["0", "0"],
      ["-0.1", "-0.1"],
      ['"NaN"', "NaN"],
      ["true", "true"],
    ] as const) {
      market.answerWith({ kind: "prices", usd: given });
      expect((await ask()).rates.USD).toBe(text);
    }
  });
});

it("services that say when they made their prices are taken at their word", async () => {
  const madeAt = Date.UTC(2026, 1, 8, 12, 0, 0);
  market.answerWith({ kind: "prices", usd: "0.05", madeAt });
  const made = async (name: Service, create: (base: string) => RateSource) =>
    (await create(market.base(name)).fetch(["USD"], AbortSignal.timeout(5_000))).madeAt;
  expect(await made("coingecko", coinGecko)).toBe(madeAt);
  expect(await made("coinpaprika", coinPaprika)).toBe(madeAt);
  expect(await made("kraken", kraken)).toBeNull();
  market.answerWith({ kind: "prices", usd: "0.05" });
  expect(await made("coingecko", coinGecko)).toBeNull();
});

describe("fixed", () =>
  rateSourceConformance(async () => ({ source: fixedRate({ USD: "0.2" }), usd: "0.2" })));
describe("simulated", () => {
  rateSourceConformance(async () => ({ source: simulatedRate(), usd: "0.1" }));

  it("knows every currency", async () => {
    const all = Object.keys(CURRENCIES);
    expect(Object.keys((await simulatedRate().fetch(all, AbortSignal.timeout(1000))).rates)).toEqual(all);
  });
});

it("Kraken's error list is an error", async () => {
  market.answerWith({ kind: "body", body: '{"error":["EQuery:Unknown asset pair"]}' });
  const source = kraken(market.base("kraken"));
  await expect(source.fetch(["USD"], AbortSignal.timeout(5000))).rejects.toThrow("Unknown asset pair");
});

it("KP_PRICE_SOURCES is an ordered choice of known names, each with an address of its own if wished", async () => {
  const names = (entries?: string[]) => createMarketSources(entries).map(({ name }) => name);
  expect(names()).toEqual([...MARKET_SOURCE_NAMES]);
  expect(names(["kraken", "coingecko"])).toEqual(["kraken", "coingecko"]);
  const [proxied] = createMarketSources([`kaspa-rest=${market.base("kaspa-rest")}/`]);
  expect(await proxied?.fetch(["USD"], AbortSignal.timeout(5000))).toMatchObject({
    rates: { USD: "0.0523" },
  });
  expect(() => createMarketSources(["binance"])).toThrow('"binance" is no price source');
  for (const bad of ["kraken=", "kraken=proxy.example", "kraken=file:///etc/passwd"])
    expect(() => createMarketSources([bad])).toThrow("names no address");
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
  expect(both.networks["testnet-10"]).toEqual({ market: [], own: [] });
  expect(both.networks.simnet).toEqual({ market: [], own: ["fixed", "simulated"] });
});

it("KP_FIXED_RATE is a dollar rate or a list, and anything else is named", () => {
  expect(parseFixedRate("0.10")).toEqual({ USD: "0.10" });
  expect(parseFixedRate("usd=0.10, EUR:0.09")).toEqual({ USD: "0.10", EUR: "0.09" });
  for (const bad of ["", "0", "USD=0.0", "XXX=1", "-1", "1e3", "USD", "0,10,"])
    expect(() => parseFixedRate(bad)).toThrow();
});

it("numbers keep their digits and become plain decimals; nothing else becomes a price", () => {
  expect(parseExact('{"a":1.10,"b":"2.5","c":[1e-7,-3],"d":"say \\"7\\"","e":null}')).toEqual({
    a: "1.10",
    b: "2.5",
    c: ["1e-7", "-3"],
    d: 'say "7"',
    e: null,
  });
  expect(() => parseExact('{"a":NaN}')).toThrow();
  expect(priceText("5.2e-7")).toBe("0.00000052");
  expect(priceText("1.25E+2")).toBe("125");
  expect(priceText("12.345e1")).toBe("123.45");
  expect(priceText("0.0500")).toBe("0.0500");
  expect(priceText("0.1234567890123456789")).toBe("0.123456789012345678");
  expect(priceText(undefined)).toBeNull();
  for (const given of ["-1", "Infinity", "0x1", "1,5", ""]) expect(priceText(given)).toBe(given);
});
