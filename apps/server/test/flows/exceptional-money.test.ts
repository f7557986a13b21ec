// Parts, seconds, dust, coinbase: money that comes otherwise than asked (M-09, M-10, M-11, M-14, B-06).

import { expect } from "vitest";
import { rebuiltViolations } from "../chaos/invariants/rebuilt.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import { kas, type TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const payments: TestPayment[] = [];

const OVER_MS = 5 * MINUTE_MS + 31_000;
const events = (webhooks: readonly { event: string }[]) => webhooks.map(({ event }) => event);
const transfersOnly = (webhooks: readonly { event: string }[]) =>
  webhooks.filter(({ event }) => event.startsWith("transfer."));

async function sell(merchant: Merchant, fields: Record<string, unknown> = {}): Promise<TestPayment> {
  const payment = await merchant.createPayment(fields);
  payments.push(payment);
  return payment;
}

test("M-09 three parts, the last one late: all recorded, payment.late once, the flag kept on the confirmation", async ({
  gateway,
  clock,
  merchant,
}) => {
  await merchant.changeSettings({ latePolicy: { kind: "accept" } });
  const payment = await sell(merchant);
  await merchant.changeSettings({ latePolicy: { kind: "review" } });
  payment.pay("10");
  payment.pay("8");
  await payment.takeWebhooks();
  await clock.advance(OVER_MS);
  expect((await payment.takeWebhooks()).at(-1)).toMatchObject({
    event: "payment.attention",
    reason: "underpaid",
  });
  payment.pay("7");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "7.00000000" },
    { event: "payment.late", late: "7.00000000" },
    { event: "payment.confirming" },
  ]);
  await gateway.mine(12);
  expect((await payment.takeWebhooks()).at(-1)).toEqual({
    event: "payment.confirmed",
    late: true,
    overpaid: false,
  });
  expect(await payment.attention()).toEqual([
    "underpaid cleared 18.00000000",
    "late accepted 7.00000000 policy",
  ]);
  expect(
    (await payment.full()).transfers.map(({ late, credited, amount }) => [late, credited, amount]),
  ).toEqual([
    [false, true, "10.00000000"],
    [false, true, "8.00000000"],
    [true, true, "7.00000000"],
  ]);
});

test("M-10 a second full payment after confirmed is recorded, confirmed at its own depth, and announced once", async ({
  gateway,
  merchant,
}) => {
  const payment = await sell(merchant);
  payment.pay("25");
  await gateway.mine(12);
  await payment.takeWebhooks();
  payment.pay("25");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.overpaid", overpaid: "25.00000000" },
    { event: "payment.attention", reason: "multiple", amount: "25.00000000" },
  ]);
  await gateway.mine(9);
  expect(await payment.takeWebhooks()).toEqual([]);
  await gateway.mine(3);
  expect(events(await payment.takeWebhooks())).toEqual(["transfer.confirmed"]);
  expect(await payment.full()).toMatchObject({ status: "confirmed", amountConfirmed: "50.00000000" });
});

test("M-11 late and overpaid payments ticked for 3 600 s send nothing more", async ({
  gateway,
  clock,
  receiver,
  merchant,
}) => {
  const [late, over] = [await sell(merchant), await sell(merchant)];
  over.pay("40");
  await clock.advance(OVER_MS);
  late.pay("25");
  await gateway.mine(12);
  await Promise.all([late.takeWebhooks(), over.takeWebhooks()]);
  const before = [await late.full(), await over.full()].map(({ version }) => version);
  const receivedBefore = receiver.received.length;
  for (let minute = 0; minute < 60; minute += 1) {
    await clock.advance(MINUTE_MS);
  }
  expect(await late.takeWebhooks()).toEqual([]);
  expect(await over.takeWebhooks()).toEqual([]);
  expect(receiver.received.length).toBe(receivedBefore);
  expect([await late.full(), await over.full()].map(({ version }) => version)).toEqual(before);
});

test("money under 0.1 KAS does not count and sends no event, nor does money under 0.1 % of the price", async ({
  gateway,
  merchant,
}) => {
  const [small, large] = [
    await sell(merchant, { amount: "0.4" }),
    await sell(merchant, { amount: "1000", requiredConfirmations: 10 }),
  ];
  for (const part of ["0.09999999", "0.1", "0.3"]) small.pay(part);
  for (const part of ["0.99999999", "1", "998"]) large.pay(part);
  await gateway.mine(12);
  for (const [payment, sums] of [
    [small, ["0.10000000", "0.30000000"]],
    [large, ["1.00000000", "998.00000000"]],
  ] as const) {
    const webhooks = await payment.takeWebhooks();
    expect(transfersOnly(webhooks)).toEqual([
      ...sums.map((amount) => ({ event: "transfer.accepted", amount })),
      ...sums.map((amount) => ({ event: "transfer.confirmed", amount })),
    ]);
    expect(webhooks.at(-1)).toMatchObject({ event: "payment.confirmed" });
    const full = await payment.full();
    expect(full.transfers).toHaveLength(3);
    expect(full.amountCredited).toBe(full.amountReceived);
    expect(full.amountUncredited).toBe(payment === small ? "0.09999999" : "0.00000000");
    expect((await payment.timeline()).filter((kind) => kind === "transfer.accepted")).toHaveLength(3);
  }
});

test("beyond the hundredth transfer money counts without events", async ({ gateway, merchant }) => {
  const payment = await sell(merchant, { amount: "110", requiredConfirmations: 10 });
  payment.pay("60", { parts: 60 });
  await gateway.catchUp();
  payment.pay("50", { parts: 50 });
  await gateway.mine(12);
  const webhooks = await payment.takeWebhooks();
  expect(webhooks.filter(({ event }) => event === "transfer.accepted")).toHaveLength(100);
  expect(webhooks.filter(({ event }) => event === "transfer.confirmed")).toHaveLength(100);
  expect(webhooks.at(-1)).toMatchObject({ event: "payment.confirmed", overpaid: false });
  expect((await payment.full()).transfers).toHaveLength(110);
});

test("B-06 1 000 dust deposits on one payment: all stored, no transfer event, no event of the payment, and what its payer reads stays", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await sell(merchant, { amount: "25" });
  await payment.takeWebhooks();
  for (let hundred = 0; hundred < 10; hundred += 1) {
    chain.pay({ address: payment.address, sompi: kas("0.5"), parts: 100 });
  }
  chain.mine(1);
  await gateway.follow();
  const webhooks = await payment.takeWebhooks();
  expect(webhooks).toEqual([]);
  const full = await payment.full();
  expect(full.transfers).toHaveLength(1_000);
  expect(full).toMatchObject({
    ...{ status: "pending", amountReceived: "0.00000000", amountUncredited: "5.00000000" },
    ...{ amountMissing: "25.00000000", uri: expect.stringMatching(/amount=25$/) },
  });
  expect(await payment.publicStatus()).toMatchObject({ amountUncredited: "0.00000000", takenBack: null });
  expect(await gateway.differencesFromChain(merchant.storeId, payment.id)).toEqual([]);
});

test("a coinbase output counts, and confirms at 1 000 confirmations, not before", async ({
  gateway,
  merchant,
}) => {
  const payment = await sell(merchant, { requiredConfirmations: 10 });
  payment.pay("25", { coinbase: true });
  expect(events(await payment.takeWebhooks())).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
  ]);
  await gateway.mine(990);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(await payment.publicStatus()).toMatchObject({ status: "confirming", requiredConfirmations: 1_000 });
  const waiting = await payment.full();
  expect(waiting).toMatchObject({
    requiredConfirmations: 1_000,
    transfers: [{ requiredConfirmations: 1_000 }],
  });
  expect(waiting.confirmationSecondsLeft).toBe(Math.ceil((1_000 - waiting.confirmations) / 10));
  expect((await payment.page()).transfers).toMatchObject([{ requiredConfirmations: 1_000 }]);
  await gateway.mine(20);
  expect(events(await payment.takeWebhooks())).toEqual(["transfer.confirmed", "payment.confirmed"]);
});

test("M-14 every one of these payments is the same again when it is rebuilt from its rows, and holds what the chain holds", async ({
  gateway,
  merchant,
}) => {
  expect(payments.length).toBeGreaterThanOrEqual(8);
  expect(await rebuiltViolations({ databaseUrl: () => gateway.database.url })).toEqual([]);
  for (const payment of payments) {
    expect(await gateway.differencesFromChain(merchant.storeId, payment.id)).toEqual([]);
  }
});
