// KP_FIXED_RATE: what prices fiat where the market has nothing, from the first moment on.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", market: true, env: { KP_FIXED_RATE: "USD=0.2" } });

const quote = async (merchant: Merchant, amount: string) =>
  (await merchant.call("POST", "/api/v1/payments", { amount, currency: "USD" })).body.quote as {
    rate: string;
    source: string;
  };

test("the operator's rate is the last resort: before the market answers and after it stopped answering, of any value", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  market.answerWith({ kind: "hang" });
  const ticking = gateway.rates.tick();
  expect(await quote(merchant, "5000")).toMatchObject({ rate: "0.2", source: "fixed" });
  market.answerWith({ kind: "prices", usd: "0.1" });
  market.hangUp();
  await ticking;
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  expect(await quote(merchant, "5000")).toMatchObject({ rate: "0.1" });
  market.answerWith({ kind: "refuse" });
  await clock.advance(31_000, 1);
  await gateway.rates.tick();
  expect(await quote(merchant, "5000")).toMatchObject({ rate: "0.1" });
  await clock.advance(121_000, 1);
  await gateway.rates.tick();
  expect(await quote(merchant, "5000")).toMatchObject({ rate: "0.2", source: "fixed" });
});

test("sources that disagree are a reason to stop, not to take another rate", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  market.answerWith({ kind: "prices", usd: "0.1" });
  market.answerWith({ kind: "prices", usd: "0.105" }, "kraken");
  for (let round = 0; round < 5; round += 1) {
    await clock.advance(31_000, 1);
    await gateway.rates.tick();
  }
  expect(await merchant.call("POST", "/api/v1/payments", { amount: "5", currency: "USD" })).toMatchObject({
    status: 503,
    body: { code: "price_unavailable" },
  });
});
