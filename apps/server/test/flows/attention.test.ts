// Each reason, when it is raised, and what accepting, ignoring and time make of it (docs/spec/payment-lifecycle.md#attention).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { HOLD_MS, MINUTE_MS } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TakenWebhook, TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

let me: string;
test.beforeAll(async ({ gateway, merchant }) => {
  me = `user:${(await gateway.call("GET", "/api/v1/auth/me", { as: merchant.token })).body.id}`;
});

const OVER_MS = 5 * MINUTE_MS + 31_000;

const accept = (payment: TestPayment, attention: string) =>
  payment.action("resolve", { attention, action: "accept", note: "decided" });
const ignore = (payment: TestPayment, attention: string) =>
  payment.action("resolve", { attention, action: "ignore" });
const resolved = (reason: string, resolution: string, amount: string): TakenWebhook => ({
  event: "payment.attention",
  reason,
  resolution,
  amount,
});
const raised = (reason: string, amount: string): TakenWebhook => ({
  event: "payment.attention",
  reason,
  amount,
});

/** Expired after so much was paid; all earlier events were received. */
async function over(merchant: Merchant, paid?: string): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  if (paid !== undefined) payment.pay(paid);
  await merchant.gateway.catchUp();
  await merchant.gateway.clock.advance(OVER_MS);
  await payment.takeWebhooks();
  return payment;
}

/** Confirmed, then taken back. */
async function reverted(merchant: Merchant, how: "dropped" | "waiting"): Promise<TestPayment> {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25");
  await merchant.gateway.mine(11);
  merchant.gateway.chain.reorg({ depth: 12, ...(how === "dropped" ? { drop: [txId] } : { reaccept: [] }) });
  await payment.takeWebhooks();
  return payment;
}

test("underpaid, ignored: the payment stays expired and no attention is raised again", async ({
  clock,
  merchant,
}) => {
  const payment = await over(merchant, "10");
  await ignore(payment, "underpaid");
  expect(await payment.takeWebhooks()).toEqual([resolved("underpaid", "ignored", "10.00000000")]);
  expect(await payment.attention()).toEqual([`underpaid ignored 10.00000000 ${me}`]);
  await clock.advance(MINUTE_MS);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(await payment.full()).toMatchObject({ status: "expired", attention: [] });
  expect(await payment.page()).toMatchObject({
    status: "expired",
    attention: [],
    amountReceived: "10.00000000",
  });
});

test("underpaid, accepted: what came is enough; what comes later is plain surplus", async ({
  gateway,
  merchant,
}) => {
  const payment = await over(merchant, "10");
  await accept(payment, "underpaid");
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.confirming",
    "payment.confirmed",
    "payment.attention",
  ]);
  expect(await payment.full()).toMatchObject({ status: "confirmed", amountMissing: "0.00000000" });
  payment.pay("15");
  await gateway.mine(12);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "15.00000000" },
    { event: "transfer.confirmed", amount: "15.00000000" },
  ]);
});

test("underpaid, cleared: the chain takes the part back", async ({ chain, clock, merchant }) => {
  const payment = await merchant.createPayment();
  const drop = [payment.pay("10")];
  await clock.advance(OVER_MS);
  await payment.takeWebhooks();
  chain.reorg({ depth: 13, drop });
  expect((await payment.takeWebhooks()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
  expect(await payment.attention()).toEqual(["underpaid cleared 10.00000000"]);
});

test("late, raised again only when the sum changes: one open entry that follows it", async ({
  gateway,
  merchant,
}) => {
  const payment = await over(merchant);
  payment.pay("5");
  expect((await payment.takeWebhooks()).at(-1)).toEqual(raised("late", "5.00000000"));
  await gateway.mine(20);
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual(["transfer.confirmed"]);
  payment.pay("7");
  expect((await payment.takeWebhooks()).slice(1)).toEqual([
    { event: "payment.late", late: "12.00000000" },
    raised("late", "12.00000000"),
  ]);
  expect(await payment.attention()).toEqual(["late open 12.00000000"]);
  await ignore(payment, "late");
  expect(await payment.takeWebhooks()).toEqual([resolved("late", "ignored", "12.00000000")]);
  payment.pay("1");
  expect((await payment.takeWebhooks()).at(-1)).toEqual(raised("late", "13.00000000"));
  expect(await payment.attention()).toEqual([`late ignored 12.00000000 ${me}`, "late open 13.00000000"]);
});

test("late, accepted on a canceled payment: the mark ends and the payment confirms, late", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await payment.action("cancel");
  payment.pay("25");
  await gateway.mine(12);
  await payment.takeWebhooks();
  const { body } = await accept(payment, "late");
  expect(body).toMatchObject({ status: "confirmed", mark: null });
  expect(await payment.takeWebhooks()).toEqual([
    { event: "payment.confirming" },
    { event: "payment.confirmed", late: true, overpaid: false },
    resolved("late", "accepted", "25.00000000"),
  ]);
  expect(await payment.attention()).toEqual([`late accepted 25.00000000 ${me}`]);
});

test("late, under the mark invalid: accepting is refused until the mark is cleared, ignoring is not", async ({
  merchant,
}) => {
  const payment = await over(merchant, "10");
  await payment.action("mark", { status: "invalid", note: "fraud" });
  payment.pay("15");
  await payment.takeWebhooks();
  expect(await accept(payment, "late")).toMatchObject({ status: 409, body: { code: "conflict" } });
  expect(await payment.attention()).toContain("late open 15.00000000");
  expect((await ignore(payment, "late")).status).toBe(200);
  expect(await payment.takeWebhooks()).toEqual([resolved("late", "ignored", "15.00000000")]);
});

test("late, accepted but short: it counts, and the payment stays expired for what is missing", async ({
  gateway,
  merchant,
}) => {
  const payment = await over(merchant);
  payment.pay("10");
  await gateway.mine(12);
  await payment.takeWebhooks();
  await accept(payment, "late");
  expect(await payment.takeWebhooks()).toEqual([
    resolved("late", "accepted", "10.00000000"),
    raised("underpaid", "10.00000000"),
  ]);
  // The decision holds for what comes later.
  payment.pay("15");
  await gateway.mine(12);
  expect((await payment.takeWebhooks()).at(-1)).toEqual({
    event: "payment.confirmed",
    late: true,
    overpaid: false,
  });
  expect(await payment.full()).toMatchObject({ status: "confirmed", attention: [] });
  expect((await payment.page()).attention).toEqual(["late"]);
});

test("overpaid, accepted: kept; more surplus asks again", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment();
  payment.pay("28");
  await gateway.mine(12);
  expect((await payment.takeWebhooks()).at(-1)).toEqual(raised("overpaid", "3.00000000"));
  await accept(payment, "overpaid");
  expect(await payment.takeWebhooks()).toEqual([resolved("overpaid", "accepted", "3.00000000")]);
  payment.pay("2");
  expect((await payment.takeWebhooks()).slice(1)).toEqual([
    { event: "payment.overpaid", overpaid: "5.00000000" },
    raised("overpaid", "5.00000000"),
  ]);
  expect(await payment.attention()).toEqual([
    `overpaid accepted 3.00000000 ${me}`,
    "overpaid open 5.00000000",
  ]);
});

test("overpaid: less than 0.2 KAS or half a per cent is only shown", async ({ gateway, merchant }) => {
  const [small, large] = [
    await merchant.createPayment(),
    await merchant.createPayment({ amount: "1000", requiredConfirmations: 10 }),
  ];
  small.pay("25.2");
  large.pay("1005");
  await gateway.mine(12);
  for (const payment of [small, large]) {
    expect((await payment.takeWebhooks()).at(-1)).toMatchObject({
      event: "payment.confirmed",
      overpaid: false,
    });
    expect((await payment.full()).attentions).toEqual([]);
  }
  expect(await small.page()).toMatchObject({ amountOverpaid: "0.20000000", attention: [] });
  expect(await large.page()).toMatchObject({ amountOverpaid: "5.00000000", attention: [] });
});

test("multiple, ignored; cleared when the chain takes the second payment back", async ({
  chain,
  merchant,
}) => {
  const [ignored, cleared] = [await merchant.createPayment(), await merchant.createPayment()];
  ignored.pay("25");
  cleared.pay("25");
  ignored.pay("25");
  const drop = [cleared.pay("25")];
  for (const payment of [ignored, cleared])
    expect((await payment.takeWebhooks()).at(-1)).toEqual(raised("multiple", "25.00000000"));
  await ignore(ignored, "multiple");
  expect(await ignored.takeWebhooks()).toEqual([resolved("multiple", "ignored", "25.00000000")]);
  chain.reorg({ depth: 1, drop });
  expect((await cleared.takeWebhooks()).map(({ event }) => event)).toEqual(["transfer.reverted"]);
  expect(await cleared.attention()).toEqual(["multiple cleared 25.00000000"]);
  expect((await cleared.publicStatus()).status).toBe("confirming");
});

test("reverted, accepted: the merchant takes the loss, the payment is marked paid", async ({ merchant }) => {
  const payment = await reverted(merchant, "dropped");
  await accept(payment, "reverted");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "payment.confirmed", manual: true },
    resolved("reverted", "accepted", "25.00000000"),
  ]);
  expect(await payment.full()).toMatchObject({
    status: "confirmed",
    mark: { kind: "paid", actor: me, reason: "decided" },
  });
  expect(await payment.attention()).toEqual([
    `reverted accepted 25.00000000 ${me}`,
    `manual accepted 0.00000000 ${me}`,
  ]);
});

test("reverted, ignored: the hold runs out and the payment is invalid", async ({ clock, merchant }) => {
  const payment = await reverted(merchant, "dropped");
  await ignore(payment, "reverted");
  await clock.advance(HOLD_MS + 10_000);
  expect((await payment.takeWebhooks()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
  expect(await payment.attention()).toEqual([`reverted ignored 25.00000000 ${me}`]);
});

test("reverted, cleared: the money is deep enough again", async ({ gateway, merchant }) => {
  const payment = await reverted(merchant, "waiting");
  await gateway.mine(13);
  expect((await payment.takeWebhooks()).at(-1)).toMatchObject({
    event: "payment.confirmed",
    reconfirmed: true,
  });
  expect(await payment.attention()).toEqual(["reverted cleared 25.00000000"]);
  expect(await accept(payment, "reverted")).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("reverted, under the mark paid: the payment stays confirmed and staff is asked", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const drop = [payment.pay("10")];
  await gateway.catchUp();
  await payment.action("mark", { status: "paid", note: "the rest in cash" });
  await payment.takeWebhooks();
  chain.reorg({ depth: 1, drop });
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    raised("reverted", "10.00000000"),
  ]);
  expect((await payment.publicStatus()).status).toBe("confirmed");
});

test("manual, a covenant-bound output: stored, never credited, for people to note", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25", { covenant: true });
  await gateway.mine(12);
  expect((await payment.takeWebhooks()).slice(1)).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "transfer.confirmed", amount: "25.00000000" },
    raised("manual", "25.00000000"),
  ]);
  expect(await payment.full()).toMatchObject({
    status: "pending",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    amountCredited: "0.00000000",
    txId: null,
    transfers: [{ credited: false }],
  });
  await accept(payment, "manual");
  expect(await payment.takeWebhooks()).toEqual([resolved("manual", "accepted", "25.00000000")]);
  expect((await payment.publicStatus()).status).toBe("pending");
});

test("a reason that is not open cannot be resolved, nor one of another store", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  for (const reason of ["underpaid", "late", "overpaid", "multiple", "reverted", "manual"]) {
    expect(await accept(payment, reason)).toMatchObject({ status: 409, body: { code: "conflict" } });
  }
  expect(await payment.action("resolve", { attention: "nonsense", action: "accept" })).toMatchObject({
    status: 400,
  });
  expect((await payment.full()).version).toBe(1);
});

test("open reasons are found in the list, counted, and gone from both when resolved", async ({
  merchant,
}) => {
  const payment = await over(merchant, "10");
  const listed = async (attention: string) => {
    const { body } = await merchant.call("GET", `/api/v1/payments?attention=${attention}&limit=100`);
    return body.data.some(({ id }: { id: string }) => id === payment.id);
  };
  expect([await listed("underpaid"), await listed("any"), await listed("late")]).toEqual([true, true, false]);
  await ignore(payment, "underpaid");
  expect([await listed("underpaid"), await listed("any")]).toEqual([false, false]);
});
