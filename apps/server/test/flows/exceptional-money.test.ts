// Parts, seconds, dust, coinbase: money that comes otherwise than asked (M-09, M-10, M-11, M-14, B-06).
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuiltViolations } from "../chaos/judge/rebuilt.ts";
import { differencesFromChain } from "./chain-truth.ts";
import { follow } from "./gateway.ts";
import { kas, MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
const sales: Sale[] = [];
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;
const events = (said: readonly { event: string }[]) => said.map(({ event }) => event);
const transfersOnly = (said: readonly { event: string }[]) =>
  said.filter(({ event }) => event.startsWith("transfer."));

async function sell(ask: Record<string, unknown> = {}): Promise<Sale> {
  const sale = await till.sale(ask);
  sales.push(sale);
  return sale;
}

test("M-09 three parts, the last one late: all recorded, payment.late once, the flag kept on the confirmation", async () => {
  await till.settings({ latePolicy: { kind: "accept" } });
  const sale = await sell();
  await till.settings({ latePolicy: { kind: "review" } });
  sale.pay("10");
  sale.pay("8");
  await sale.told();
  await till.pass(OVER_MS);
  expect((await sale.told()).at(-1)).toMatchObject({ event: "payment.attention", reason: "underpaid" });
  sale.pay("7");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "7.00000000" },
    { event: "payment.late", late: "7.00000000" },
    { event: "payment.confirming" },
  ]);
  await till.mine(12);
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.confirmed", late: true, overpaid: false });
  expect(await sale.attention()).toEqual([
    "underpaid cleared 18.00000000",
    "late accepted 7.00000000 policy",
  ]);
  expect((await sale.full()).transfers.map(({ late, credited, amount }) => [late, credited, amount])).toEqual(
    [
      [false, true, "10.00000000"],
      [false, true, "8.00000000"],
      [true, true, "7.00000000"],
    ],
  );
});

test("M-10 a second full payment after confirmed is recorded, confirmed at its own depth, and announced once", async () => {
  const sale = await sell();
  sale.pay("25");
  await till.mine(12);
  await sale.told();
  sale.pay("25");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.overpaid", overpaid: "25.00000000" },
    { event: "payment.attention", reason: "multiple", amount: "25.00000000" },
  ]);
  await till.mine(9);
  expect(await sale.told()).toEqual([]);
  await till.mine(3);
  expect(events(await sale.told())).toEqual(["transfer.confirmed"]);
  expect(await sale.full()).toMatchObject({ status: "confirmed", amountConfirmed: "50.00000000" });
});

test("M-11 late and overpaid payments ticked for 3 600 s send nothing more", async () => {
  const [late, over] = [await sell(), await sell()];
  over.pay("40");
  await till.pass(OVER_MS);
  late.pay("25");
  await till.mine(12);
  await Promise.all([late.told(), over.told()]);
  const before = [await late.full(), await over.full()].map(({ version }) => version);
  const heard = till.receiver.received.length;
  for (let minute = 0; minute < 60; minute += 1) {
    await till.pass(MINUTE_MS);
  }
  expect(await late.told()).toEqual([]);
  expect(await over.told()).toEqual([]);
  expect(till.receiver.received.length).toBe(heard);
  expect([await late.full(), await over.full()].map(({ version }) => version)).toEqual(before);
});

test("money under 0.1 KAS does not count and sends no event, nor does money under 0.1 % of the price", async () => {
  const [small, large] = [
    await sell({ amount: "0.4" }),
    await sell({ amount: "1000", requiredConfirmations: 10 }),
  ];
  for (const part of ["0.09999999", "0.1", "0.3"]) small.pay(part);
  for (const part of ["0.99999999", "1", "998"]) large.pay(part);
  await till.mine(12);
  for (const [sale, sums] of [
    [small, ["0.10000000", "0.30000000"]],
    [large, ["1.00000000", "998.00000000"]],
  ] as const) {
    const said = await sale.told();
    expect(transfersOnly(said)).toEqual([
      ...sums.map((amount) => ({ event: "transfer.accepted", amount })),
      ...sums.map((amount) => ({ event: "transfer.confirmed", amount })),
    ]);
    expect(said.at(-1)).toMatchObject({ event: "payment.confirmed" });
    const full = await sale.full();
    expect(full.transfers).toHaveLength(3);
    expect(full.amountCredited).toBe(full.amountReceived);
    expect(full.amountUncredited).toBe(sale === small ? "0.09999999" : "0.00000000");
    expect((await sale.timeline()).filter((kind) => kind === "transfer.accepted")).toHaveLength(3);
  }
});

test("beyond the hundredth transfer money counts without events", async () => {
  const sale = await sell({ amount: "110", requiredConfirmations: 10 });
  sale.pay("60", { parts: 60 });
  await till.catchUp();
  sale.pay("50", { parts: 50 });
  await till.mine(12);
  const said = await sale.told();
  expect(said.filter(({ event }) => event === "transfer.accepted")).toHaveLength(100);
  expect(said.filter(({ event }) => event === "transfer.confirmed")).toHaveLength(100);
  expect(said.at(-1)).toMatchObject({ event: "payment.confirmed", overpaid: false });
  expect((await sale.full()).transfers).toHaveLength(110);
});

test("B-06 1 000 dust deposits on one payment: all stored, no transfer event, no event of the payment, and what its payer reads stays", async () => {
  const sale = await sell({ amount: "25" });
  await sale.told();
  for (let hundred = 0; hundred < 10; hundred += 1) {
    till.world.sim.controls.pay({ address: sale.address, sompi: kas("0.5"), parts: 100 });
  }
  till.world.sim.controls.mine(1);
  await follow(till.gateway);
  const said = await sale.told();
  expect(said).toEqual([]);
  const full = await sale.full();
  expect(full.transfers).toHaveLength(1_000);
  expect(full).toMatchObject({
    ...{ status: "pending", amountReceived: "0.00000000", amountUncredited: "5.00000000" },
    ...{ amountMissing: "25.00000000", uri: expect.stringMatching(/amount=25$/) },
  });
  expect(await sale.status()).toMatchObject({ amountUncredited: "0.00000000", takenBack: null });
  expect(await differencesFromChain(till.world, till.gateway, till.storeId, sale.id)).toEqual([]);
});

test("a coinbase output counts, and confirms at 1 000 confirmations, not before", async () => {
  const sale = await sell({ requiredConfirmations: 10 });
  sale.pay("25", { coinbase: true });
  expect(events(await sale.told())).toEqual(["payment.created", "transfer.accepted", "payment.confirming"]);
  await till.mine(990);
  expect(await sale.told()).toEqual([]);
  expect(await sale.status()).toMatchObject({ status: "confirming", requiredConfirmations: 1_000 });
  const waiting = await sale.full();
  expect(waiting).toMatchObject({
    requiredConfirmations: 1_000,
    transfers: [{ requiredConfirmations: 1_000 }],
  });
  expect(waiting.confirmationSecondsLeft).toBe(Math.ceil((1_000 - waiting.confirmations) / 10));
  expect((await sale.page()).transfers).toMatchObject([{ requiredConfirmations: 1_000 }]);
  await till.mine(20);
  expect(events(await sale.told())).toEqual(["transfer.confirmed", "payment.confirmed"]);
});

test("M-14 every one of these payments is the same again when it is rebuilt from its rows, and holds what the chain holds", async () => {
  expect(sales.length).toBeGreaterThanOrEqual(8);
  expect(await rebuiltViolations({ databaseUrl: () => till.world.database.url })).toEqual([]);
  for (const sale of sales) {
    expect(await differencesFromChain(till.world, till.gateway, till.storeId, sale.id)).toEqual([]);
  }
});
