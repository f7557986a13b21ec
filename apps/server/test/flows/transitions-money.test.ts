// Money arrives in time, or does not (docs/spec/payment-lifecycle.md#transitions).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

test("created: a pending payment asks for its whole price, with one event", async ({ merchant }) => {
  const payment = await merchant.createPayment({ orderId: "A-1" });
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.created" }]);
  expect(await payment.full()).toMatchObject({
    status: "pending",
    orderId: "A-1",
    amountExpected: "25.00000000",
    amountMissing: "25.00000000",
    amountReceived: "0.00000000",
    allowedMarks: ["paid"],
    allowedActs: ["cancel", "attach", "simulate"],
    attentions: [],
  });
  expect(await payment.page()).toMatchObject({
    status: "pending",
    payable: true,
    attention: [],
    transfers: [],
  });
  expect(await payment.timeline()).toEqual(["payment.created", "address"]);
});

test("seen, gone: the mempool only informs; what is never accepted is dropped", async ({
  gateway,
  chain,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25", { mempoolOnly: true });
  await payment.page();
  await gateway.pollMempool();
  expect(await payment.takeWebhooks()).toEqual([
    { event: "payment.created" },
    { event: "transfer.detected", amount: "25.00000000" },
  ]);
  expect(await payment.full()).toMatchObject({
    status: "pending",
    amountSeen: "25.00000000",
    amountReceived: "0.00000000",
    allowedActs: ["attach", "simulate"],
  });
  expect((await payment.action("cancel")).body).toMatchObject({ code: "payment_has_transfers" });
  chain.dropTx({ txId });
  for (const wait of [0, 59_000, 1_000]) {
    await clock.advance(wait);
    expect(await payment.takeWebhooks()).toEqual([]);
    await payment.page();
    await gateway.pollMempool();
  }
  expect(await payment.takeWebhooks()).toEqual([{ event: "transfer.dropped", amount: "25.00000000" }]);
  expect(await payment.full()).toMatchObject({ status: "pending", amountSeen: "0.00000000" });
  expect(await payment.timeline()).toEqual([
    "payment.created",
    "address",
    "transfer.detected",
    "transfer.dropped",
  ]);
});

test("pending, underpaid → underpaid: each event has what is missing, and the page asks for just that", async ({
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await payment.takeWebhooks();
  payment.pay("10");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "10.00000000" },
    { event: "payment.underpaid", missing: "15.00000000", topUp: "15.00000000" },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "underpaid",
    payable: true,
    amountMissing: "15.00000000",
    topUp: "15.00000000",
    uri: expect.stringMatching(/\?amount=15$/),
  });
  // A rest that no wallet can send is asked for as the least that one can.
  payment.pay("14.85");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "14.85000000" },
    { event: "payment.underpaid", missing: "0.15000000", topUp: "0.20000000" },
  ]);
  expect((await payment.page()).uri).toMatch(/\?amount=0\.2$/);
  expect(await payment.full()).toMatchObject({
    status: "underpaid",
    amountCredited: "24.85000000",
    attentions: [],
    allowedMarks: ["paid", "invalid"],
  });
});

test("pending, underpaid → confirming: enough within the tolerance, whether at once or by topping up", async ({
  merchant,
}) => {
  const [whole, parts] = [await merchant.createPayment(), await merchant.createPayment()];
  whole.pay("24.9");
  parts.pay("20");
  expect((await whole.takeWebhooks()).slice(1)).toEqual([
    { event: "transfer.accepted", amount: "24.90000000" },
    { event: "payment.confirming" },
  ]);
  await parts.takeWebhooks();
  parts.pay("5");
  expect(await parts.takeWebhooks()).toEqual([
    { event: "transfer.accepted", amount: "5.00000000" },
    { event: "payment.confirming" },
  ]);
  for (const payment of [whole, parts]) {
    expect(await payment.page()).toMatchObject({
      status: "confirming",
      payable: false,
      amountMissing: "0.00000000",
    });
    expect(await payment.full()).toMatchObject({ allowedMarks: ["paid", "invalid"], attentions: [] });
  }
});

test("confirming → confirmed: at the required depth, not one confirmation earlier", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25");
  await payment.takeWebhooks();
  await gateway.mine(9);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(await payment.publicStatus()).toMatchObject({ status: "confirming", requiredConfirmations: 10 });
  await gateway.mine(1);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
  expect(await payment.full()).toMatchObject({
    status: "confirmed",
    amountConfirmed: "25.00000000",
    txId,
    allowedMarks: ["invalid"],
    allowedActs: ["attach", "simulate"],
    attentions: [],
  });
  expect(await payment.page()).toMatchObject({
    status: "confirmed",
    receiptUrl: expect.stringContaining(payment.id),
  });
});

test("confirming → confirmed: money first known at full depth sends every step once", async ({
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  chain.mine(30);
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
});

test("pending → expired: after expiry and grace by the chain's clock, and no attention is raised", async ({
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await payment.takeWebhooks();
  await clock.advance(5 * MINUTE_MS);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(await payment.page()).toMatchObject({ status: "pending", payable: false, uri: null });
  await clock.advance(31_000);
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
  expect(await payment.full()).toMatchObject({
    status: "expired",
    attentions: [],
    allowedMarks: ["paid", "invalid"],
    allowedActs: ["renew", "attach", "simulate"],
  });
  expect(await payment.page()).toMatchObject({ status: "expired", payable: false, attention: [] });
});

test("underpaid → expired: a part at the deadline asks for a decision, and the payer sees what came", async ({
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("10");
  await payment.takeWebhooks();
  await clock.advance(5 * MINUTE_MS + 31_000);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "10.00000000" },
    { event: "payment.expired", partiallyPaid: true, missing: "15.00000000" },
    { event: "payment.attention", reason: "underpaid", amount: "10.00000000" },
  ]);
  expect(await payment.attention()).toEqual(["underpaid open 10.00000000"]);
  expect(await payment.full()).toMatchObject({
    status: "expired",
    attention: ["underpaid"],
    allowedActs: ["resolve", "attach", "simulate"],
  });
  expect(await payment.page()).toMatchObject({
    status: "expired",
    attention: ["underpaid"],
    amountReceived: "10.00000000",
    amountMissing: "15.00000000",
    transfers: [{ amount: "10.00000000", status: "confirmed" }],
  });
});

test("confirming → same: money in time outlives the deadline without an event", async ({
  gateway,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment({ requiredConfirmations: 100 });
  payment.pay("25");
  await payment.takeWebhooks();
  await clock.advance(20 * MINUTE_MS);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(await payment.publicStatus()).toMatchObject({
    status: "confirming",
    payable: false,
    amountMissing: "0.00000000",
  });
  await gateway.mine(100);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false },
  ]);
});
