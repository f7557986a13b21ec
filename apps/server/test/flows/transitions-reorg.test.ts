// The chain takes money back, for a while or for good (docs/spec/payment-lifecycle.md#transitions).
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOLD_MS, MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;
const events = (said: readonly { event: string }[]) => said.map(({ event }) => event);

/** Paid in full and confirmed; all earlier events were received. */
async function confirmed(): Promise<{ sale: Sale; txId: string }> {
  const sale = await till.sale();
  const txId = sale.pay("25");
  await till.mine(11);
  expect((await sale.told()).at(-1)).toMatchObject({ event: "payment.confirmed" });
  return { sale, txId };
}

const REVERTED_25 = { event: "transfer.reverted", amount: "25.00000000" };

test("confirming → pending: all the money is taken back before it was confirmed", async () => {
  const sale = await till.sale();
  const txId = sale.pay("25");
  await till.mine(3);
  await sale.told();
  till.world.sim.controls.reorg({ depth: 4, drop: [txId] });
  expect(await sale.told()).toEqual([REVERTED_25, { event: "payment.reverted" }]);
  expect(await sale.full()).toMatchObject({
    status: "pending",
    amountReceived: "0.00000000",
    attentions: [],
  });
  expect(await sale.page()).toMatchObject({
    payable: true,
    uri: expect.stringMatching(/amount=25$/),
    transfers: [{ status: "reverted" }],
  });
});

test("confirming → underpaid → pending: the parts are taken back one after the other", async () => {
  const sale = await till.sale();
  const first = sale.pay("10");
  const second = sale.pay("15");
  await sale.told();
  till.world.sim.controls.reorg({ depth: 1, drop: [second] });
  expect(await sale.told()).toEqual([
    { event: "transfer.reverted", amount: "15.00000000" },
    { event: "payment.reverted" },
    { event: "payment.underpaid", missing: "15.00000000", topUp: "15.00000000" },
  ]);
  expect(await sale.page()).toMatchObject({ status: "underpaid", uri: expect.stringMatching(/amount=15$/) });
  till.world.sim.controls.reorg({ depth: 3, drop: [first] });
  expect(await sale.told()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    { event: "payment.reverted" },
  ]);
  expect((await sale.status()).status).toBe("pending");
});

test("confirmed → confirming: taken back with severity high and attention, and the payer's page shows that it is rechecked", async () => {
  const { sale, txId } = await confirmed();
  till.world.sim.controls.reorg({ depth: 12, drop: [txId] });
  expect(await sale.told()).toEqual([
    REVERTED_25,
    { event: "payment.reverted", severity: "high" },
    { event: "payment.attention", reason: "reverted", amount: "25.00000000" },
  ]);
  expect(await sale.attention()).toEqual(["reverted open 25.00000000"]);
  expect(await sale.full()).toMatchObject({
    status: "confirming",
    amountReceived: "0.00000000",
    allowedMarks: ["paid", "invalid"],
  });
  const page = await sale.page();
  expect(page).toMatchObject({
    status: "confirming",
    payable: false,
    uri: null,
    receiptUrl: null,
    returnUrl: null,
  });
  expect(page.confirmedAt).not.toBeNull();
});

test("confirmed → confirming: accepted again by another block but short of depth is taken back as well", async () => {
  const { sale } = await confirmed();
  till.world.sim.controls.reorg({ depth: 12, reacceptAt: 11 });
  expect(await sale.told()).toEqual([
    { ...REVERTED_25, reaccepted: true },
    { event: "payment.reverted", severity: "high" },
    { event: "payment.attention", reason: "reverted", amount: "25.00000000" },
  ]);
  expect(await sale.status()).toMatchObject({ status: "confirming", amountReceived: "25.00000000" });
});

test("confirming → confirmed: depth again reconfirms, is dated anew and clears the entry", async () => {
  const { sale } = await confirmed();
  const first = await sale.full();
  till.world.sim.controls.reorg({ depth: 12, reaccept: [] });
  await sale.told();
  await till.mine(1);
  expect(await sale.told()).toEqual([{ event: "transfer.accepted", amount: "25.00000000" }]);
  await till.mine(12);
  expect(await sale.told()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false, reconfirmed: true },
  ]);
  expect(await sale.attention()).toEqual(["reverted cleared 25.00000000"]);
  const again = await sale.full();
  expect(Date.parse(again.confirmedAt ?? "")).toBeGreaterThan(Date.parse(first.confirmedAt ?? ""));
  expect(Date.parse(again.confirmedAt ?? "")).toBeGreaterThanOrEqual(
    Date.parse(again.transfers[0]?.paidAt ?? ""),
  );
  expect(await sale.timeline()).toContain("attention.cleared");
});

test("confirming → invalid: confirmed money that does not come back within the hold, a double spend", async () => {
  const { sale, txId } = await confirmed();
  till.world.sim.controls.reorg({ depth: 12, doubleSpend: [txId] });
  await sale.told();
  await till.pass(HOLD_MS - 2_000);
  expect(await sale.told()).toEqual([]);
  await till.pass(3_000);
  expect(await sale.told()).toEqual([{ event: "payment.invalid", reason: "reverted" }]);
  expect(await sale.attention()).toEqual(["reverted open 25.00000000"]);
  expect(await sale.full()).toMatchObject({ status: "invalid", allowedMarks: ["paid"] });
  expect(await sale.page()).toMatchObject({
    status: "invalid",
    payable: false,
    amountReceived: "0.00000000",
  });
});

test("pending → invalid: money taken back shortly before the deadline holds it open, then decides", async () => {
  const sale = await till.sale();
  await till.pass(OVER_MS - 40_000);
  const txId = sale.pay("25");
  await sale.told();
  till.world.sim.controls.reorg({ depth: 1, drop: [txId] });
  expect(await sale.told()).toEqual([REVERTED_25, { event: "payment.reverted" }]);
  await till.pass(60_000);
  expect(await sale.told()).toEqual([]);
  expect((await sale.status()).status).toBe("pending");
  await till.pass(HOLD_MS + 10_000);
  expect(await sale.told()).toEqual([{ event: "payment.invalid", reason: "reverted" }]);
  expect((await sale.full()).attentions).toEqual([]);
});

test("underpaid → invalid: the only part is taken back after the deadline", async () => {
  const sale = await till.sale();
  const parts = [sale.pay("10"), sale.pay("5")];
  await sale.told();
  await till.pass(OVER_MS - 40_000);
  till.world.sim.controls.reorg({ depth: 13, drop: parts.slice(1) });
  expect(await sale.told()).toContainEqual({
    event: "payment.underpaid",
    missing: "15.00000000",
    topUp: "15.00000000",
  });
  await till.pass(50_000);
  expect((await sale.status()).status).toBe("underpaid");
  till.world.sim.controls.reorg({ depth: 30, drop: parts });
  await till.catchUp();
  expect((await sale.status()).status).toBe("pending");
  await till.pass(HOLD_MS + 10_000);
  expect((await sale.told()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
});

test("expired → invalid: the part of an expired payment is taken back", async () => {
  const sale = await till.sale();
  const txId = sale.pay("10");
  await till.pass(OVER_MS);
  expect(events(await sale.told()).at(-1)).toBe("payment.attention");
  till.world.sim.controls.reorg({ depth: 13, drop: [txId] });
  expect(await sale.told()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    { event: "payment.reverted" },
    { event: "payment.invalid", reason: "reverted" },
  ]);
  expect(await sale.attention()).toEqual(["underpaid cleared 10.00000000"]);
});
