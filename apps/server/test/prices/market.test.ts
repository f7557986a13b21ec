// B-04: every way in which a market can fail, seen from the API: fiat waits, KAS never does.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import type { Reply } from "../support/price-services.ts";

const test = gatewayTest({ clock: "stepped", market: true });

let slug: string;
test.beforeAll(async ({ merchant }) => {
  const link = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5", currency: "USD" });
  slug = link.body.slug;
});

const CALM: Reply = { kind: "prices", usd: "0.1", eur: "0.09" };

/** All sources agree again, for longer than any of them is left alone after a failure. */
async function calm(merchant: Merchant): Promise<void> {
  merchant.gateway.market.answerWith(CALM);
  for (let round = 0; round < 5; round += 1) {
    await merchant.gateway.clock.advance(31_000, 1);
    await merchant.gateway.rates.tick();
  }
  expect((await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).status).toBe(
    201,
  );
}

async function nothingFiat(merchant: Merchant): Promise<void> {
  for (const order of [{ amount: "5", currency: "USD" }, { paymentLinkSlug: slug }]) {
    const refused = await merchant.call("POST", "/api/v1/payments", order);
    expect(refused).toMatchObject({ status: 503, body: { code: "price_unavailable" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect(await merchant.call("POST", "/api/v1/payments", { amount: "5" })).toMatchObject({
    status: 201,
    body: { amount: "5.00000000" },
  });
}

const rates = async (merchant: Merchant) =>
  (await merchant.call("GET", "/api/v1/rates?base=KAS&quote=USD")).body;
const price = async (merchant: Merchant) => merchant.call("GET", "/api/v1/price");

test("B-04 the start waits for no source: KAS is priced at once, fiat when the first source has answered", async ({
  gateway,
  market,
  merchant,
}) => {
  market.answerWith({ kind: "hang" });
  const ticking = gateway.rates.tick();
  await nothingFiat(merchant);
  expect(await price(merchant)).toMatchObject({ status: 503, body: { code: "price_unavailable" } });
  market.hangUp();
  await ticking;
  await calm(merchant);
});

test("the rate is the median; source, time and freshness are answered by /price and /rates and kept with the payment", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await calm(merchant);
  market.answerWith({ kind: "prices", usd: "0.1001" }, "kraken");
  market.answerWith({ kind: "prices", usd: '"0.100000000000000001"' }, "coinpaprika");
  await clock.advance(30_000, 1);
  await gateway.rates.tick();
  const { body } = await price(merchant);
  expect(body).toMatchObject({
    currency: "USD",
    rate: "0.1",
    source: "coingecko+kraken+coinpaprika+kaspa-rest",
    stale: false,
  });
  expect(body.fetchedAt).toBe(body.at);
  expect(await rates(merchant)).toMatchObject({
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
  const made = await merchant.call("POST", "/api/v1/payments", { amount: "0.07", currency: "USD" });
  expect(made.body).toMatchObject({
    amountExpected: "0.70000000",
    quote: { rate: "0.1", source: "coingecko+kraken+coinpaprika+kaspa-rest" },
    fiat: { amount: "0.07", currency: "USD", rate: "0.1" },
  });
});

test("B-04 sources that stop answering count for 120 s, are shown as stale for 10 min, and are used again by themselves", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  for (const reply of [
    { kind: "refuse" },
    { kind: "status", status: 500 },
    { kind: "body", body: "<html>" },
    { kind: "prices", usd: "NaN" },
  ] as const) {
    await calm(merchant);
    market.answerWith(reply);
    await clock.advance(119_000, 1);
    await gateway.rates.tick();
    expect((await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).status).toBe(
      201,
    );
    await clock.advance(2_000, 1);
    await nothingFiat(merchant);
    expect((await price(merchant)).body).toMatchObject({ rate: "0.1", stale: true });
    expect((await rates(merchant)).sources[0]).toMatchObject({
      name: "coingecko",
      rate: "0.1",
      state: "failing",
    });
    await clock.advance(480_000, 1);
    expect((await price(merchant)).status).toBe(503);
    await nothingFiat(merchant);
  }
  await calm(merchant);
});

test("B-04 zero, negative, no number and 1e30 price nothing from the moment they are answered, until the price is back", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  for (const usd of ["0", "-0.1", '"NaN"', "1e30", '"Infinity"', "true", "0.00000000000000000000001"]) {
    await calm(merchant);
    market.answerWith({ kind: "prices", usd, eur: "0.09" });
    await clock.advance(31_000, 1);
    await gateway.rates.tick();
    await nothingFiat(merchant);
    expect((await rates(merchant)).sources[0]).toMatchObject({
      state: "aside",
      message: "said something that is no price",
    });
    expect((await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "EUR" })).status).toBe(
      201,
    );
    market.answerWith(CALM);
    await clock.advance(31_000, 1);
    await gateway.rates.tick();
    expect((await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).status).toBe(
      201,
    );
  }
});

test("B-04 a jump of 11 % up or down prices nothing until three in a row agree", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  for (const usd of ["0.111", "0.089"]) {
    await calm(merchant);
    market.answerWith({ kind: "prices", usd });
    for (let round = 1; round <= 3; round += 1) {
      await clock.advance(31_000, 1);
      await gateway.rates.tick();
      if (round < 3) await nothingFiat(merchant);
    }
    const made = await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" });
    expect(made.body.quote).toMatchObject({ rate: usd });
    await clock.advance(700_000, 1);
  }
});

test("B-04 sources 3 % apart price nothing; one jumping among four is outvoted", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await calm(merchant);
  market.answerWith({ kind: "prices", usd: "0.103" }, "kraken");
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  await nothingFiat(merchant);
  expect((await price(merchant)).body).toMatchObject({ stale: true });
  await calm(merchant);
  market.answerWith({ kind: "prices", usd: "0.5" }, "kraken");
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  expect(
    (await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).body.quote,
  ).toMatchObject({
    rate: "0.1",
    source: "coingecko+coinpaprika+kaspa-rest",
  });
});

test("B-04 a source's own stamp of 121 s makes its price old, however often it is answered", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await calm(merchant);
  market.answerWith({ kind: "refuse" }, "kraken", "coinpaprika", "kaspa-rest");
  await clock.advance(130_000, 1);
  const statusWith = async (ageMs: number) => {
    market.answerWith({ kind: "prices", usd: "0.1", madeAt: clock.now() - ageMs }, "coingecko");
    await gateway.rates.tick();
    return (await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).status;
  };
  expect(await statusWith(121_000)).toBe(503);
  await clock.advance(31_000, 1);
  expect(await statusWith(100_000)).toBe(201);
});

test("one source alone prices up to 500 USD, in any currency; a second one lifts the limit", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await calm(merchant);
  market.answerWith({ kind: "refuse" }, "kraken", "coinpaprika", "kaspa-rest");
  await clock.advance(130_000, 1);
  market.answerWith(CALM, "coingecko");
  await gateway.rates.tick();
  const status = async (amount: string, currency: string) =>
    (await merchant.call("POST", "/api/v1/payments", { amount, currency })).status;
  expect(await status("500", "USD")).toBe(201);
  expect(await status("500.01", "USD")).toBe(503);
  expect(await status("450", "EUR")).toBe(201);
  expect(await status("450.01", "EUR")).toBe(503);
  expect((await merchant.call("POST", "/api/v1/payments", { amount: "1000000" })).status).toBe(201);
  const settings = await merchant.call("PATCH", "/api/v1/settings", {
    rates: { singleSourceMaxUsd: "2000" },
  });
  expect(settings.body.rates).toEqual({
    maxAgeSeconds: 120,
    maxSpreadPercent: 2,
    singleSourceMaxUsd: "2000.00",
  });
  expect(await status("1999", "USD")).toBe(201);
  await merchant.call("PATCH", "/api/v1/settings", { rates: { singleSourceMaxUsd: 500 } });
  await calm(merchant);
  expect(await status("500.01", "USD")).toBe(201);
});

test("a store may be stricter: its own greatest age and distance", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await calm(merchant);
  market.answerWith({ kind: "prices", usd: "0.1015" }, "kraken");
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  expect((await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).status).toBe(
    201,
  );
  const patch = (rates: object) => merchant.call("PATCH", "/api/v1/settings", { rates });
  await patch({ maxSpreadPercent: 1 });
  await nothingFiat(merchant);
  await patch({ maxSpreadPercent: 2, maxAgeSeconds: 30 });
  await clock.advance(31_000, 1);
  await nothingFiat(merchant);
  await patch({ maxAgeSeconds: 120 });
  for (const [rates, code] of [
    [{ maxAgeSeconds: 29 }, "invalid_request"],
    [{ maxSpreadPercent: 11 }, "invalid_request"],
    [{ singleSourceMaxUsd: "1.001" }, "validation_error"],
    [{ sources: 1 }, "invalid_request"],
  ] as const)
    expect((await patch(rates)).body.code).toBe(code);
});

test("a source that asks for time is left alone until then", async ({ gateway, clock, market, merchant }) => {
  await calm(merchant);
  market.answerWith({ kind: "status", status: 429, headers: { "retry-after": "300" } }, "kraken");
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  const asked = market.asked("kraken");
  for (let round = 0; round < 9; round += 1) {
    await clock.advance(31_000, 1);
    await gateway.rates.tick();
  }
  expect(market.asked("kraken")).toBe(asked);
  expect((await rates(merchant)).sources[1]).toMatchObject({ state: "failing", message: "answered 429" });
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  expect(market.asked("kraken")).toBe(asked + 1);
});
