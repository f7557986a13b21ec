// What a payer, or anybody with the id alone, sees of an exceptional payment: the page's data, the public status and
// its stream (docs/spec/checkout.md#public-view).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 5 * MINUTE_MS + 31_000;

test("the timeline notes when the payer first opened the checkout, once, by page or by element", async ({
  gateway,
  merchant,
}) => {
  const [byPage, byElement, never] = [
    await merchant.createPayment(),
    await merchant.createPayment(),
    await merchant.createPayment(),
  ];
  const path = `/api/v1/payments/${byElement.id}?token=${byElement.clientToken}`;
  await Promise.all([byPage.page(), byPage.page(), gateway.call("GET", path), gateway.call("GET", path)]);
  await byPage.page();
  await never.publicStatus();
  expect((await gateway.call("GET", `/p/${never.id}?token=wrong`)).status).toBe(200);
  for (const [payment, rows] of [
    [byPage, ["payment.created", "address", "checkout.opened"]],
    [byElement, ["payment.created", "address", "checkout.opened"]],
    [never, ["payment.created", "address"]],
  ] as const) {
    const { timeline, version } = await payment.full();
    expect(timeline.map(({ kind }) => kind).filter((kind) => !kind.startsWith("webhook_"))).toEqual(rows);
    expect(version).toBe(1);
  }
  const { timeline } = await byPage.full();
  expect(timeline.find(({ kind }) => kind === "checkout.opened")).toMatchObject({
    actor: "payer",
    detail: {},
  });
});

/** Status events of the payment's stream, until one says so; opened before the change that is waited for. */
async function streamOf(
  gateway: TestGateway,
  payment: TestPayment,
): Promise<{ until(status: string): Promise<Json>; close(): void }> {
  const abort = new AbortController();
  const answer = await fetch(`${gateway.url}/api/v1/payments/${payment.id}/stream`, {
    signal: abort.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async until(status) {
      for (;;) {
        const bodies = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ""));
        const found = bodies.find((body) => body.status === status);
        if (found !== undefined) return found;
        text += (await reader?.read())?.value ?? "";
      }
    },
    close: () => abort.abort(),
  };
}

test("wish 5: a page that stays open receives what is missing, and what the next code asks, without another request", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const stream = await streamOf(gateway, payment);
  payment.pay("24.85");
  await gateway.catchUp();
  expect(await stream.until("underpaid")).toMatchObject({
    payable: true,
    amountReceived: "24.85000000",
    amountMissing: "0.15000000",
    topUp: "0.20000000",
    topUpSompi: "20000000",
    senderAddress: expect.stringMatching(/^kaspasim:/),
  });
  payment.pay("0.2");
  await gateway.catchUp();
  expect(await stream.until("confirming")).toMatchObject({ payable: false, amountMissing: "0.00000000" });
  stream.close();
  expect((await payment.page()).transfers).toHaveLength(2);
});

test("the QR asks for the top-up while underpaid, and is gone once nothing is due", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const qr = () => gateway.call("GET", `/api/v1/payments/${payment.id}/qr.svg`);
  const whole = await qr();
  payment.pay("10");
  await gateway.catchUp();
  const rest = await qr();
  expect([whole.status, rest.status]).toEqual([200, 200]);
  expect(rest.body).not.toBe(whole.body);
  payment.pay("15");
  await gateway.catchUp();
  expect((await qr()).status).toBe(404);
});

const states: readonly [
  name: string,
  reach: (payment: TestPayment) => Promise<unknown>,
  seen: object,
  page: object,
][] = [
  [
    "expired with a part",
    async (payment) => {
      payment.pay("10");
      await payment.gateway.clock.advance(OVER_MS);
    },
    { status: "expired", payable: false, amountReceived: "10.00000000", amountMissing: "15.00000000" },
    { attention: ["underpaid"], uri: null, transfers: [{ amount: "10.00000000" }] },
  ],
  [
    "paid after its time",
    async (payment) => {
      await payment.gateway.clock.advance(OVER_MS);
      payment.pay("25");
    },
    {
      status: "expired",
      payable: false,
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
      txId: null,
    },
    { attention: ["late"], uri: null, transfers: [{ amount: "25.00000000", paidAt: expect.any(String) }] },
  ],
  [
    "taken back while confirming",
    async (payment) => {
      const drop = [payment.pay("25")];
      await payment.gateway.catchUp();
      payment.gateway.chain.reorg({ depth: 1, drop });
    },
    {
      status: "pending",
      payable: true,
      amountReceived: "0.00000000",
      amountMissing: "25.00000000",
      takenBack: { amount: "25.00000000", amountSompi: "2500000000", txId: expect.any(String) },
    },
    { attention: [], uri: expect.stringMatching(/amount=25$/), transfers: [{ status: "reverted" }] },
  ],
  [
    "taken back after it was confirmed",
    async (payment) => {
      const drop = [payment.pay("25")];
      await payment.gateway.mine(11);
      payment.gateway.chain.reorg({ depth: 12, drop });
    },
    {
      status: "confirming",
      payable: false,
      amountReceived: "0.00000000",
      confirmedAt: expect.any(String),
      takenBack: { amount: "25.00000000", amountSompi: "2500000000", txId: expect.any(String) },
    },
    // Attention is never shown to the payer.
    { attention: [], uri: null, receiptUrl: null, returnUrl: null },
  ],
  [
    "marked invalid",
    async (payment) => {
      payment.pay("25");
      await payment.gateway.catchUp();
      await payment.action("mark", { status: "invalid", note: "never shown to a payer" });
    },
    {
      status: "invalid",
      payable: false,
      amountReceived: "0.00000000",
      amountUncredited: "25.00000000",
      txId: null,
    },
    { attention: [], uri: null, receiptUrl: null },
  ],
  [
    "canceled, then paid",
    async (payment) => {
      await payment.action("cancel", { note: "never shown to a payer" });
      payment.pay("25");
    },
    { status: "canceled", payable: false, amountReceived: "0.00000000", amountUncredited: "25.00000000" },
    { attention: ["late"], uri: null, transfers: [{ status: "accepted" }] },
  ],
  [
    "overpaid",
    async (payment) => {
      payment.pay("30");
      await payment.gateway.mine(12);
    },
    { status: "confirmed", payable: false, amountReceived: "30.00000000", amountMissing: "0.00000000" },
    { attention: ["overpaid"], amountOverpaid: "5.00000000", receiptUrl: expect.any(String) },
  ],
  [
    "paid twice",
    async (payment) => {
      payment.pay("25");
      payment.pay("25");
      await payment.gateway.mine(12);
    },
    { status: "confirmed", amountReceived: "50.00000000", takenBack: null },
    { amountOverpaid: "25.00000000", transfers: [{}, {}] },
  ],
];

test.for(states)(
  "checkout 3, %s: status and page show a stranger the same, and no more",
  async (row, { merchant }) => {
    const [, reach, seen, shown] = row;
    const payment = await merchant.createPayment({
      customerEmail: "payer@example.com",
      metadata: { secret: "s3cret-word" },
    });
    await reach(payment);
    await payment.takeWebhooks();
    const [status, page] = [await payment.publicStatus(), await payment.page()];
    expect(status).toMatchObject(seen);
    expect(page).toMatchObject({ ...without(seen, "txId"), ...shown });
    for (const text of [JSON.stringify(status), JSON.stringify(page)]) {
      expect(text).not.toMatch(/payer@example|s3cret-word|never shown|reverted open|usr_|key_/);
    }
  },
);

const without = (object: object, key: string): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
