// Money after the deadline, money learned late, too much money (docs/spec/payment-lifecycle.md#transitions).
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOLD_MS, MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

/** Expired; all earlier events were received. */
async function expired(first?: string, ask: Record<string, unknown> = {}): Promise<Sale> {
  const sale = await till.sale(ask);
  if (first !== undefined) sale.pay(first);
  await till.pass(OVER_MS);
  await sale.told();
  return sale;
}

/** A transaction that the mempool showed in time and that no block took before the deadline. */
async function seenInTime(amount: string): Promise<{ sale: Sale; txId: string }> {
  const sale = await till.sale();
  const txId = sale.pay(amount, { mempoolOnly: true });
  await sale.page();
  await till.peek();
  await till.pass(OVER_MS);
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.detected",
    "payment.expired",
  ]);
  return { sale, txId };
}

const LATE_25 = [
  { event: "transfer.accepted", amount: "25.00000000" },
  { event: "payment.late", late: "25.00000000" },
];

test("expired → same: late money is announced once, kept apart, and waits for staff", async () => {
  const sale = await expired();
  sale.pay("25");
  expect(await sale.told()).toEqual([
    ...LATE_25,
    { event: "payment.attention", reason: "late", amount: "25.00000000" },
  ]);
  await till.mine(12);
  expect(await sale.told()).toEqual([{ event: "transfer.confirmed", amount: "25.00000000" }]);
  expect(await sale.full()).toMatchObject({
    status: "expired",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    amountCredited: "0.00000000",
    txId: null,
    attention: ["late"],
    allowedActs: ["resolve", "attach", "simulate"],
    transfers: [{ late: true, credited: false }],
  });
  expect(await sale.page()).toMatchObject({
    status: "expired",
    payable: false,
    attention: ["late"],
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    transfers: [{ amount: "25.00000000", status: "confirmed" }],
  });
});

test("canceled → same: money on a canceled payment is late, whatever its time", async () => {
  const sale = await till.sale();
  await sale.act("cancel");
  await sale.told();
  sale.pay("25");
  expect(await sale.told()).toEqual([
    ...LATE_25,
    { event: "payment.attention", reason: "late", amount: "25.00000000" },
  ]);
  expect(await sale.page()).toMatchObject({
    status: "canceled",
    payable: false,
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    attention: ["late"],
  });
});

test("invalid → same: money after the mark is late; what was there before is known to staff", async () => {
  const sale = await till.sale();
  sale.pay("10");
  await till.catchUp();
  await sale.act("mark", { status: "invalid", note: "fraud" });
  await sale.told();
  sale.pay("15");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "15.00000000" },
    { event: "payment.late", late: "15.00000000" },
    { event: "payment.attention", reason: "late", amount: "15.00000000" },
  ]);
  expect(await sale.page()).toMatchObject({
    status: "invalid",
    amountReceived: "0.00000000",
    amountUncredited: "25.00000000",
    attention: ["late"],
  });
});

test("expired → confirming: late money that the store's policy accepts confirms, flagged late", async () => {
  await till.settings({ latePolicy: { kind: "accept" } });
  const sale = await expired();
  await till.settings({ latePolicy: { kind: "review" } });
  sale.pay("25");
  expect(await sale.told()).toEqual([...LATE_25, { event: "payment.confirming" }]);
  expect(await sale.attention()).toEqual(["late accepted 25.00000000 policy"]);
  await till.mine(12);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: true, overpaid: false },
  ]);
  expect(await sale.timeline()).toContain("attention.accepted");
  expect(await sale.page()).toMatchObject({ status: "confirmed", attention: ["late"] });
});

test("expired → confirming: money seen in time and accepted after the deadline recovers the payment", async () => {
  const { sale, txId } = await seenInTime("25");
  till.world.sim.controls.release({ txId });
  await till.mine(1);
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.confirming", recovered: true },
  ]);
  expect(await sale.page()).toMatchObject({ status: "confirming", amountMissing: "0.00000000" });
  await till.mine(12);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
  expect((await sale.full()).attentions).toEqual([]);
});

test("invalid → confirming: in-time money that comes back recovers an automatic invalid", async () => {
  const sale = await till.sale();
  sale.pay("25");
  await till.mine(3);
  const { controls } = till.world.sim;
  controls.holdTxs({ on: true });
  controls.reorg({ depth: 4, reaccept: [] });
  await till.catchUp();
  await till.pass(HOLD_MS + OVER_MS);
  expect((await sale.told()).slice(3)).toEqual([
    { event: "transfer.reverted", amount: "25.00000000" },
    { event: "payment.reverted" },
    { event: "payment.invalid", reason: "reverted" },
  ]);
  expect(await sale.page()).toMatchObject({
    status: "invalid",
    payable: false,
    amountReceived: "0.00000000",
  });
  controls.holdTxs({ on: false });
  await till.mine(1);
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.confirming", recovered: true },
  ]);
  await till.mine(12);
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.confirmed", late: false, overpaid: false });
});

test("expired → same: a part learned late asks for a decision, without a second payment.expired", async () => {
  const { sale, txId } = await seenInTime("10");
  till.world.sim.controls.release({ txId });
  await till.mine(1);
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "10.00000000" },
    { event: "payment.attention", reason: "underpaid", amount: "10.00000000" },
  ]);
  expect(await sale.full()).toMatchObject({ status: "expired", amountCredited: "10.00000000" });
  expect(await sale.attention()).toEqual(["underpaid open 10.00000000"]);
});

test("confirming, confirmed → same: a surplus is announced as it grows; a second full payment is multiple", async () => {
  const sale = await till.sale({ requiredConfirmations: 20 });
  sale.pay("25");
  await sale.told();
  sale.pay("3");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "3.00000000" },
    { event: "payment.overpaid", overpaid: "3.00000000" },
    { event: "payment.attention", reason: "overpaid", amount: "3.00000000" },
  ]);
  await till.mine(30);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "transfer.confirmed", amount: "3.00000000" },
    { event: "payment.confirmed", late: false, overpaid: true },
  ]);
  expect(await sale.page()).toMatchObject({
    status: "confirmed",
    attention: ["overpaid"],
    amountOverpaid: "3.00000000",
  });
  sale.pay("25");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "25.00000000" },
    { event: "payment.overpaid", overpaid: "28.00000000" },
    { event: "payment.attention", reason: "multiple", amount: "28.00000000" },
  ]);
  expect(await sale.attention()).toEqual(["overpaid cleared 3.00000000", "multiple open 28.00000000"]);
  expect(await sale.page()).toMatchObject({ status: "confirmed", amountOverpaid: "28.00000000" });
});
