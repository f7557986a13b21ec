// What the payer of a payment, and anybody else, sees of its refunds: docs/spec/checkout.md#refunds.
import { expect } from "vitest";
import { freshAddress } from "../support/addresses.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestPayment } from "../support/payment.ts";
import { claimPages, confirmed, payRefund, refund } from "../support/refunds.ts";

const test = gatewayTest({ clock: "stepped" });

const text = async ({ gateway, id, clientToken }: TestPayment, path: string): Promise<string> =>
  JSON.stringify((await gateway.call("GET", `/${path}/${id}?token=${clientToken}`)).body);
const receiptJson = async ({ gateway, id, clientToken }: TestPayment) =>
  (await gateway.call("GET", `/receipt/${id}.json?token=${clientToken}`)).body;

test("payment page, receipt and their data show a refund in each of its states", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(await merchant.createPayment());
  expect((await payment.page()).refunds).toEqual([]);
  expect(await text(payment, "p")).not.toContain('id=\\"refunds\\"');
  const made = await refund(payment, { amount: "10" });
  const shownOn = async () => [await text(payment, "p"), await text(payment, "receipt")];

  for (const page of await shownOn()) {
    expect(page).toContain("A refund of 10 KAS waits for your address.");
    expect(page).not.toContain("/claim/");
  }
  const waits = { status: "awaiting_destination", amount: "10.00000000", txId: null };
  expect((await payment.page()).refunds).toEqual([
    { ...waits, amountSompi: "1000000000", createdAt: made.createdAt },
  ]);

  await claimPages(payment, made.claimUrl).send({ address: await freshAddress(), step: "claim" });
  for (const page of await shownOn()) {
    expect(page).toContain("Refund of 10 KAS on its way");
    expect(page).not.toContain("/claim/");
  }
  const txId = await payRefund(payment, made);
  for (const page of await shownOn()) {
    expect(page).toContain("Refund of 10 KAS sent");
    expect(page).toContain(txId);
  }
  await gateway.mine(12);
  for (const page of await shownOn()) {
    expect(page).toContain("Refunded 10 KAS.");
    expect(page).toContain(txId);
  }
  const done = { status: "confirmed", txId };
  expect((await payment.page()).refunds).toEqual([expect.objectContaining(done)]);
  expect(await receiptJson(payment)).toMatchObject({
    refundStatus: "partial",
    amountRefunded: "10.00000000",
    refunds: [{ status: "confirmed", amount: "10.00000000", txId }],
  });
});

test("the claim link is for those who may refund: no page, status, event or key that only reads has it", async ({
  gateway,
  merchant,
}) => {
  const payment = await confirmed(await merchant.createPayment());
  const { claimUrl } = await refund(payment, { amount: "10" });
  const token = claimPages(payment, claimUrl).token;
  const { id, clientToken } = payment;
  const reader = await gateway.call("POST", "/api/v1/api-keys", {
    as: merchant.token,
    body: { name: "Reader", scopes: ["payments:read"] },
  });
  const refunds = async (as: string) => (await gateway.call("GET", "/api/v1/refunds", { as })).body.data[0];
  expect((await refunds(merchant.key)).claimUrl).toBe(claimUrl);
  expect((await refunds(reader.body.key)).claimUrl).toBeNull();
  const without = [
    await gateway.call("GET", `/api/v1/payments/${id}`, { headers: { "x-client-token": clientToken } }),
    await gateway.call("GET", `/p/${id}?token=${clientToken}`),
    await gateway.call("GET", `/api/v1/payments/${id}/status`),
    await gateway.call("GET", `/api/v1/payments/${id}/status?token=${clientToken}`),
    await gateway.call("GET", `/p/${id}`),
    await gateway.call("GET", `/p/${id}?token=wrong`),
    await gateway.call("GET", `/receipt/${id}.json?token=${clientToken}`),
    await merchant.call("GET", `/api/v1/payments/${id}`),
    await merchant.call("GET", "/api/v1/events"),
  ];
  for (const { status, body } of without) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(token);
    expect(JSON.stringify(body)).not.toContain("/claim/");
  }
});

test("a canceled refund is not shown to the payer; several are, the newest first", async ({ merchant }) => {
  const payment = await confirmed(await merchant.createPayment());
  const [one, two, three] = [
    await refund(payment, { amount: "1" }),
    await refund(payment, { amount: "2" }),
    await refund(payment, { amount: "3" }),
  ];
  await merchant.call("POST", `/api/v1/refunds/${two.id}/cancel`, {});
  const page = await text(payment, "p");
  expect(page).not.toContain("refund of 2 KAS");
  expect(page.indexOf("refund of 3 KAS")).toBeGreaterThan(0);
  expect(page.indexOf("refund of 3 KAS")).toBeLessThan(page.indexOf("refund of 1 KAS"));
  const ids = [one, two, three].map(({ amount }) => amount).toReversed();
  expect((await payment.page()).refunds.map(({ amount }) => amount)).toEqual(ids);
});

test("list filter, export and timeline follow a refund", async ({ gateway, merchant }) => {
  const other = await confirmed(await merchant.createPayment());
  const payment = await confirmed(await merchant.createPayment({ orderId: "REFUNDED" }));
  const ids = async (refundStatus: string) =>
    (
      await merchant.call("GET", `/api/v1/payments?refundStatus=${refundStatus}&orderId=REFUNDED`)
    ).body.data.map(({ id }: { id: string }) => id);
  const csv = async (): Promise<string> =>
    (await merchant.call("GET", "/api/v1/payments/export.csv?orderId=REFUNDED")).body;
  const refundedOf = (file: string) => {
    const [head = [], row = []] = file
      .trim()
      .split("\r\n")
      .map((line) => line.split(","));
    return row[head.indexOf("refunded KAS")];
  };
  expect(refundedOf(await csv())).toBe("0.00000000");
  const destination = await freshAddress();
  for (const [amount, status] of [
    ["10", "partial"],
    ["full", "full"],
  ] as const) {
    const made = await refund(payment, { amount, destination });
    await payRefund(payment, made);
    await gateway.mine(12);
    expect(await ids(status)).toEqual([payment.id]);
  }
  expect(await ids("none")).toEqual([]);
  expect(await ids("partial")).toEqual([]);
  expect(refundedOf(await csv())).toBe("25.00000000");
  expect((await payment.timeline()).filter((kind) => /refund/.test(kind))).toEqual([
    ...[
      "refund.created",
      "refund.awaiting_signature",
      "refund.broadcast",
      "refund.confirmed",
      "payment.refunded",
    ],
    ...[
      "refund.created",
      "refund.awaiting_signature",
      "refund.broadcast",
      "refund.confirmed",
      "payment.refunded",
    ],
  ]);
  expect((await other.full()).refundStatus).toBe("none");
});
