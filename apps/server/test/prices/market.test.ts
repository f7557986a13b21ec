// B-04: every way in which a market can fail, seen from the API: fiat waits, KAS never does.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Exchange, openExchange } from "./exchange.ts";
import type { Mood } from "./stub-market.ts";

let exchange: Exchange;
let slug: string;
beforeAll(async () => {
  exchange = await openExchange();
  const link = await exchange.call("POST", "/links", { title: "Tea", amount: "5", currency: "USD" });
  slug = link.body.slug;
});
afterAll(() => exchange.close());

const CALM: Mood = { kind: "prices", usd: "0.1", eur: "0.09" };

/** All sources agree again, for longer than any of them is left alone after a failure. */
async function calm(): Promise<void> {
  exchange.market.feel(CALM);
  for (let round = 0; round < 5; round += 1) {
    await exchange.pass(31_000);
    await exchange.refresh();
  }
  expect((await exchange.order({ amount: "5", currency: "USD" })).status).toBe(201);
}

async function nothingFiat(): Promise<void> {
  for (const order of [{ amount: "5", currency: "USD" }, { paymentLinkSlug: slug }]) {
    const refused = await exchange.order(order);
    expect(refused).toMatchObject({ status: 503, body: { code: "price_unavailable" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect(await exchange.order({ amount: "5" })).toMatchObject({
    status: 201,
    body: { amount: "5.00000000" },
  });
}

const rates = async () => (await exchange.call("GET", "/rates?base=KAS&quote=USD")).body;
const price = async () => exchange.call("GET", "/price");

test("B-04 the start waits for no source: KAS is priced at once, fiat when the first source has answered", async () => {
  exchange.market.feel({ kind: "hang" });
  const ticking = exchange.refresh();
  await nothingFiat();
  expect(await price()).toMatchObject({ status: 503, body: { code: "price_unavailable" } });
  exchange.market.hangUp();
  await ticking;
  await calm();
});

test("the rate is the median; source, time and freshness are said by /price and /rates and kept with the payment", async () => {
  await calm();
  const { market } = exchange;
  market.feel({ kind: "prices", usd: "0.1001" }, "kraken");
  market.feel({ kind: "prices", usd: '"0.100000000000000001"' }, "coinpaprika");
  await exchange.pass(30_000);
  await exchange.refresh();
  const { body } = await price();
  expect(body).toMatchObject({
    currency: "USD",
    rate: "0.1",
    source: "coingecko+kraken+coinpaprika+kaspa-rest",
    stale: false,
  });
  expect(body.fetchedAt).toBe(body.at);
  expect(await rates()).toMatchObject({
    rate: "0.1",
    stale: false,
    fetchedAt: body.at,
    sources: [
      { name: "coingecko", rate: "0.1", state: "fresh", message: null },
      { name: "kraken", rate: "0.1001", state: "fresh" },
      { name: "coinpaprika", rate: "0.100000000000000001", state: "fresh" },
      { name: "kaspa-rest", rate: "0.1", state: "fresh" },
    ],
  });
  const made = await exchange.order({ amount: "0.07", currency: "USD" });
  expect(made.body).toMatchObject({
    amountExpected: "0.70000000",
    quote: { rate: "0.1", source: "coingecko+kraken+coinpaprika+kaspa-rest" },
    fiat: { amount: "0.07", currency: "USD", rate: "0.1" },
  });
});

test("B-04 sources that die count for 120 s, are shown as stale for 10 min, and come back by themselves", async () => {
  for (const mood of [
    { kind: "refuse" },
    { kind: "status", status: 500 },
    { kind: "body", body: "<html>" },
    { kind: "prices", usd: "NaN" },
  ] as const) {
    await calm();
    exchange.market.feel(mood);
    await exchange.pass(119_000);
    await exchange.refresh();
    expect((await exchange.order({ amount: "5", currency: "USD" })).status).toBe(201);
    await exchange.pass(2_000);
    await nothingFiat();
    expect((await price()).body).toMatchObject({ rate: "0.1", stale: true });
    expect((await rates()).sources[0]).toMatchObject({ name: "coingecko", rate: "0.1", state: "failing" });
    await exchange.pass(480_000);
    expect((await price()).status).toBe(503);
    await nothingFiat();
  }
  await calm();
});

test("B-04 zero, negative, no number and 1e30 price nothing from the moment they are said, until the price is back", async () => {
  for (const usd of ["0", "-0.1", '"NaN"', "1e30", '"Infinity"', "true", "0.00000000000000000000001"]) {
    await calm();
    exchange.market.feel({ kind: "prices", usd, eur: "0.09" });
    await exchange.pass(31_000);
    await exchange.refresh();
    await nothingFiat();
    expect((await rates()).sources[0]).toMatchObject({
      state: "aside",
      message: "said something that is no price",
    });
    expect((await exchange.order({ amount: "5", currency: "EUR" })).status).toBe(201);
    exchange.market.feel(CALM);
    await exchange.pass(31_000);
    await exchange.refresh();
    expect((await exchange.order({ amount: "5", currency: "USD" })).status).toBe(201);
  }
});

test("B-04 a jump of 11 % up or down prices nothing until three in a row agree", async () => {
  for (const usd of ["0.111", "0.089"]) {
    await calm();
    exchange.market.feel({ kind: "prices", usd });
    for (let round = 1; round <= 3; round += 1) {
      await exchange.pass(31_000);
      await exchange.refresh();
      if (round < 3) await nothingFiat();
    }
    const made = await exchange.order({ amount: "5", currency: "USD" });
    expect(made.body.quote).toMatchObject({ rate: usd });
    await exchange.pass(700_000);
  }
});

test("B-04 sources 3 % apart price nothing; one jumping among four is outvoted", async () => {
  await calm();
  exchange.market.feel({ kind: "prices", usd: "0.103" }, "kraken");
  await exchange.pass(31_000);
  await exchange.refresh();
  await nothingFiat();
  expect((await price()).body).toMatchObject({ stale: true });
  await calm();
  exchange.market.feel({ kind: "prices", usd: "0.5" }, "kraken");
  await exchange.pass(31_000);
  await exchange.refresh();
  expect((await exchange.order({ amount: "5", currency: "USD" })).body.quote).toMatchObject({
    rate: "0.1",
    source: "coingecko+coinpaprika+kaspa-rest",
  });
});

test("B-04 a source's own stamp of 121 s makes its price old, however often it is told", async () => {
  await calm();
  exchange.market.feel({ kind: "refuse" }, "kraken", "coinpaprika", "kaspa-rest");
  await exchange.pass(130_000);
  const told = async (ageMs: number) => {
    exchange.market.feel({ kind: "prices", usd: "0.1", madeAt: exchange.now() - ageMs }, "coingecko");
    await exchange.refresh();
    return (await exchange.order({ amount: "5", currency: "USD" })).status;
  };
  expect(await told(121_000)).toBe(503);
  await exchange.pass(31_000);
  expect(await told(100_000)).toBe(201);
});

test("one source alone prices up to 500 USD, in any currency; a second one lifts the limit", async () => {
  await calm();
  exchange.market.feel({ kind: "refuse" }, "kraken", "coinpaprika", "kaspa-rest");
  await exchange.pass(130_000);
  exchange.market.feel(CALM, "coingecko");
  await exchange.refresh();
  const status = async (amount: string, currency: string) =>
    (await exchange.order({ amount, currency })).status;
  expect(await status("500", "USD")).toBe(201);
  expect(await status("500.01", "USD")).toBe(503);
  expect(await status("450", "EUR")).toBe(201);
  expect(await status("450.01", "EUR")).toBe(503);
  expect((await exchange.order({ amount: "1000000" })).status).toBe(201);
  const settings = await exchange.call("PATCH", "/settings", { rates: { singleSourceMaxUsd: "2000" } });
  expect(settings.body.rates).toEqual({
    maxAgeSeconds: 120,
    maxSpreadPercent: 2,
    singleSourceMaxUsd: "2000.00",
  });
  expect(await status("1999", "USD")).toBe(201);
  await exchange.call("PATCH", "/settings", { rates: { singleSourceMaxUsd: 500 } });
  await calm();
  expect(await status("500.01", "USD")).toBe(201);
});

test("a store may be stricter: its own greatest age and distance", async () => {
  await calm();
  exchange.market.feel({ kind: "prices", usd: "0.1015" }, "kraken");
  await exchange.pass(31_000);
  await exchange.refresh();
  expect((await exchange.order({ amount: "5", currency: "USD" })).status).toBe(201);
  const patch = (rates: object) => exchange.call("PATCH", "/settings", { rates });
  await patch({ maxSpreadPercent: 1 });
  await nothingFiat();
  await patch({ maxSpreadPercent: 2, maxAgeSeconds: 30 });
  await exchange.pass(31_000);
  await nothingFiat();
  await patch({ maxAgeSeconds: 120 });
  for (const [rates, code] of [
    [{ maxAgeSeconds: 29 }, "invalid_request"],
    [{ maxSpreadPercent: 11 }, "invalid_request"],
    [{ singleSourceMaxUsd: "1.001" }, "validation_error"],
    [{ sources: 1 }, "invalid_request"],
  ] as const)
    expect((await patch(rates)).body.code).toBe(code);
});

test("a source that asks for time is left alone until then", async () => {
  await calm();
  exchange.market.feel({ kind: "status", status: 429, headers: { "retry-after": "300" } }, "kraken");
  await exchange.pass(31_000);
  await exchange.refresh();
  const asked = exchange.market.asked("kraken");
  for (let round = 0; round < 9; round += 1) {
    await exchange.pass(31_000);
    await exchange.refresh();
  }
  expect(exchange.market.asked("kraken")).toBe(asked);
  expect((await rates()).sources[1]).toMatchObject({ state: "failing", message: "answered 429" });
  await exchange.pass(31_000);
  await exchange.refresh();
  expect(exchange.market.asked("kraken")).toBe(asked + 1);
});
