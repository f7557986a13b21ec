// What a payer, or anybody with the id alone, is told of an exceptional payment: the page's data, the public status and
// its stream (docs/spec/checkout.md#public-view).
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../security/house.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

test("the timeline notes when the payer first opened the checkout, once, by page or by element", async () => {
  const [byPage, byElement, never] = [await till.sale(), await till.sale(), await till.sale()];
  const path = `/api/v1/payments/${byElement.id}?token=${byElement.clientToken}`;
  await Promise.all([byPage.page(), byPage.page(), till.call("GET", path), till.call("GET", path)]);
  await byPage.page();
  await never.status();
  expect((await till.call("GET", `/p/${never.id}?token=wrong`)).status).toBe(200);
  for (const [sale, rows] of [
    [byPage, ["payment.created", "address", "checkout.opened"]],
    [byElement, ["payment.created", "address", "checkout.opened"]],
    [never, ["payment.created", "address"]],
  ] as const) {
    const { timeline, version } = await sale.full();
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
async function streamOf(sale: Sale): Promise<{ until(status: string): Promise<Json>; close(): void }> {
  const abort = new AbortController();
  const answer = await fetch(`${till.gateway.url}/api/v1/payments/${sale.id}/stream`, {
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

test("wish 5: a page that stays open hears what is missing, and what the next code asks, without another request", async () => {
  const sale = await till.sale();
  const stream = await streamOf(sale);
  sale.pay("24.85");
  await till.catchUp();
  expect(await stream.until("underpaid")).toMatchObject({
    payable: true,
    amountReceived: "24.85000000",
    amountMissing: "0.15000000",
    topUp: "0.20000000",
    topUpSompi: "20000000",
    senderAddress: expect.stringMatching(/^kaspasim:/),
  });
  sale.pay("0.2");
  await till.catchUp();
  expect(await stream.until("confirming")).toMatchObject({ payable: false, amountMissing: "0.00000000" });
  stream.close();
  expect((await sale.page()).transfers).toHaveLength(2);
});

test("the QR asks for the top-up while underpaid, and is gone once nothing is due", async () => {
  const sale = await till.sale();
  const qr = () => till.call("GET", `/api/v1/payments/${sale.id}/qr.svg`);
  const whole = await qr();
  sale.pay("10");
  await till.catchUp();
  const rest = await qr();
  expect([whole.status, rest.status]).toEqual([200, 200]);
  expect(rest.body).not.toBe(whole.body);
  sale.pay("15");
  await till.catchUp();
  expect((await qr()).status).toBe(404);
});

const states: readonly [name: string, reach: (sale: Sale) => Promise<unknown>, seen: object, page: object][] =
  [
    [
      "expired with a part",
      async (sale) => {
        sale.pay("10");
        await till.pass(OVER_MS);
      },
      { status: "expired", payable: false, amountReceived: "10.00000000", amountMissing: "15.00000000" },
      { attention: ["underpaid"], uri: null, transfers: [{ amount: "10.00000000" }] },
    ],
    [
      "paid after its time",
      async (sale) => {
        await till.pass(OVER_MS);
        sale.pay("25");
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
      async (sale) => {
        const drop = [sale.pay("25")];
        await till.catchUp();
        till.world.sim.controls.reorg({ depth: 1, drop });
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
      async (sale) => {
        const drop = [sale.pay("25")];
        await till.mine(11);
        till.world.sim.controls.reorg({ depth: 12, drop });
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
      async (sale) => {
        sale.pay("25");
        await till.catchUp();
        await sale.act("mark", { status: "invalid", note: "never shown to a payer" });
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
      async (sale) => {
        await sale.act("cancel", { note: "never shown to a payer" });
        sale.pay("25");
      },
      { status: "canceled", payable: false, amountReceived: "0.00000000", amountUncredited: "25.00000000" },
      { attention: ["late"], uri: null, transfers: [{ status: "accepted" }] },
    ],
    [
      "overpaid",
      async (sale) => {
        sale.pay("30");
        await till.mine(12);
      },
      { status: "confirmed", payable: false, amountReceived: "30.00000000", amountMissing: "0.00000000" },
      { attention: ["overpaid"], amountOverpaid: "5.00000000", receiptUrl: expect.any(String) },
    ],
    [
      "paid twice",
      async (sale) => {
        sale.pay("25");
        sale.pay("25");
        await till.mine(12);
      },
      { status: "confirmed", amountReceived: "50.00000000", takenBack: null },
      { amountOverpaid: "25.00000000", transfers: [{}, {}] },
    ],
  ];

test.each(states)(
  "checkout 3, %s: status and page tell a stranger the same truth, and no more",
  async (...row) => {
    const [, reach, seen, shown] = row;
    const sale = await till.sale({ customerEmail: "payer@example.com", metadata: { secret: "s3cret-word" } });
    await reach(sale);
    await sale.told();
    const [status, page] = [await sale.status(), await sale.page()];
    expect(status).toMatchObject(seen);
    expect(page).toMatchObject({ ...without(seen, "txId"), ...shown });
    for (const text of [JSON.stringify(status), JSON.stringify(page)]) {
      expect(text).not.toMatch(/payer@example|s3cret-word|never shown|reverted open|usr_|key_/);
    }
  },
);

const without = (object: object, key: string): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
