// What Kaspi Pay promises to a shop, by the names of docs/guides/22-coming-from-kaspi-pay.md: four ways to pay, the
// webhook, the status as a fallback, the poll of a QR code, and each of its errors.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const ORDER = {
  amount: "5000",
  currency: "KZT",
  orderId: "ORDER-123",
  redirectUrl: "https://yoursite.kz/payment/success?orderId=123",
  cancelUrl: "https://yoursite.kz/payment/fail?orderId=123",
  description: "Order #123",
  expiryMinutes: 5,
};

test.beforeAll(({ merchant }) =>
  merchant.changeSettings({ redirectHosts: ["yoursite.kz"], currencies: ["KAS", "USD", "KZT"] }),
);

async function createOrder(merchant: Merchant, fields: object = {}): Promise<Json> {
  const { status, body } = await merchant.call("POST", "/api/v1/payments", { ...ORDER, ...fields });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

const statusOf = async ({ gateway }: Merchant, id: string): Promise<string> =>
  (await gateway.call("GET", `/api/v1/payments/${id}/status`)).body.status;

async function approve(merchant: Merchant, order: Json): Promise<void> {
  merchant.payment(order).pay(order.amountExpected);
  await merchant.gateway.mine(14);
}

test("QR code: an order in tenge has an image to show, and its poll ends with the payment", async ({
  merchant,
  gateway,
}) => {
  const order = await createOrder(merchant);
  const image = await fetch(`${gateway.url}/api/v1/payments/${order.id}/qr.png`);
  expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/png"]);
  const vector = await gateway.call("GET", `/api/v1/payments/${order.id}/qr.svg`);
  expect(vector.body).toMatch(/^<svg /);
  const polled = [await statusOf(merchant, order.id)];
  merchant.payment(order).pay(order.amountExpected);
  await gateway.catchUp();
  polled.push(await statusOf(merchant, order.id));
  await gateway.mine(14);
  polled.push(await statusOf(merchant, order.id));
  expect(polled).toEqual(["pending", "confirming", "confirmed"]);
});

test("the poll of an order that nobody pays ends with expired, and the customer is sent to failUrl", async ({
  merchant,
  clock,
}) => {
  const order = await createOrder(merchant);
  await clock.advance(6 * MINUTE_MS);
  expect(await statusOf(merchant, order.id)).toBe("expired");
  const { returnUrl } = await merchant.payment(order).page();
  expect(returnUrl).toContain("https://yoursite.kz/payment/fail?");
});

test("deep link: the URI of an order opens a wallet with address and amount filled in", async ({
  merchant,
}) => {
  const order = await createOrder(merchant);
  const { protocol, pathname, searchParams } = new URL(order.uri);
  expect(protocol + pathname).toBe(order.kaspaAddress);
  expect(order.amountExpected).toContain(searchParams.get("amount"));
});

test("payment link: one URL for a chat or an SMS, and each customer who opens it gets a payment", async ({
  merchant,
  gateway,
}) => {
  const { body: link } = await merchant.call("POST", "/api/v1/links", {
    title: "Order #123",
    amount: "5000",
    currency: "KZT",
  });
  const { pathname } = new URL(link.url);
  expect(pathname).toBe(`/pay/${link.slug}`);
  expect((await gateway.call("GET", pathname)).status).toBe(200);
  const open = () => gateway.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: link.slug } });
  const [first, second] = [await open(), await open()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.body.id).not.toBe(second.body.id);
});

test("redirect: create, pay on the page, webhook, signed return, status read anew", async ({
  merchant,
  gateway,
}) => {
  const order = await createOrder(merchant);
  expect(order.orderId).toBe(ORDER.orderId);
  const page = new URL(order.checkoutUrl);
  expect((await gateway.call("GET", page.pathname + page.search)).status).toBe(200);
  await approve(merchant, order);
  const payment = merchant.payment(order);
  const events = (await payment.takeWebhooks()).map(({ event }) => event);
  expect(events).toContain("payment.confirmed");
  const { searchParams } = new URL((await payment.page()).returnUrl ?? "");
  const check = await gateway.call("GET", `/api/v1/payments/verify-redirect?${searchParams}`);
  expect(check.body).toMatchObject({ verified: true, payment: { id: order.id, orderId: ORDER.orderId } });
  const read = await merchant.call("GET", `/api/v1/payments?orderId=${ORDER.orderId}&status=APPROVED`);
  expect(read.body.data.map(({ id }: { id: string }) => id)).toContain(order.id);
});

test("the transaction id of the webhook stays with the order, and a refund needs only the payment's id", async ({
  merchant,
}) => {
  const order = await createOrder(merchant);
  await approve(merchant, order);
  const { body: payment } = await merchant.call("GET", `/api/v1/payments/${order.id}`);
  expect(payment.txId).toMatch(/^[0-9a-f]{64}$/);
  const destination = await freshAddress();
  const refund = await merchant.call("POST", `/api/v1/payments/${order.id}/refunds`, { destination });
  expect(refund).toMatchObject({ status: 201, body: { status: "awaiting_signature", address: destination } });
});

test("INVALID_SIGNATURE: whoever has no valid key gets 401 unauthorized", async ({ merchant, gateway }) => {
  for (const as of [null, `${merchant.key.slice(0, -4)}AAAA`]) {
    const answer = await gateway.call("POST", "/api/v1/payments", { as, body: ORDER });
    expect(answer).toMatchObject({ status: 401, body: { code: "unauthorized" } });
  }
});

test("ORDER_ALREADY_EXISTS: an order number that may be used once is refused with the payment that has it", async ({
  merchant,
}) => {
  await merchant.changeSettings({ orderIdPolicy: "unique" });
  const order = await createOrder(merchant, { orderId: "ORDER-124" });
  const answer = await merchant.call("POST", "/api/v1/payments", { ...ORDER, orderId: "ORDER-124" });
  expect(answer).toMatchObject({ status: 409, body: { code: "order_id_exists", paymentId: order.id } });
  await merchant.changeSettings({ orderIdPolicy: "free" });
});

test("TRADE_POINT_NOT_FOUND: a store that the caller does not have is 404 not_found", async ({
  merchant,
  otherMerchant,
  gateway,
}) => {
  const headers = { "x-store-id": otherMerchant.storeId };
  const answer = await gateway.call("GET", "/api/v1/payments", { as: merchant.token, headers });
  expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test("AMOUNT_TOO_SMALL: an amount below the least one is refused, and the answer names the least", async ({
  merchant,
}) => {
  const answer = await merchant.call("POST", "/api/v1/payments", { ...ORDER, amount: "1" });
  expect(answer).toMatchObject({
    status: 422,
    body: { code: "amount_too_small", param: "amount", minimum: expect.any(String) },
  });
});

test.for(["redirectUrl", "cancelUrl"])(
  "INVALID_RETURN_URL: a %s outside the store's list is refused, and the answer names its host",
  async (param, { merchant }) => {
    const body = { ...ORDER, [param]: "https://elsewhere.kz/done" };
    const answer = await merchant.call("POST", "/api/v1/payments", body);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "redirect_url_not_allowed", param, host: "elsewhere.kz" },
    });
  },
);
