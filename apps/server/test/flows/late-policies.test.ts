// What the store's late policy makes of money after the deadline, and what it was worth at receipt
// (docs/spec/payment-lifecycle.md#late-money).
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());
beforeEach(() => policy("review"));

const OVER_MS = 5 * MINUTE_MS + 31_000;

const policy = (kind: string, withinPercent?: number) =>
  till.settings({ latePolicy: { kind, ...(withinPercent !== undefined && { withinPercent }) } });

/** Expired without money; created with the policy that the store had then. */
async function expired(ask: Record<string, unknown> = {}): Promise<Sale> {
  const sale = await till.sale(ask);
  await till.pass(OVER_MS);
  await sale.told();
  return sale;
}

/** From now on the simulated network's KAS costs this; only the rate book uses it. */
function priceIs(usd: string): void {
  till.gateway.useCases.rates.record("simulated", { USD: usd }, till.now());
}

const after = async (sale: Sale, sum: string) => {
  sale.pay(sum);
  return (await sale.told()).map(({ event }) => event).slice(1);
};
const ADMITTED = ["payment.late", "payment.confirming"];
const ASKED = ["payment.late", "payment.attention"];

test("review: late money waits for people, however much it is", async () => {
  const sale = await expired();
  expect(await after(sale, "30")).toEqual(ASKED);
});

test("accept: enough late money counts by itself, too little waits; with a top-up all of it counts", async () => {
  await policy("accept");
  const [enough, short] = [await expired(), await expired()];
  expect(await after(enough, "24.9")).toEqual(ADMITTED);
  expect(await after(short, "20")).toEqual(ASKED);
  expect(await after(short, "5")).toEqual(ADMITTED);
  expect(await short.attention()).toEqual(["late accepted 25.00000000 policy"]);
  await till.mine(12);
  expect((await short.told()).at(-1)).toEqual({ event: "payment.confirmed", late: true, overpaid: false });
});

test("accept: with a part in time the sum of both decides", async () => {
  await policy("accept");
  const sale = await till.sale();
  sale.pay("10");
  await till.catchUp();
  await till.pass(OVER_MS);
  await sale.told();
  expect(await after(sale, "15")).toEqual(ADMITTED);
  expect(await sale.full()).toMatchObject({ amountCredited: "25.00000000", attention: [] });
});

test("a policy never changes a canceled payment", async () => {
  await policy("accept");
  const sale = await till.sale();
  await sale.act("cancel");
  await sale.told();
  expect(await after(sale, "25")).toEqual(ASKED);
  expect((await sale.status()).status).toBe("canceled");
});

test("a later change of the store's policy never reaches an open payment", async () => {
  const made = await expired();
  await policy("accept");
  expect(await after(made, "25")).toEqual(ASKED);
});

test("late money beside enough in time is plain surplus: counted, sent as overpaid, without attention late", async () => {
  const sale = await till.sale();
  sale.pay("25");
  await till.pass(OVER_MS);
  await sale.told();
  sale.pay("5");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "5.00000000" },
    { event: "payment.overpaid", overpaid: "5.00000000" },
    { event: "payment.attention", reason: "overpaid", amount: "5.00000000" },
  ]);
  expect((await sale.full()).transfers.map(({ late, credited }) => [late, credited])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test("acceptWithin: the worth at receipt decides, to the cent, and is kept beside the rate", async () => {
  await policy("acceptWithin", 2);
  const [within, below] = [
    await expired({ amount: "2.50", currency: "USD" }),
    await expired({ amount: "2.50", currency: "USD" }),
  ];
  priceIs("0.098");
  // 25 KAS are worth 2.45 USD now, 2 % less than the price; a sompi less is not enough.
  expect(await after(below, "24.99999999")).toEqual(ASKED);
  expect(await after(within, "25")).toEqual(ADMITTED);
  expect(await within.full()).toMatchObject({
    fiat: { amount: "2.50", currency: "USD", rate: "0.1", source: "simulated" },
    fiatAtReceipt: "2.45",
    amountMissing: "0.00000000",
    transfers: [{ rate: "0.098", fiatAtReceipt: "2.45", late: true, credited: true }],
  });
  await till.mine(12);
  expect((await within.told()).at(-1)).toMatchObject({ event: "payment.confirmed", late: true });
});

test("acceptWithin on a KAS price goes by KAS alone", async () => {
  await policy("acceptWithin", 20);
  const sale = await expired();
  expect(await after(sale, "24")).toEqual(ASKED);
  expect(await after(sale, "1")).toEqual(ADMITTED);
});

test("a KAS price keeps the dollars of the receipt as well", async () => {
  const sale = await till.sale();
  sale.pay("25");
  await sale.told();
  expect(await sale.full()).toMatchObject({
    fiat: null,
    transfers: [
      { rate: expect.stringMatching(/^0\.\d+$/), fiatAtReceipt: expect.stringMatching(/^2\.\d\d$/) },
    ],
  });
});
