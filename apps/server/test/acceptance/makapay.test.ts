// What MakaPay promises to a shop, by the names of docs/guides/24-coming-from-makapay.md: a payment with its own end and
// confirmations, the check of the way back, the price with its source, webhook settings, deposits, and its limits.
import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped" });

const ORDER = {
  amount: "100.00",
  currency: "USD",
  orderId: "ORD-1",
  description: "Annual plan",
  redirectUrl: "https://shop.example/done",
};

test.beforeAll(({ merchant }) => merchant.changeSettings({ redirectHosts: ["shop.example"] }));

const byApiKey = ({ gateway, key }: Merchant, method: string, path: string, body?: object) =>
  gateway.call(method, `/api/v1${path}`, { body, headers: { "x-api-key": key } });

async function pay(merchant: Merchant, fields: object = {}): Promise<Json> {
  const { status, body } = await byApiKey(merchant, "POST", "/payments", { ...ORDER, ...fields });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

test("a payment with x-api-key, an end in milliseconds and its own confirmations answers the page to share", async ({
  merchant,
  clock,
}) => {
  const expiresAt = clock.now() + 60 * MINUTE_MS;
  const body = await pay(merchant, { expiresAt, requiredConfirmations: 100 });
  expect(body).toMatchObject({
    checkoutUrl: expect.stringContaining(`/p/${body.id}`),
    amount: "100.00",
    orderId: "ORD-1",
    requiredConfirmations: 100,
  });
  expect(Date.parse(body.expiresAt)).toBe(expiresAt);
});

test("it is confirmed after as many confirmations as it asked for, and no earlier", async ({
  merchant,
  gateway,
}) => {
  const body = await pay(merchant, { requiredConfirmations: 100 });
  const payment = merchant.payment(body);
  payment.pay(body.amountExpected);
  await gateway.mine(50);
  expect(await payment.status()).toBe("confirming");
  await gateway.mine(60);
  expect(await payment.status()).toBe("confirmed");
});

test("a payment that was not paid in its time is expired, and can be made anew from its page", async ({
  merchant,
  clock,
  gateway,
}) => {
  const body = await pay(merchant, { expiresAt: clock.now() + 10 * MINUTE_MS });
  await clock.advance(11 * MINUTE_MS);
  expect(await merchant.payment(body).status()).toBe("expired");
  const headers = { "x-client-token": body.clientToken };
  const renewed = await gateway.call("POST", `/api/v1/payments/${body.id}/renew`, { headers });
  expect(renewed).toMatchObject({ status: 201, body: { orderId: "ORD-1", replaces: body.id } });
});

test("money that was received in time is processed after the end: a part is expired and asks the merchant", async ({
  merchant,
  clock,
}) => {
  const body = await pay(merchant, { expiresAt: clock.now() + 10 * MINUTE_MS });
  const payment = merchant.payment(body);
  payment.pay("100");
  await clock.advance(11 * MINUTE_MS);
  const { status, attention } = await payment.full();
  expect([status, attention]).toEqual(["expired", ["underpaid"]]);
});

test("the way back of a paid order is valid and verified, with the time of its confirmation; a forged one is neither", async ({
  merchant,
  gateway,
}) => {
  const body = await pay(merchant);
  const payment = merchant.payment(body);
  payment.pay(body.amountExpected);
  await gateway.mine(700);
  const { searchParams } = new URL((await payment.page()).returnUrl ?? "");
  const check = () => gateway.call("GET", `/api/v1/payments/verify-redirect?${searchParams}`);
  expect((await check()).body).toMatchObject({
    valid: true,
    verified: true,
    payment: { id: body.id, status: "confirmed", confirmedAt: expect.stringMatching(/Z$/) },
  });
  searchParams.set("sig", createHmac("sha256", "guess").update(body.id).digest("hex"));
  expect(await check()).toMatchObject({ status: 400, body: { valid: false, param: "sig" } });
  searchParams.delete("sig");
  expect(await check()).toMatchObject({ status: 400, body: { valid: false, param: "sig" } });
});

test("the price names its source and its time, for any case of the symbol, and an unknown one is refused", async ({
  gateway,
}) => {
  for (const currency of ["USD", "usd"]) {
    const { body } = await gateway.call("GET", `/api/v1/price?currency=${currency}`);
    expect(body).toMatchObject({
      price: 0.1,
      currency: "USD",
      rate: expect.stringMatching(/^0\.10*$/),
      source: expect.any(String),
      fetchedAt: expect.stringMatching(/Z$/),
    });
  }
  const unknown = await gateway.call("GET", "/api/v1/price?currency=ZZZ");
  expect(unknown).toMatchObject({ status: 422, body: { code: "unknown_currency" } });
});

test("webhook settings: create with the secret once, read it masked, change, new secret, delete", async ({
  merchant,
}) => {
  const url = "https://hooks.example/makapay";
  const made = await byApiKey(merchant, "POST", "/webhooks", {
    url,
    events: ["payment.completed", "payment.failed", "payment.expired"],
  });
  expect(made).toMatchObject({ status: 201, body: { url, secret: expect.stringMatching(/^whsec_/) } });
  const { id, secret } = made.body;
  const read = await byApiKey(merchant, "GET", `/webhooks/${id}`);
  expect(read.body).toMatchObject({ id, isActive: true });
  expect(JSON.stringify(read.body)).not.toContain(secret);
  const paused = await byApiKey(merchant, "PATCH", `/webhooks/${id}`, { isActive: false });
  expect(paused.body).toMatchObject({ id, isActive: false });
  const rotated = await byApiKey(merchant, "POST", `/webhooks/${id}/rotate-secret`);
  expect(rotated.body.secret).toMatch(/^whsec_/);
  expect(rotated.body.secret).not.toBe(secret);
  expect((await byApiKey(merchant, "DELETE", `/webhooks/${id}`)).status).toBe(200);
  expect((await byApiKey(merchant, "GET", `/webhooks/${id}`)).status).toBe(404);
});

test.for([
  ["http://hooks.example/makapay", 422],
  ["https://10.0.0.1/makapay", 422],
  ["not a URL", 422],
] as const)("the webhook URL %s is refused as invalid_url", async ([url, status], { merchant }) => {
  const answer = await byApiKey(merchant, "POST", "/webhooks", { url });
  expect(answer).toMatchObject({ status, body: { code: "invalid_url", param: "url" } });
});

test("vault: deposits are switched on, a user has one address, and money at it is listed", async ({
  merchant,
  gateway,
}) => {
  expect((await byApiKey(merchant, "PUT", "/deposit-settings", { enabled: true })).status).toBe(200);
  const user = { externalUserId: "user-1" };
  const [first, again] = [
    await byApiKey(merchant, "POST", "/deposit-accounts", user),
    await byApiKey(merchant, "POST", "/deposit-accounts", user),
  ];
  expect(again.body).toMatchObject({ id: first.body.id, address: first.body.address });
  await gateway.pay(first.body.address, 500_000_000n);
  const { body } = await byApiKey(merchant, "GET", `/deposits?account=${first.body.id}`);
  expect(body.data).toMatchObject([{ amount: "5.00000000" }]);
});

test.for([
  ["amount", "0", 422, "amount_too_small"],
  ["amount", "-5", 400, "invalid_request"],
  ["merchant", "kaspa:qr", 400, "invalid_request"],
  ["chainId", "137", 400, "invalid_request"],
  ["requiredConfirmations", 0, 400, "invalid_request"],
  ["description", "x".repeat(501), 400, "invalid_request"],
] as const)(
  "%s %j is answered %i %s, naming the field",
  async ([field, value, status, code], { merchant }) => {
    const answer = await byApiKey(merchant, "POST", "/payments", { ...ORDER, [field]: value });
    expect(answer).toMatchObject({ status, body: { code, param: field } });
  },
);

const limited = gatewayTest({ clock: "stepped", parts: { limits: {} } });

limited(
  "a key makes a hundred writes a minute; the next is 429 with the time to come back, and reads go on",
  async ({ merchant }) => {
    const write = () => byApiKey(merchant, "POST", "/links", {});
    const statuses: number[] = [];
    for (let sent = 0; sent < 100; sent++) statuses.push((await write()).status);
    expect(new Set(statuses)).toEqual(new Set([400]));
    const refused = await write();
    expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await byApiKey(merchant, "GET", "/payments")).status).toBe(200);
  },
);
