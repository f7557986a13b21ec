// What people do to a payment (docs/spec/payment-lifecycle.md#transitions).

import { reduce } from "@kaspa-pay/core";
import { expect } from "vitest";
import { findPayment } from "../../src/features/payments/find-payment.ts";
import { paymentRepository } from "../../src/features/payments/repository/payments.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

let me: string;
test.beforeAll(async ({ gateway, merchant }) => {
  const { body } = await gateway.call("GET", "/api/v1/auth/me", { as: merchant.token });
  me = `user:${body.id}`;
});

const OVER_MS = 5 * MINUTE_MS + 31_000;
const PAID = { status: "paid", note: "paid in cash" };

test("pending → canceled: one event, and the page offers nothing to pay", async ({ merchant }) => {
  const payment = await merchant.createPayment();
  await payment.takeWebhooks();
  const answer = await payment.action("cancel", { note: "changed my mind" });
  expect(answer).toMatchObject({
    status: 200,
    body: { status: "canceled", mark: { kind: "canceled", actor: me } },
  });
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.canceled" }]);
  expect(await payment.full()).toMatchObject({ attentions: [], allowedMarks: ["paid", "clear"] });
  expect(await payment.page()).toMatchObject({ status: "canceled", payable: false, uri: null });
  expect(await payment.timeline()).toEqual(["payment.created", "address", "act.cancel", "payment.canceled"]);
});

const OPEN: readonly [from: string, reach: (payment: TestPayment) => Promise<unknown>][] = [
  ["pending", async () => {}],
  ["underpaid", async (payment) => payment.pay("10")],
  ["confirming", async (payment) => payment.pay("25")],
  ["expired", (payment) => payment.gateway.clock.advance(OVER_MS)],
  ["canceled", (payment) => payment.action("cancel")],
  [
    "invalid",
    async (payment) => {
      payment.pay("10");
      await payment.gateway.catchUp();
      await payment.action("mark", { status: "invalid", note: "fraud" });
    },
  ],
];

test.for(OPEN)(
  "%s → confirmed: marked paid, flagged manual, the member named",
  async ([from, reach], { merchant }) => {
    const payment = await merchant.createPayment();
    await reach(payment);
    await payment.takeWebhooks();
    expect((await payment.publicStatus()).status).toBe(from);
    const { body } = await payment.action("mark", PAID);
    expect(body.mark).toMatchObject({ kind: "paid", actor: me, reason: "paid in cash" });
    expect(await payment.takeWebhooks()).toEqual([{ event: "payment.confirmed", manual: true }]);
    expect((await payment.attention()).at(-1)).toBe(`manual accepted 0.00000000 ${me}`);
    expect(await payment.full()).toMatchObject({
      status: "confirmed",
      attention: [],
      allowedMarks: ["invalid", "clear"],
    });
    expect(await payment.page()).toMatchObject({
      status: "confirmed",
      payable: false,
      receiptUrl: expect.any(String),
    });
  },
);

test.for([
  ["underpaid", "10", 0],
  ["confirming", "25", 0],
  ["confirmed", "25", 12],
  ["expired", undefined, 0],
] as const)(
  "%s → invalid: marked invalid, flagged manual",
  async ([from, paid, blocks], { gateway, clock, merchant }) => {
    const payment = await merchant.createPayment();
    if (paid === undefined) await clock.advance(OVER_MS);
    else payment.pay(paid);
    if (blocks > 0) await gateway.mine(blocks);
    await payment.takeWebhooks();
    expect((await payment.publicStatus()).status).toBe(from);
    await payment.action("mark", { status: "invalid", note: "returned goods" });
    expect(await payment.takeWebhooks()).toEqual([{ event: "payment.invalid", manual: true }]);
    expect(await payment.full()).toMatchObject({
      status: "invalid",
      amountCredited: "0.00000000",
      amountReceived: "0.00000000",
      amountUncredited: paid === undefined ? "0.00000000" : `${paid}.00000000`,
      allowedMarks: ["paid", "clear"],
    });
    expect((await payment.attention()).at(-1)).toBe(`manual accepted 0.00000000 ${me}`);
    expect(await payment.page()).toMatchObject({ status: "invalid", payable: false });
  },
);

test("marked → derived: without the mark the money and the time decide again", async ({
  gateway,
  clock,
  merchant,
}) => {
  const [canceled, paidByHand, refused] = [
    await merchant.createPayment(),
    await merchant.createPayment(),
    await merchant.createPayment(),
  ];
  await canceled.action("cancel");
  await paidByHand.action("mark", PAID);
  refused.pay("25");
  await gateway.mine(12);
  await refused.action("mark", { status: "invalid", note: "a mistake" });
  for (const payment of [canceled, paidByHand, refused]) {
    await payment.takeWebhooks();
    expect((await payment.action("mark", { status: "clear", note: "a mistake" })).status).toBe(200);
  }
  expect(await canceled.takeWebhooks()).toEqual([]);
  expect(await paidByHand.takeWebhooks()).toEqual([]);
  // It was sent before, and nothing reverted: merchants get the state in payment.updated alone.
  expect(await refused.takeWebhooks()).toEqual([]);
  expect(await canceled.full()).toMatchObject({ status: "pending", mark: null, payable: true });
  expect(await paidByHand.full()).toMatchObject({ status: "pending", mark: null });
  expect(await refused.full()).toMatchObject({ status: "confirmed", mark: null });
  await clock.advance(OVER_MS);
  expect(await canceled.takeWebhooks()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
});

test("marked → derived: what the mark hid is sent when it is cleared", async ({ clock, merchant }) => {
  const payment = await merchant.createPayment();
  await payment.action("cancel");
  await clock.advance(OVER_MS);
  await payment.takeWebhooks();
  await payment.action("mark", { status: "clear", note: "reopened" });
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
});

test("pending → same: a new quote changes the sum and sends payment.updated only", async ({
  clock,
  receiver,
  merchant,
}) => {
  const payment = await merchant.createPayment({ amount: "2.50", currency: "USD" });
  await payment.takeWebhooks();
  const before = await payment.full();
  await clock.advance(1_000);
  const answer = await merchant.call("POST", `/api/v1/payments/${payment.id}/quote`, {});
  expect(answer).toMatchObject({ status: 200, body: { kaspaAddress: payment.address, status: "pending" } });
  const receivedBefore = receiver.received.length;
  expect(await payment.takeWebhooks()).toEqual([]);
  expect(receiver.received.length - receivedBefore).toBe(1);
  const after = await payment.full();
  expect(after.quotes).toHaveLength(2);
  expect(after.version).toBe(before.version + 1);
  expect(await payment.timeline()).toEqual(["payment.created", "address", "act.requote"]);
  payment.pay("25");
  await payment.takeWebhooks();
  const refused = await merchant.call("POST", `/api/v1/payments/${payment.id}/quote`, {});
  expect(refused).toMatchObject({ status: 409, body: { code: "payment_has_transfers" } });
});

test("any → derived: a decision sends its status event, then how it was resolved", async ({
  gateway,
  clock,
  merchant,
}) => {
  const short = await merchant.createPayment();
  const late = await merchant.createPayment();
  short.pay("10");
  await clock.advance(OVER_MS);
  late.pay("25");
  await gateway.mine(12);
  for (const payment of [short, late]) await payment.takeWebhooks();
  const confirmedNow = (amount: string, reason: string, isLate: boolean) => [
    { event: "payment.confirming" },
    { event: "payment.confirmed", late: isLate, overpaid: false },
    { event: "payment.attention", reason, resolution: "accepted", amount },
  ];
  await short.action("resolve", { attention: "underpaid", action: "accept", note: "a friend" });
  expect(await short.takeWebhooks()).toEqual(confirmedNow("10.00000000", "underpaid", false));
  await late.action("resolve", { attention: "late", action: "accept" });
  expect(await late.takeWebhooks()).toEqual(confirmedNow("25.00000000", "late", true));
  // The payer still reads that it was late; that it was short is settled.
  for (const [payment, attention] of [
    [short, []],
    [late, ["late"]],
  ] as const) {
    expect(await payment.page()).toMatchObject({
      status: "confirmed",
      amountMissing: "0.00000000",
      attention,
    });
    expect(await payment.timeline()).toContain("act.resolve");
  }
});

test("any → same: a refund's own event, and payment.refunded when the refund status changes", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await gateway.mine(12);
  await payment.takeWebhooks();
  const refund = (event: "refund.created" | "refund.confirmed", refundedSompi: bigint, refundId = "ref_1") =>
    applyRefund(gateway, payment.id, { event, refundedSompi, refundId });
  await refund("refund.created", 0n);
  expect(await payment.takeWebhooks()).toEqual([{ event: "refund.created", refundId: "ref_1" }]);
  await refund("refund.confirmed", 500_000_000n);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "refund.confirmed", refundId: "ref_1" },
    { event: "payment.refunded", refundStatus: "partial" },
  ]);
  await refund("refund.confirmed", 2_500_000_000n, "ref_2");
  expect(await payment.takeWebhooks()).toEqual([
    { event: "refund.confirmed", refundId: "ref_2" },
    { event: "payment.refunded", refundStatus: "full" },
  ]);
  expect(await payment.full()).toMatchObject({
    status: "confirmed",
    refundStatus: "full",
    amountRefunded: "25.00000000",
  });
});

test("refunded: a confirmed refund of at least the sum closes the question, a smaller one does not", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("30");
  await gateway.mine(12);
  await payment.takeWebhooks();
  const refund = (refundId: string, refundedSompi: bigint) =>
    applyRefund(gateway, payment.id, { event: "refund.confirmed", refundedSompi, refundId });
  await refund("ref_1", 499_999_999n);
  expect(await payment.attention()).toEqual(["overpaid open 5.00000000"]);
  await refund("ref_2", 500_000_000n);
  expect(await payment.attention()).toEqual(["overpaid refunded 5.00000000"]);
  expect((await payment.takeWebhooks()).map(({ event }) => event)).toEqual([
    "refund.confirmed",
    "payment.refunded",
    "refund.confirmed",
  ]);
});

/** What a refund says to its payment, without the refund: `refunds.test.ts` makes real ones. */
async function applyRefund(
  { useCases }: TestGateway,
  id: string,
  change: { event: "refund.created" | "refund.confirmed"; refundedSompi: bigint; refundId: string },
): Promise<void> {
  await useCases.unitOfWork.transaction(async (db) => {
    const found = await findPayment(db, id);
    if (found === null) throw new Error("no such payment");
    const target = { storeId: found.details.storeId, paymentId: id };
    const [stored] = await paymentRepository(db).lock([target]);
    if (stored === undefined) throw new Error("no such payment");
    const { payment, transfers, details } = stored;
    const refundSequence = change.event === "refund.created" ? 1 : 2;
    const fact = {
      kind: "refund" as const,
      ...change,
      refundSequence,
      reverted: false,
      now: useCases.clock.now(),
    };
    const reduction = reduce(payment, transfers, fact, payment.policy);
    if (!reduction.ok) throw new Error(reduction.text);
    await paymentRepository(db).save([useCases.paymentChanges.changeOf(details, reduction)]);
  });
  useCases.bus.publish({ topic: "payments", paymentIds: [id] });
}
