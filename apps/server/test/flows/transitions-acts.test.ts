// What people do to a payment (docs/spec/payment-lifecycle.md#transitions).

import { reduce } from "@kaspa-pay/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findPayment } from "../../src/features/payments/find-payment.ts";
import { paymentRepository } from "../../src/features/payments/repository/payments.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
let me: string;
beforeAll(async () => {
  till = await openTill();
  const { body } = await till.call("GET", "/api/v1/auth/me", undefined, till.token);
  me = `user:${body.id}`;
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;
const PAID = { status: "paid", note: "paid in cash" };

test("pending → canceled: one event, and the page offers nothing to pay", async () => {
  const sale = await till.sale();
  await sale.told();
  const answer = await sale.act("cancel", { note: "changed my mind" });
  expect(answer).toMatchObject({
    status: 200,
    body: { status: "canceled", mark: { kind: "canceled", actor: me } },
  });
  expect(await sale.told()).toEqual([{ event: "payment.canceled" }]);
  expect(await sale.full()).toMatchObject({ attentions: [], allowedMarks: ["paid", "clear"] });
  expect(await sale.page()).toMatchObject({ status: "canceled", payable: false, uri: null });
  expect(await sale.timeline()).toEqual(["payment.created", "address", "act.cancel", "payment.canceled"]);
});

const OPEN: readonly [from: string, reach: (sale: Sale) => Promise<unknown>][] = [
  ["pending", async () => {}],
  ["underpaid", async (sale) => sale.pay("10")],
  ["confirming", async (sale) => sale.pay("25")],
  ["expired", () => till.pass(OVER_MS)],
  ["canceled", (sale) => sale.act("cancel")],
  [
    "invalid",
    async (sale) => {
      sale.pay("10");
      await till.catchUp();
      await sale.act("mark", { status: "invalid", note: "fraud" });
    },
  ],
];

test.each(OPEN)("%s → confirmed: marked paid, flagged manual, the member named", async (from, reach) => {
  const sale = await till.sale();
  await reach(sale);
  await sale.told();
  expect((await sale.status()).status).toBe(from);
  const { body } = await sale.act("mark", PAID);
  expect(body.mark).toMatchObject({ kind: "paid", actor: me, reason: "paid in cash" });
  expect(await sale.told()).toEqual([{ event: "payment.confirmed", manual: true }]);
  expect((await sale.attention()).at(-1)).toBe(`manual accepted 0.00000000 ${me}`);
  expect(await sale.full()).toMatchObject({
    status: "confirmed",
    attention: [],
    allowedMarks: ["invalid", "clear"],
  });
  expect(await sale.page()).toMatchObject({
    status: "confirmed",
    payable: false,
    receiptUrl: expect.any(String),
  });
});

test.each([
  ["underpaid", "10", 0],
  ["confirming", "25", 0],
  ["confirmed", "25", 12],
  ["expired", undefined, 0],
] as const)("%s → invalid: marked invalid, flagged manual", async (from, paid, blocks) => {
  const sale = await till.sale();
  if (paid === undefined) await till.pass(OVER_MS);
  else sale.pay(paid);
  if (blocks > 0) await till.mine(blocks);
  await sale.told();
  expect((await sale.status()).status).toBe(from);
  await sale.act("mark", { status: "invalid", note: "returned goods" });
  expect(await sale.told()).toEqual([{ event: "payment.invalid", manual: true }]);
  expect(await sale.full()).toMatchObject({
    status: "invalid",
    amountCredited: "0.00000000",
    amountReceived: "0.00000000",
    amountUncredited: paid === undefined ? "0.00000000" : `${paid}.00000000`,
    allowedMarks: ["paid", "clear"],
  });
  expect((await sale.attention()).at(-1)).toBe(`manual accepted 0.00000000 ${me}`);
  expect(await sale.page()).toMatchObject({ status: "invalid", payable: false });
});

test("marked → derived: without the mark the money and the time decide again", async () => {
  const [canceled, paidByHand, refused] = [await till.sale(), await till.sale(), await till.sale()];
  await canceled.act("cancel");
  await paidByHand.act("mark", PAID);
  refused.pay("25");
  await till.mine(12);
  await refused.act("mark", { status: "invalid", note: "a mistake" });
  for (const sale of [canceled, paidByHand, refused]) {
    await sale.told();
    expect((await sale.act("mark", { status: "clear", note: "a mistake" })).status).toBe(200);
  }
  expect(await canceled.told()).toEqual([]);
  expect(await paidByHand.told()).toEqual([]);
  // It was sent before, and nothing reverted: merchants get the state in payment.updated alone.
  expect(await refused.told()).toEqual([]);
  expect(await canceled.full()).toMatchObject({ status: "pending", mark: null, payable: true });
  expect(await paidByHand.full()).toMatchObject({ status: "pending", mark: null });
  expect(await refused.full()).toMatchObject({ status: "confirmed", mark: null });
  await till.pass(OVER_MS);
  expect(await canceled.told()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
});

test("marked → derived: what the mark hid is sent when it is cleared", async () => {
  const sale = await till.sale();
  await sale.act("cancel");
  await till.pass(OVER_MS);
  await sale.told();
  await sale.act("mark", { status: "clear", note: "reopened" });
  expect(await sale.told()).toEqual([{ event: "payment.expired", partiallyPaid: false }]);
});

test("pending → same: a new quote changes the sum and sends payment.updated only", async () => {
  const sale = await till.sale({ amount: "2.50", currency: "USD" });
  await sale.told();
  const before = await sale.full();
  await till.pass(1_000);
  const answer = await till.call("POST", `/api/v1/payments/${sale.id}/quote`, {}, till.key);
  expect(answer).toMatchObject({ status: 200, body: { kaspaAddress: sale.address, status: "pending" } });
  const heard = till.receiver.received.length;
  expect(await sale.told()).toEqual([]);
  expect(till.receiver.received.length - heard).toBe(1);
  const after = await sale.full();
  expect(after.quotes).toHaveLength(2);
  expect(after.version).toBe(before.version + 1);
  expect(await sale.timeline()).toEqual(["payment.created", "address", "act.requote"]);
  sale.pay("25");
  await sale.told();
  const refused = await till.call("POST", `/api/v1/payments/${sale.id}/quote`, {}, till.key);
  expect(refused).toMatchObject({ status: 409, body: { code: "payment_has_transfers" } });
});

test("any → derived: a decision sends its status event, then how it was resolved", async () => {
  const short = await till.sale();
  const late = await till.sale();
  short.pay("10");
  await till.pass(OVER_MS);
  late.pay("25");
  await till.mine(12);
  for (const sale of [short, late]) await sale.told();
  const confirmedNow = (amount: string, reason: string, isLate: boolean) => [
    { event: "payment.confirming" },
    { event: "payment.confirmed", late: isLate, overpaid: false },
    { event: "payment.attention", reason, resolution: "accepted", amount },
  ];
  await short.act("resolve", { attention: "underpaid", action: "accept", note: "a friend" });
  expect(await short.told()).toEqual(confirmedNow("10.00000000", "underpaid", false));
  await late.act("resolve", { attention: "late", action: "accept" });
  expect(await late.told()).toEqual(confirmedNow("25.00000000", "late", true));
  // The payer still reads that it was late; that it was short is settled.
  for (const [sale, attention] of [
    [short, []],
    [late, ["late"]],
  ] as const) {
    expect(await sale.page()).toMatchObject({ status: "confirmed", amountMissing: "0.00000000", attention });
    expect(await sale.timeline()).toContain("act.resolve");
  }
});

test("any → same: a refund's own event, and payment.refunded when the refund status changes", async () => {
  const sale = await till.sale();
  sale.pay("25");
  await till.mine(12);
  await sale.told();
  const refund = (event: "refund.created" | "refund.confirmed", refundedSompi: bigint, refundId = "ref_1") =>
    applyRefund(till, sale.id, { event, refundedSompi, refundId });
  await refund("refund.created", 0n);
  expect(await sale.told()).toEqual([{ event: "refund.created", refundId: "ref_1" }]);
  await refund("refund.confirmed", 500_000_000n);
  expect(await sale.told()).toEqual([
    { event: "refund.confirmed", refundId: "ref_1" },
    { event: "payment.refunded", refundStatus: "partial" },
  ]);
  await refund("refund.confirmed", 2_500_000_000n, "ref_2");
  expect(await sale.told()).toEqual([
    { event: "refund.confirmed", refundId: "ref_2" },
    { event: "payment.refunded", refundStatus: "full" },
  ]);
  expect(await sale.full()).toMatchObject({
    status: "confirmed",
    refundStatus: "full",
    amountRefunded: "25.00000000",
  });
});

test("refunded: a confirmed refund of at least the sum closes the question, a smaller one does not", async () => {
  const sale = await till.sale();
  sale.pay("30");
  await till.mine(12);
  await sale.told();
  const refund = (refundId: string, refundedSompi: bigint) =>
    applyRefund(till, sale.id, { event: "refund.confirmed", refundedSompi, refundId });
  await refund("ref_1", 499_999_999n);
  expect(await sale.attention()).toEqual(["overpaid open 5.00000000"]);
  await refund("ref_2", 500_000_000n);
  expect(await sale.attention()).toEqual(["overpaid refunded 5.00000000"]);
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "refund.confirmed",
    "payment.refunded",
    "refund.confirmed",
  ]);
});

/** Nothing makes refunds yet; their fact is applied as every other one. */
async function applyRefund(
  { gateway: { useCases } }: Till,
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
    const fact = { kind: "refund" as const, ...change, now: useCases.clock.now() };
    const reduction = reduce(payment, transfers, fact, payment.policy);
    if (!reduction.ok) throw new Error(reduction.text);
    await paymentRepository(db).save([useCases.paymentChanges.changeOf(details, reduction)]);
  });
  useCases.bus.publish({ topic: "payments", paymentIds: [id] });
}
