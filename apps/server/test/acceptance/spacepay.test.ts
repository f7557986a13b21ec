// What SpacePay promises to a shop's server, by the names of docs/guides/23-coming-from-spacepay.md: an idempotent
// create, reads and pages, signed webhooks, and its table of errors. The cases of its test network are played by
// apps/server/test/simulate.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Answer, Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ webhooks: true });

const ORDER = {
  type: "payment",
  amount: "149.99",
  currency: "USD",
  orderId: "ORDER-8827",
  redirectUrl: "https://yoursite.com/payment/success",
  metadata: { customer_id: "cust_4829" },
};

const create = ({ gateway, key }: Merchant, attempt: string, body: object = ORDER): Promise<Answer> =>
  gateway.call("POST", "/api/v1/payments", { as: key, body, headers: { "idempotency-key": attempt } });

test("a payment of 149.99 USD answers id, order, address, quote and the page to send the customer to", async ({
  merchant,
}) => {
  const { status, body } = await create(merchant, "order-8827-attempt-1");
  expect(status).toBe(201);
  expect(body).toMatchObject({
    id: expect.stringMatching(/^pay_/),
    status: "pending",
    amount: "149.99",
    currency: "USD",
    orderId: "ORDER-8827",
    kaspaAddress: expect.stringMatching(/^kaspasim:/),
    quote: {
      amountKas: body.amountExpected,
      rate: expect.stringMatching(/^[0-9.]+$/),
      expiresAt: expect.stringMatching(/Z$/),
    },
    checkoutUrl: expect.stringContaining(`/p/${body.id}`),
  });
  const { metadata } = (await merchant.call("GET", `/api/v1/payments/${body.id}`)).body;
  expect(metadata).toEqual({ customer_id: "cust_4829" });
});

test("the same key with the same body is the same payment, and with another body idempotency_conflict", async ({
  merchant,
}) => {
  const attempt = randomUUID();
  const [first, again] = [await create(merchant, attempt), await create(merchant, attempt)];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  const other = await create(merchant, attempt, { ...ORDER, amount: "150.00" });
  expect(other).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
  expect((await create(merchant, randomUUID())).body.id).not.toBe(first.body.id);
});

test("a payment is read by its id, and the list goes on page by page without gap or repeat", async ({
  merchant,
}) => {
  const ids = new Set<string>();
  for (let made = 0; made < 5; made++)
    ids.add((await create(merchant, randomUUID(), { ...ORDER, orderId: "ORDER-PAGES" })).body.id);
  const [one] = ids;
  expect((await merchant.call("GET", `/api/v1/payments/${one}`)).body).toMatchObject({ id: one });
  const found: string[] = [];
  let cursor = "";
  do {
    const { body } = await merchant.call(
      "GET",
      `/api/v1/payments?orderId=ORDER-PAGES&limit=2${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...body.data.map(({ id }: Json) => id));
    cursor = body.nextCursor ?? "";
  } while (cursor !== "");
  expect(found).toHaveLength(5);
  expect(new Set(found)).toEqual(ids);
});

test("a deposit has no amount of its own: what comes is what it was", async ({ merchant }) => {
  const { status, body } = await create(merchant, randomUUID(), { type: "deposit", orderId: "TOP-UP-1" });
  expect([status, body.amountExpected]).toEqual([201, null]);
  const payment = merchant.payment(body);
  payment.pay("7");
  await merchant.gateway.mine(12);
  expect(await payment.full()).toMatchObject({ status: "confirmed", amountReceived: "7.00000000" });
});

test("a withdrawal is made and read by SpacePay's path", async ({ merchant }) => {
  const body = { amount: "25", recipientAddress: await freshAddress(), orderId: "INV-77" };
  const made = await merchant.call("POST", "/api/v1/withdrawals", body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const read = await merchant.call("GET", `/api/v1/withdrawals/${made.body.id}`);
  expect(read.body).toMatchObject({ id: made.body.id, status: made.body.status });
});

/** SpacePay's printed check with the length compared first, over the text and key that the guide names. */
function verifyWebhook(headers: Record<string, string>, rawBody: string, secret: string): boolean {
  const payload = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${rawBody}`;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(payload).digest();
  const given = Buffer.from((headers["webhook-signature"] ?? "").slice("v1,".length), "base64");
  return given.length === expected.length && timingSafeEqual(expected, given);
}

test("payment.updated follows each change, signed so that a check written for SpacePay accepts it", async ({
  merchant,
  receiver,
}) => {
  const { body } = await create(merchant, randomUUID());
  const payment = merchant.payment(body);
  payment.pay(body.amountExpected);
  await merchant.gateway.catchUp();
  await merchant.gateway.mine(110);
  const { secret } = merchant.subscription;
  const own = receiver.received.filter(({ body: text }) => text.includes(`"payment":{"id":"${body.id}"`));
  for (const hook of own) {
    expect(verifyWebhook(hook.headers, hook.body, secret)).toBe(true);
    expect(verifyWebhook(hook.headers, hook.body.replace("149.99", "1.00"), secret)).toBe(false);
  }
  const updates = own.map((hook) => JSON.parse(hook.body)).filter(({ event }) => event === "payment.updated");
  expect(updates.map(({ data }) => data.payment.status)).toEqual(["pending", "confirming", "confirmed"]);
  expect(updates.at(-1)?.data.payment.orderId).toBe("ORDER-8827");
});

test.for<[number, string, (merchant: Merchant) => Promise<Answer>]>([
  [400, "invalid_request", (merchant) => create(merchant, randomUUID(), { ...ORDER, amount: "much" })],
  [
    400,
    "invalid_request",
    (merchant) => create(merchant, randomUUID(), { ...ORDER, metadata: '{"customer_id":"cust_4829"}' }),
  ],
  [401, "unauthorized", ({ gateway }) => gateway.call("GET", "/api/v1/payments")],
  [422, "amount_too_small", (merchant) => create(merchant, randomUUID(), { ...ORDER, amount: "0.01" })],
])("errors: %i %s, with a text for people beside the code", async ([status, code, provoke], { merchant }) => {
  const answer = await provoke(merchant);
  expect(answer).toMatchObject({ status, body: { code, error: expect.stringMatching(/\w/) } });
});
