// KP_FIXED_RATE: what prices fiat where the market has nothing, from the first moment on.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Exchange, openExchange } from "./exchange.ts";

let exchange: Exchange;
beforeAll(async () => {
  exchange = await openExchange({ KP_FIXED_RATE: "USD=0.2" });
});
afterAll(() => exchange.close());

const quote = async (amount: string) =>
  (await exchange.order({ amount, currency: "USD" })).body.quote as { rate: string; source: string };

test("the operator's rate is the last resort: before the market answers and after it fell silent, of any value", async () => {
  exchange.market.feel({ kind: "hang" });
  const ticking = exchange.refresh();
  expect(await quote("5000")).toMatchObject({ rate: "0.2", source: "fixed" });
  exchange.market.feel({ kind: "prices", usd: "0.1" });
  exchange.market.hangUp();
  await ticking;
  await exchange.pass(31_000);
  await exchange.refresh();
  await exchange.pass(31_000);
  await exchange.refresh();
  expect(await quote("5000")).toMatchObject({ rate: "0.1" });
  exchange.market.feel({ kind: "refuse" });
  await exchange.pass(31_000);
  await exchange.refresh();
  expect(await quote("5000")).toMatchObject({ rate: "0.1" });
  await exchange.pass(121_000);
  await exchange.refresh();
  expect(await quote("5000")).toMatchObject({ rate: "0.2", source: "fixed" });
});

test("sources that disagree are a reason to stop, not to take another rate", async () => {
  exchange.market.feel({ kind: "prices", usd: "0.1" });
  exchange.market.feel({ kind: "prices", usd: "0.105" }, "kraken");
  for (let round = 0; round < 5; round += 1) {
    await exchange.pass(31_000);
    await exchange.refresh();
  }
  expect(await exchange.order({ amount: "5", currency: "USD" })).toMatchObject({
    status: 503,
    body: { code: "price_unavailable" },
  });
});
