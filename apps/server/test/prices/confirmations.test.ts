// Required confirmations: by the value in dollars at creation, or as the merchant set them, and never changed later.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", market: true });

const SOMPI = 100_000_000n;
const DAY = 24 * 60 * 60_000;

const required = async (merchant: Merchant, body: object): Promise<number> => {
  const made = await merchant.call("POST", "/api/v1/payments", body);
  expect(made.status).toBe(201);
  return made.body.requiredConfirmations;
};

async function setRates(gateway: TestGateway, rates: { usd: string; eur?: string }): Promise<void> {
  gateway.market.answerWith({ kind: "prices", ...rates });
  await gateway.clock.advance(61_000, 1);
  await gateway.rates.tick();
}

test("without any rate the top tier counts, and KAS is priced all the same", async ({ merchant }) => {
  expect(await required(merchant, { amount: "1" })).toBe(600);
});

test("tiers by dollars at creation: below 50, below 1000, from 1000 on; euro and KAS by their worth in dollars", async ({
  gateway,
  merchant,
}) => {
  await setRates(gateway, { usd: "0.1", eur: "0.08" });
  for (const [amount, currency, depth] of [
    ["49.99", "USD", 10],
    ["50", "USD", 100],
    ["999.99", "USD", 100],
    ["1000", "USD", 600],
    ["39.99", "EUR", 10],
    ["40.00", "EUR", 100],
    ["799.99", "EUR", 100],
    ["800", "EUR", 600],
    ["499.9", "KAS", 10],
    ["500", "KAS", 100],
    ["9999.9", "KAS", 100],
    ["10000", "KAS", 600],
  ] as const)
    expect([amount, currency, await required(merchant, { amount, currency })]).toEqual([
      amount,
      currency,
      depth,
    ]);
});

test("a KAS price goes by the last good rate of a day, and by the top tier when that is older", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  await setRates(gateway, { usd: "0.1" });
  market.answerWith({ kind: "refuse" });
  await clock.advance(DAY - 60_000, 1);
  expect(await required(merchant, { amount: "100" })).toBe(10);
  await clock.advance(120_000, 1);
  expect(await required(merchant, { amount: "100" })).toBe(600);
  await setRates(gateway, { usd: "0.1" });
});

test("the merchant's own figure wins, from 1 to 432000, and the store's own tiers count", async ({
  gateway,
  merchant,
}) => {
  await setRates(gateway, { usd: "0.1" });
  for (const own of [1, 432_000])
    expect(await required(merchant, { amount: "5000", currency: "USD", requiredConfirmations: own })).toBe(
      own,
    );
  for (const wrong of [0, 432_001, 1.5, "10"])
    expect(
      (await merchant.call("POST", "/api/v1/payments", { amount: "5", requiredConfirmations: wrong })).status,
    ).toBe(400);
  const tiers = (confirmationTiers: object[]) =>
    merchant.call("PATCH", "/api/v1/settings", { confirmationTiers });
  expect(
    (
      await tiers([
        { belowUsd: "1.50", confirmations: 1 },
        { belowUsd: null, confirmations: 33 },
      ])
    ).status,
  ).toBe(200);
  expect(await required(merchant, { amount: "1.49", currency: "USD" })).toBe(1);
  expect(await required(merchant, { amount: "1.50", currency: "USD" })).toBe(33);
  for (const bad of [
    [{ belowUsd: "50", confirmations: 10 }],
    [{ belowUsd: null, confirmations: 0 }],
    [
      { belowUsd: "50", confirmations: 10 },
      { belowUsd: "50", confirmations: 20 },
      { belowUsd: null, confirmations: 9 },
    ],
  ])
    expect([400, 422]).toContain((await tiers(bad)).status);
  await tiers([
    { belowUsd: "50", confirmations: 10 },
    { belowUsd: "1000", confirmations: 100 },
    { belowUsd: null, confirmations: 600 },
  ]);
});

test("later settings never change an open payment; API, status and payer's view show how far it is", async ({
  gateway,
  clock,
  merchant,
}) => {
  await setRates(gateway, { usd: "0.1" });
  const { body: payment } = await merchant.call("POST", "/api/v1/payments", {
    amount: "10",
    currency: "USD",
  });
  await merchant.call("PATCH", "/api/v1/settings", {
    confirmationTiers: [{ belowUsd: null, confirmations: 1 }],
  });
  await gateway.pay(payment.kaspaAddress, 100n * SOMPI);
  const views = async (): Promise<Json[]> => [
    await merchant.readPayment(payment.id),
    (await merchant.call("GET", `/api/v1/payments/${payment.id}/status`)).body,
    await (
      await fetch(`${gateway.url}/api/v1/payments/${payment.id}`, {
        headers: { "x-client-token": payment.clientToken },
      })
    ).json(),
  ];
  for (let block = 0; block < 8; block += 1) await clock.advance(100, 1);
  expect(await merchant.readPayment(payment.id)).toMatchObject({ confirmationSecondsLeft: 1 });
  for (const view of await views())
    expect(view).toMatchObject({ status: "confirming", confirmations: 9, requiredConfirmations: 10 });
  for (let block = 0; block < 2; block += 1) await clock.advance(100, 1);
  expect(await merchant.readPayment(payment.id)).toMatchObject({ confirmationSecondsLeft: null });
  for (const view of await views())
    expect(view).toMatchObject({ status: "confirmed", confirmations: 11, requiredConfirmations: 10 });
});
