// What the store's late policy makes of money after the deadline, and what it was worth at receipt
// (docs/spec/payment-lifecycle.md#late-money).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

test.beforeEach(({ merchant }) => policy(merchant, "review"));

const OVER_MS = 5 * MINUTE_MS + 31_000;

const policy = (merchant: Merchant, kind: string, withinPercent?: number) =>
  merchant.changeSettings({ latePolicy: { kind, ...(withinPercent !== undefined && { withinPercent }) } });

/** Expired without money; created with the policy that the store had then. */
async function expired(merchant: Merchant, fields: Record<string, unknown> = {}): Promise<TestPayment> {
  const payment = await merchant.createPayment(fields);
  await merchant.gateway.clock.advance(OVER_MS);
  await payment.takeWebhooks();
  return payment;
}

/** From now on the simulated network's KAS costs this; only the rate book uses it. */
function priceIs(gateway: TestGateway, usd: string): void {
  gateway.useCases.rates.record("simulated", { USD: usd }, gateway.clock.now());
}

const after = async (payment: TestPayment, sum: string) => {
  payment.pay(sum);
  return (await payment.takeWebhooks()).map(({ event }) => event).slice(1);
};
const ADMITTED = ["payment.late", "payment.confirming"];
const ASKED = ["payment.late", "payment.attention"];

test("review: late money waits for people, however much it is", async ({ merchant }) => {
  const payment = await expired(merchant);
  expect(await after(payment, "30")).toEqual(ASKED);
});

test("accept: enough late money counts by itself, too little waits; with a top-up all of it counts", async ({
  gateway,
  merchant,
}) => {
  await policy(merchant, "accept");
  const [enough, short] = [await expired(merchant), await expired(merchant)];
  expect(await after(enough, "24.9")).toEqual(ADMITTED);
  expect(await after(short, "20")).toEqual(ASKED);
  expect(await after(short, "5")).toEqual(ADMITTED);
  expect(await short.attention()).toEqual(["late accepted 25.00000000 policy"]);
  await gateway.mine(12);
  expect((await short.takeWebhooks()).at(-1)).toEqual({
    event: "payment.confirmed",
    late: true,
    overpaid: false,
  });
});

test("accept: with a part in time the sum of both decides", async ({ gateway, clock, merchant }) => {
  await policy(merchant, "accept");
  const payment = await merchant.createPayment();
  payment.pay("10");
  await gateway.catchUp();
  await clock.advance(OVER_MS);
  await payment.takeWebhooks();
  expect(await after(payment, "15")).toEqual(ADMITTED);
  expect(await payment.full()).toMatchObject({ amountCredited: "25.00000000", attention: [] });
});

test("a policy never changes a canceled payment", async ({ merchant }) => {
  await policy(merchant, "accept");
  const payment = await merchant.createPayment();
  await payment.action("cancel");
  await payment.takeWebhooks();
  expect(await after(payment, "25")).toEqual(ASKED);
  expect((await payment.publicStatus()).status).toBe("canceled");
});

test("a later change of the store's policy never reaches an open payment", async ({ merchant }) => {
  const made = await expired(merchant);
  await policy(merchant, "accept");
  expect(await after(made, "25")).toEqual(ASKED);
});

test("late money beside enough in time is plain surplus: counted, sent as overpaid, without attention late", async ({
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await clock.advance(OVER_MS);
  await payment.takeWebhooks();
  payment.pay("5");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "5.00000000" },
    { event: "payment.overpaid", overpaid: "5.00000000" },
    { event: "payment.attention", reason: "overpaid", amount: "5.00000000" },
  ]);
  expect((await payment.full()).transfers.map(({ late, credited }) => [late, credited])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test("acceptWithin: the value at receipt decides, to the cent, and is kept beside the rate", async ({
  gateway,
  merchant,
}) => {
  await policy(merchant, "acceptWithin", 2);
  const [within, below] = [
    await expired(merchant, { amount: "2.50", currency: "USD" }),
    await expired(merchant, { amount: "2.50", currency: "USD" }),
  ];
  priceIs(gateway, "0.098");
  // 25 KAS are worth 2.45 USD now, 2 % less than the price; a sompi less is not enough.
  expect(await after(below, "24.99999999")).toEqual(ASKED);
  expect(await after(within, "25")).toEqual(ADMITTED);
  expect(await within.full()).toMatchObject({
    fiat: { amount: "2.50", currency: "USD", rate: "0.1", source: "simulated" },
    fiatAtReceipt: "2.45",
    amountMissing: "0.00000000",
    transfers: [{ rate: "0.098", fiatAtReceipt: "2.45", late: true, credited: true }],
  });
  await gateway.mine(12);
  expect((await within.takeWebhooks()).at(-1)).toMatchObject({ event: "payment.confirmed", late: true });
});

test("acceptWithin on a KAS price goes by KAS alone", async ({ merchant }) => {
  await policy(merchant, "acceptWithin", 20);
  const payment = await expired(merchant);
  expect(await after(payment, "24")).toEqual(ASKED);
  expect(await after(payment, "1")).toEqual(ADMITTED);
});

test("a KAS price keeps the dollars of the receipt as well", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await payment.takeWebhooks();
  expect(await payment.full()).toMatchObject({
    fiat: null,
    transfers: [
      { rate: expect.stringMatching(/^0\.\d+$/), fiatAtReceipt: expect.stringMatching(/^2\.\d\d$/) },
    ],
  });
});
