// Money after the deadline, money learned late, too much money (docs/spec/payment-lifecycle.md#transitions).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { HOLD_MS, MINUTE_MS } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 5 * MINUTE_MS + 31_000;

/** Expired; all earlier events were received. */
async function expired(
  merchant: Merchant,
  first?: string,
  fields: Record<string, unknown> = {},
): Promise<TestPayment> {
  const payment = await merchant.createPayment(fields);
  if (first !== undefined) payment.pay(first);
  await merchant.gateway.clock.advance(OVER_MS);
  await payment.takeWebhooks();
  return payment;
}

/** A transaction that the mempool showed in time and that no block took before the deadline. */
async function seenInTime(merchant: Merchant, amount: string): Promise<{ sale: TestPayment; txId: string }> {
  const payment = await merchant.createPayment();
  const txId = payment.pay(amount, { mempoolOnly: true });
  await payment.page();
  await merchant.gateway.pollMempool();
  await merchant.gateway.clock.advance(OVER_MS);
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.detected",
    "payment.expired",
  ]);
  return { sale: payment, txId };
}

const LATE_25 = [
  { event: "transfer.accepted", amount: "25.00000000" },
  { event: "payment.late", late: "25.00000000" },
];

test("expired → same: late money is announced once, kept apart, and waits for staff", async ({
  gateway,
  merchant,
}) => {
  const payment = await expired(merchant);
  payment.pay("25");
  expect(await payment.takeWebhooks()).toEqual([
    ...LATE_25,
    { event: "payment.attention", reason: "late", amount: "25.00000000" },
  ]);
  await gateway.mine(12);
  expect(await payment.takeWebhooks()).toEqual([{ event: "transfer.confirmed", amount: "25.00000000" }]);
  expect(await payment.full()).toMatchObject({
    status: "expired",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    amountCredited: "0.00000000",
    txId: null,
    attention: ["late"],
    allowedActs: ["resolve", "attach", "simulate"],
    transfers: [{ late: true, credited: false }],
  });
  expect(await payment.page()).toMatchObject({
    status: "expired",
    payable: false,
    attention: ["late"],
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    transfers: [{ amount: "25.00000000", status: "confirmed" }],
  });
});

test("canceled → same: money on a canceled payment is late, whatever its time", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  await payment.action("cancel");
  await payment.takeWebhooks();
  payment.pay("25");
  expect(await payment.takeWebhooks()).toEqual([
    ...LATE_25,
    { event: "payment.attention", reason: "late", amount: "25.00000000" },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "canceled",
    payable: false,
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    attention: ["late"],
  });
});

test("invalid → same: money after the mark is late; what was there before is known to staff", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("10");
  await gateway.catchUp();
  await payment.action("mark", { status: "invalid", note: "fraud" });
  await payment.takeWebhooks();
  payment.pay("15");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "15.00000000" },
    { event: "payment.late", late: "15.00000000" },
    { event: "payment.attention", reason: "late", amount: "15.00000000" },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "invalid",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    attention: ["late"],
  });
});

test("expired → confirming: late money that the store's policy accepts confirms, flagged late", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({ latePolicy: { kind: "accept" } });
  const payment = await expired(merchant);
  await merchant.changeSettings({ latePolicy: { kind: "review" } });
  payment.pay("25");
  expect(await payment.takeWebhooks()).toEqual([...LATE_25, { event: "payment.confirming" }]);
  expect(await payment.attention()).toEqual(["late accepted 25.00000000 policy"]);
  await gateway.mine(12);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: true, overpaid: false },
  ]);
  expect(await payment.timeline()).toContain("attention.accepted");
  expect(await payment.page()).toMatchObject({ status: "confirmed", attention: ["late"] });
});

test("expired → confirming: money seen in time and accepted after the deadline recovers the payment", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { sale: payment, txId } = await seenInTime(merchant, "25");
  chain.release({ txId });
  await gateway.mine(1);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.confirming", recovered: true },
  ]);
  expect(await payment.page()).toMatchObject({ status: "confirming", amountMissing: "0.00000000" });
  await gateway.mine(12);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
  expect((await payment.full()).attentions).toEqual([]);
});

test("invalid → confirming: in-time money that comes back recovers an automatic invalid", async ({
  gateway,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await gateway.mine(3);
  const { controls } = gateway.sim;
  controls.holdTxs({ on: true });
  controls.reorg({ depth: 4, reaccept: [] });
  await gateway.catchUp();
  await clock.advance(HOLD_MS + OVER_MS);
  expect((await payment.takeWebhooks()).slice(3)).toEqual([
    { event: "transfer.reverted", amount: "25.00000000" },
    { event: "payment.reverted" },
    { event: "payment.invalid", reason: "reverted" },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "invalid",
    payable: false,
    amountReceived: "0.00000000",
  });
  controls.holdTxs({ on: false });
  await gateway.mine(1);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.confirming", recovered: true },
  ]);
  await gateway.mine(12);
  expect((await payment.takeWebhooks()).at(-1)).toEqual({
    event: "payment.confirmed",
    late: false,
    overpaid: false,
  });
});

test("expired → same: a part learned late asks for a decision, without a second payment.expired", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { sale: payment, txId } = await seenInTime(merchant, "10");
  chain.release({ txId });
  await gateway.mine(1);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "10.00000000" },
    { event: "payment.attention", reason: "underpaid", amount: "10.00000000" },
  ]);
  expect(await payment.full()).toMatchObject({ status: "expired", amountCredited: "10.00000000" });
  expect(await payment.attention()).toEqual(["underpaid open 10.00000000"]);
});

test("confirming, confirmed → same: a surplus is announced as it grows; a second full payment is multiple", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment({ requiredConfirmations: 20 });
  payment.pay("25");
  await payment.takeWebhooks();
  payment.pay("3");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "3.00000000" },
    { event: "payment.overpaid", overpaid: "3.00000000" },
    { event: "payment.attention", reason: "overpaid", amount: "3.00000000" },
  ]);
  await gateway.mine(30);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "transfer.confirmed", amount: "3.00000000" },
    { event: "payment.confirmed", late: false, overpaid: true },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "confirmed",
    attention: ["overpaid"],
    amountOverpaid: "3.00000000",
  });
  payment.pay("25");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.overpaid", overpaid: "28.00000000" },
    { event: "payment.attention", reason: "multiple", amount: "28.00000000" },
  ]);
  expect(await payment.attention()).toEqual(["overpaid cleared 3.00000000", "multiple open 28.00000000"]);
  expect(await payment.page()).toMatchObject({ status: "confirmed", amountOverpaid: "28.00000000" });
});
