// The chain takes money back, for a while or for good (docs/spec/payment-lifecycle.md#transitions).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { HOLD_MS, MINUTE_MS } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 5 * MINUTE_MS + 31_000;
const events = (webhooks: readonly { event: string }[]) => webhooks.map(({ event }) => event);

/** Paid in full and confirmed; all earlier events were received. */
async function confirmed(merchant: Merchant): Promise<{ sale: TestPayment; txId: string }> {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25");
  await merchant.gateway.mine(11);
  expect((await payment.takeWebhooks()).at(-1)).toMatchObject({ event: "payment.confirmed" });
  return { sale: payment, txId };
}

const REVERTED_25 = { event: "transfer.reverted", amount: "25.00000000" };

test("confirming → pending: all the money is taken back before it was confirmed", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay("25");
  await gateway.mine(3);
  await payment.takeWebhooks();
  chain.reorg({ depth: 4, drop: [txId] });
  expect(await payment.takeWebhooks()).toEqual([REVERTED_25, { event: "payment.reverted" }]);
  expect(await payment.full()).toMatchObject({
    status: "pending",
    amountReceived: "0.00000000",
    attentions: [],
  });
  expect(await payment.page()).toMatchObject({
    payable: true,
    uri: expect.stringMatching(/amount=25$/),
    transfers: [{ status: "reverted" }],
  });
});

test("confirming → underpaid → pending: the parts are taken back one after the other", async ({
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const first = payment.pay("10");
  const second = payment.pay("15");
  await payment.takeWebhooks();
  chain.reorg({ depth: 1, drop: [second] });
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.reverted", amount: "15.00000000" },
    { event: "payment.reverted" },
    { event: "payment.underpaid", missing: "15.00000000", topUp: "15.00000000" },
  ]);
  expect(await payment.page()).toMatchObject({
    status: "underpaid",
    uri: expect.stringMatching(/amount=15$/),
  });
  chain.reorg({ depth: 3, drop: [first] });
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    { event: "payment.reverted" },
  ]);
  expect((await payment.publicStatus()).status).toBe("pending");
});

test("confirmed → confirming: taken back with severity high and attention, and the payer's page shows that it is rechecked", async ({
  chain,
  merchant,
}) => {
  const { sale: payment, txId } = await confirmed(merchant);
  chain.reorg({ depth: 12, drop: [txId] });
  expect(await payment.takeWebhooks()).toEqual([
    REVERTED_25,
    { event: "payment.reverted", severity: "high" },
    { event: "payment.attention", reason: "reverted", amount: "25.00000000" },
  ]);
  expect(await payment.attention()).toEqual(["reverted open 25.00000000"]);
  expect(await payment.full()).toMatchObject({
    status: "confirming",
    amountReceived: "0.00000000",
    allowedMarks: ["paid", "invalid"],
  });
  const page = await payment.page();
  expect(page).toMatchObject({
    status: "confirming",
    payable: false,
    uri: null,
    receiptUrl: null,
    returnUrl: null,
  });
  expect(page.confirmedAt).not.toBeNull();
});

test("confirmed → confirming: accepted again by another block but short of depth is taken back as well", async ({
  chain,
  merchant,
}) => {
  const { sale: payment } = await confirmed(merchant);
  chain.reorg({ depth: 12, reacceptAt: 11 });
  expect(await payment.takeWebhooks()).toEqual([
    { ...REVERTED_25, reaccepted: true },
    { event: "payment.reverted", severity: "high" },
    { event: "payment.attention", reason: "reverted", amount: "25.00000000" },
  ]);
  expect(await payment.publicStatus()).toMatchObject({ status: "confirming", amountReceived: "25.00000000" });
});

test("confirming → confirmed: depth again reconfirms, is dated anew and clears the entry", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { sale: payment } = await confirmed(merchant);
  const first = await payment.full();
  chain.reorg({ depth: 12, reaccept: [] });
  await payment.takeWebhooks();
  await gateway.mine(1);
  expect(await payment.takeWebhooks()).toEqual([{ event: "transfer.accepted", amount: "25.00000000" }]);
  await gateway.mine(12);
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.confirmed", amount: "25.00000000" },
    { event: "payment.confirmed", late: false, overpaid: false, reconfirmed: true },
  ]);
  expect(await payment.attention()).toEqual(["reverted cleared 25.00000000"]);
  const again = await payment.full();
  expect(Date.parse(again.confirmedAt ?? "")).toBeGreaterThan(Date.parse(first.confirmedAt ?? ""));
  expect(Date.parse(again.confirmedAt ?? "")).toBeGreaterThanOrEqual(
    Date.parse(again.transfers[0]?.paidAt ?? ""),
  );
  expect(await payment.timeline()).toContain("attention.cleared");
});

test("confirming → invalid: confirmed money that does not come back within the hold, a double spend", async ({
  chain,
  clock,
  merchant,
}) => {
  const { sale: payment, txId } = await confirmed(merchant);
  chain.reorg({ depth: 12, doubleSpend: [txId] });
  await payment.takeWebhooks();
  await clock.advance(HOLD_MS - 2_000);
  expect(await payment.takeWebhooks()).toEqual([]);
  await clock.advance(3_000);
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.invalid", reason: "reverted" }]);
  expect(await payment.attention()).toEqual(["reverted open 25.00000000"]);
  expect(await payment.full()).toMatchObject({ status: "invalid", allowedMarks: ["paid"] });
  expect(await payment.page()).toMatchObject({
    status: "invalid",
    payable: false,
    amountReceived: "0.00000000",
  });
});

test("pending → invalid: money taken back shortly before the deadline holds it open, then decides", async ({
  chain,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await clock.advance(OVER_MS - 40_000);
  const txId = payment.pay("25");
  await payment.takeWebhooks();
  chain.reorg({ depth: 1, drop: [txId] });
  expect(await payment.takeWebhooks()).toEqual([REVERTED_25, { event: "payment.reverted" }]);
  await clock.advance(60_000);
  expect(await payment.takeWebhooks()).toEqual([]);
  expect((await payment.publicStatus()).status).toBe("pending");
  await clock.advance(HOLD_MS + 10_000);
  expect(await payment.takeWebhooks()).toEqual([{ event: "payment.invalid", reason: "reverted" }]);
  expect((await payment.full()).attentions).toEqual([]);
});

test("underpaid → invalid: the only part is taken back after the deadline", async ({
  gateway,
  chain,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const parts = [payment.pay("10"), payment.pay("5")];
  await payment.takeWebhooks();
  await clock.advance(OVER_MS - 40_000);
  chain.reorg({ depth: 13, drop: parts.slice(1) });
  expect(await payment.takeWebhooks()).toContainEqual({
    event: "payment.underpaid",
    missing: "15.00000000",
    topUp: "15.00000000",
  });
  await clock.advance(50_000);
  expect((await payment.publicStatus()).status).toBe("underpaid");
  chain.reorg({ depth: 30, drop: parts });
  await gateway.catchUp();
  expect((await payment.publicStatus()).status).toBe("pending");
  await clock.advance(HOLD_MS + 10_000);
  expect((await payment.takeWebhooks()).at(-1)).toEqual({ event: "payment.invalid", reason: "reverted" });
});

test("expired → invalid: the part of an expired payment is taken back", async ({
  chain,
  clock,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay("10");
  await clock.advance(OVER_MS);
  expect(events(await payment.takeWebhooks()).at(-1)).toBe("payment.attention");
  chain.reorg({ depth: 13, drop: [txId] });
  expect(await payment.takeWebhooks()).toEqual([
    { event: "transfer.reverted", amount: "10.00000000" },
    { event: "payment.reverted" },
    { event: "payment.invalid", reason: "reverted" },
  ]);
  expect(await payment.attention()).toEqual(["underpaid cleared 10.00000000"]);
});
