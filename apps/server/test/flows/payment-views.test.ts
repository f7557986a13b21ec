// One payment is shown in many places: the answer that made it, the list, the full object, the payer's view, the public
// status and the webhooks. Fields of one name say the same in all of them.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

/** Shaped for its reader, or of another moment. */
const OWN_FORM = new Set(["view", "transfers", "attention", "serverTime", "cancelUrl", "uri", "timeline"]);
/** What everybody needs of a payment. */
const COMMON = ["id", "status", "amountExpected", "amountExpectedSompi", "expiresAt"];
/** What every view of the whole payment needs besides; the status is what a page polls. */
const WHOLE = ["amount", "currency", "fiat", "replaces", "kaspaAddress", "livemode", "network"];

const without = ({ ...view }: Json, field: string): Json => {
  delete view[field];
  return view;
};

async function viewsOf(
  gateway: TestGateway,
  receiver: WebhookReceiver,
  payment: TestPayment,
  made: Json,
): Promise<Record<string, Json>> {
  await gateway.catchUp();
  const bodies = receiver.received.map(({ body }) => JSON.parse(body));
  const sent = bodies.filter(({ data }) => data.payment?.id === payment.id).map(({ data }) => data.payment);
  const newest = sent.toSorted((a, b) => a.version - b.version).at(-1);
  const open = made.status === (await payment.publicStatus()).status ? { made } : {};
  return {
    ...open,
    full: await payment.full(),
    row: await payment.row(),
    payer: await payment.page(),
    payerByApi: (await gateway.call("GET", `/api/v1/payments/${payment.id}?token=${payment.clientToken}`))
      .body,
    status: await payment.publicStatus(),
    // A webhook names the page without the payer's proof.
    webhook: without(newest, "checkoutUrl"),
  };
}

async function expectOneStory(
  gateway: TestGateway,
  receiver: WebhookReceiver,
  payment: TestPayment,
  made: Json,
): Promise<void> {
  const views = Object.entries(await viewsOf(gateway, receiver, payment, made));
  for (const [name, view] of views) {
    for (const field of [...COMMON, ...(name === "status" ? [] : WHOLE)])
      expect(view, name).toHaveProperty(field);
    for (const [other, rival] of views) {
      const shared = Object.keys(view).filter((field) => field in rival && !OWN_FORM.has(field));
      for (const field of shared)
        expect(view[field], `${field} of ${name} and ${other}`).toEqual(rival[field]);
    }
  }
}

const orders: readonly [
  name: string,
  fields: Record<string, unknown>,
  amount: string | null,
  currency: string,
][] = [
  ["a KAS price", { amount: "25" }, "25.00000000", "KAS"],
  ["a fiat price", { amount: "10.5", currency: "EUR" }, "10.50", "EUR"],
  ["an open amount", { type: "deposit" }, null, "KAS"],
];

test.for(orders)(
  "%s is the same in every view, before and after it is paid",
  async ([_name, fields, amount, currency], { gateway, receiver, merchant }) => {
    const order = { expiryMinutes: 5, cancelUrl: "https://shop.example/basket", ...fields };
    const made = (await merchant.call("POST", "/api/v1/payments", order)).body;
    const payment = merchant.payment(made);
    expect(await payment.full()).toMatchObject({ amount, currency });
    await expectOneStory(gateway, receiver, payment, made);
    payment.pay(made.amountExpected ?? "3");
    await gateway.mine(12);
    expect((await payment.publicStatus()).status).toBe("confirmed");
    // Who paid is on a public chain: everybody may read it here.
    expect((await payment.publicStatus()).senderAddress).toMatch(/^kaspasim:/);
    await expectOneStory(gateway, receiver, payment, made);
  },
);

test("a renewed payment and its successor are the same in every view", async ({
  gateway,
  clock,
  receiver,
  merchant,
}) => {
  const made = (await merchant.call("POST", "/api/v1/payments", { amount: "25", expiryMinutes: 5 })).body;
  const old = merchant.payment(made);
  await clock.advance(5 * MINUTE_MS + 31_000);
  const renewal = await merchant.call("POST", `/api/v1/payments/${old.id}/renew`, {});
  await expectOneStory(gateway, receiver, old, made);
  await expectOneStory(gateway, receiver, merchant.payment(renewal.body), renewal.body);
});

test("a single address asks another sum than the price, and every answer about the store and payment has exactAmounts or exactAmount", async ({
  gateway,
  merchant,
}) => {
  const kaspaAddress = await freshAddress();
  const registration = {
    email: "kiosk@example.com",
    password: "seven brown herrings",
    name: "Kiosk",
    kaspaAddress,
  };
  const registered = (await gateway.call("POST", "/api/v1/auth/register", { body: registration })).body;
  expect(registered).toMatchObject({ exactAmounts: true, store: { exactAmounts: true } });
  const read = async (path: string) => (await gateway.call("GET", path, { as: registered.token })).body;
  expect(await read("/api/v1/settings")).toMatchObject({ exactAmounts: true });
  expect((await read("/api/v1/stores")).data[0]).toMatchObject({ exactAmounts: true });
  expect((await read("/api/v1/auth/me")).stores[0]).toMatchObject({ exactAmounts: true });
  const made = (
    await gateway.call("POST", "/api/v1/payments", { body: { amount: "100" }, as: registered.apiKey })
  ).body;
  expect(made).toMatchObject({ amount: "100.00000000", currency: "KAS", exactAmount: true });
  expect(made.amountExpected).toMatch(/^100\.0000\d{4}$/);
  expect(made.amountExpected).not.toBe("100.00000000");
  const views = [
    await read(`/api/v1/payments/${made.id}`),
    (await read("/api/v1/payments")).data[0],
    (await gateway.call("GET", `/api/v1/payments/${made.id}?token=${made.clientToken}`)).body,
  ];
  for (const view of views) {
    expect(view).toMatchObject({ amount: "100.00000000", amountExpected: made.amountExpected });
  }
  expect((await read("/api/v1/payments?search=100")).data[0].id).toBe(made.id);
  const many = (await merchant.call("GET", "/api/v1/settings")).body;
  expect(many.exactAmounts).toBe(false);
});

test("a terminal is in every view of the merchant, and no payer sees it", async ({
  gateway,
  merchant,
  receiver,
}) => {
  const payment = await merchant.createPayment({ terminal: "  Till\n2 " });
  const { full, row, webhook, ...payers } = await viewsOf(gateway, receiver, payment, {});
  for (const view of [full, row, webhook]) expect(view).toMatchObject({ terminal: "Till 2" });
  expect(JSON.stringify(payers)).not.toContain("Till 2");
  const tooLong = await merchant.call("POST", "/api/v1/payments", { amount: "25", terminal: "x".repeat(65) });
  expect(tooLong.body).toMatchObject({ code: "invalid_request", param: "terminal" });
});
