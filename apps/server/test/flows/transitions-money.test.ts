// Money arrives in time, or does not (docs/spec/payment-lifecycle.md#transitions).
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

test("created: a pending payment asks for its whole price, with one event", async () => {
  const sale = await till.sale({ orderId: "A-1" });
  expect(await sale.told()).toEqual([{ event: "payment.created" }]);
  expect(await sale.full()).toMatchObject({
    status: "pending",
    orderId: "A-1",
    amountExpected: "25.00000000",
    amountMissing: "25.00000000",
    amountReceived: "0.00000000",
    allowedMarks: ["paid"],
    allowedActs: ["cancel", "attach", "simulate"],
    attentions: [],
  });
  expect(await sale.page()).toMatchObject({ status: "pending", payable: true, attention: [], transfers: [] });
  expect(await sale.timeline()).toEqual(["payment.created", "address"]);
});

test("seen, gone: the mempool only informs; what is never accepted is dropped", async () => {
  const sale = await till.sale();
  const txId = sale.pay("25", { mempoolOnly: true });
  await sale.page();
  await till.peek();
  expect(await sale.told()).toEqual([
    { event: "payment.created" },
    { event: "transfer.detected", amount: "25.00000000" },
  ]);
  expect(await sale.full()).toMatchObject({
    status: "pending",
    amountSeen: "25.00000000",
    amountReceived: "0.00000000",
    allowedActs: ["attach", "simulate"],
  });
  expect((await sale.act("cancel")).body).toMatchObject({ code: "payment_has_transfers" });
  till.world.sim.controls.dropTx({ txId });
  for (const wait of [0, 59_000, 1_000]) {
    await till.pass(wait);
    expect(await sale.told()).toEqual([]);
    await sale.page();
    await till.peek();
  }
  expect(await sale.told()).toEqual([{ event: "transfer.dropped", amount: "25.00000000" }]);
  expect(await sale.full()).toMatchObject({ status: "pending", amountSeen: "0.00000000" });
  expect(await sale.timeline()).toEqual([
    "payment.created",
    "address",
    "transfer.detected",
    "transfer.dropped",
  ]);
});

test("pending, underpaid → underpaid: each event has what is missing, and the page asks for just that", async () => {
  const sale = await till.sale();
  await sale.told();
  sale.pay("10");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "10.00000000" },
    { event: "payment.underpaid", missing: "15.00000000", topUp: "15.00000000" },
  ]);
  expect(await sale.page()).toMatchObject({
    status: "underpaid",
    payable: true,
    amountMissing: "15.00000000",
    topUp: "15.00000000",
    uri: expect.stringMatching(/\?amount=15$/),
  });
  // A rest that no wallet can send is asked for as the least that one can.
  sale.pay("14.85");
  expect(await sale.told()).toEqual([
    { event: "transfer.accepted", amount: "14.85000000" },
    { event: "payment.underpaid", missing: "0.15000000", topUp: "0.20000000" },
  ]);
  expect((await sale.page()).uri).toMatch(/\?amount=0\.2$/);
  expect(await sale.full()).toMatchObject({
    status: "underpaid",
    amountCredited: "24.85000000",
    attentions: [],
    allowedMarks: ["paid", "invalid"],
  });
});

test("pending, underpaid → confirming: enough within the tolerance, whether at once or by topping up", async () => {
  const [whole, parts] = [await till.sale(), await till.sale()];
  whole.pay("24.9");
  parts.pay("20");
  expect((await whole.told()).slice(1)).toEqual([
    { event: "transfer.accepted", amount: "24.90000000" },
    { event: "payment.confirming" },
  ]);
  await parts.told();
  parts.pay("5");
  expect(await parts.told()).toEqual([
    { event: "transfer.accepted", amount: "5.00000000" },
    { event: "payment.confirming" },
  ]);
  for (const sale of [whole, parts]) {
    expect(await sale.page()).toMatchObject({
      status: "confirming",
      payable: false,
      amountMissing: "0.00000000",
    });
    expect(await sale.full()).toMatchObject({ allowedMarks: ["paid", "invalid"], attentions: [] });
  }
});

test("confirming → confirmed: at the required depth, not one confirmation earlier", async () => {
  const sale = await till.sale();
  const txId = sale.pay("25");
  await sale.told();
  await till.mine(9);
  expect(await sale.told()).toEqual([]);
  expect(await sale.status()).toMatchObject({ status: "confirming", requiredConfirmations: 10 });
  await till.mine(1);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
  expect(await sale.full()).toMatchObject({
    status: "confirmed",
    amountConfirmed: "25.00000000",
    txId,
    allowedMarks: ["invalid"],
    allowedActs: ["attach", "simulate"],
    attentions: [],
  });
  expect(await sale.page()).toMatchObject({
    status: "confirmed",
    receiptUrl: expect.stringContaining(sale.id),
  });
});

test("confirming → confirmed: money first known at full depth sends every step once", async () => {
  const sale = await till.sale();
  sale.pay("25");
  till.world.sim.controls.mine(30);
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
});

test("pending → expired: after expiry and grace by the chain's clock, nobody is asked anything", async () => {
  const sale = await till.sale();
  await sale.told();
  await till.pass(5 * MINUTE_MS);
  expect(await sale.told()).toEqual([]);
  expect(await sale.page()).toMatchObject({ status: "pending", payable: false, uri: null });
  await till.pass(31_000);
  expect(await sale.told()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
  expect(await sale.full()).toMatchObject({
    status: "expired",
    attentions: [],
    allowedMarks: ["paid", "invalid"],
    allowedActs: ["renew", "attach", "simulate"],
  });
  expect(await sale.page()).toMatchObject({ status: "expired", payable: false, attention: [] });
});

test("underpaid → expired: a part at the deadline asks for a decision, and the payer sees what came", async () => {
  const sale = await till.sale();
  sale.pay("10");
  await sale.told();
  await till.pass(5 * MINUTE_MS + 31_000);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "10.00000000" },
    { event: "payment.expired", partiallyPaid: true, missing: "15.00000000" },
    { event: "payment.attention", reason: "underpaid", amount: "10.00000000" },
  ]);
  expect(await sale.attention()).toEqual(["underpaid open 10.00000000"]);
  expect(await sale.full()).toMatchObject({
    status: "expired",
    attention: ["underpaid"],
    allowedActs: ["resolve", "attach", "simulate"],
  });
  expect(await sale.page()).toMatchObject({
    status: "expired",
    attention: ["underpaid"],
    amountReceived: "10.00000000",
    amountMissing: "15.00000000",
    transfers: [{ amount: "10.00000000", status: "confirmed" }],
  });
});

test("confirming → same: money in time outlives the deadline without an event", async () => {
  const sale = await till.sale({ requiredConfirmations: 100 });
  sale.pay("25");
  await sale.told();
  await till.pass(20 * MINUTE_MS);
  expect(await sale.told()).toEqual([]);
  expect(await sale.status()).toMatchObject({
    status: "confirming",
    payable: false,
    amountMissing: "0.00000000",
  });
  await till.mine(100);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
});
