// DX-03: KasPay's documentation, called as it is printed: each path under `/api`, each request field, each answer
// field, each error, and its own sample of a signature check. Only addresses and hosts are ours.
import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

type Body = Record<string, unknown>;

const ADDRESS = "kaspasim:qrunpzspjfvvxyzfx38ct7ya2g5m2vwggkpklxdsscqlzyauuqm0jn2at4vlw";
const MERCHANT = { email: "merchant@example.com", password: "securepassword" };
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

let token: string;

async function call(
  gateway: TestGateway,
  method: string,
  path: string,
  { body, auth = false }: { body?: unknown; auth?: boolean } = {},
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${gateway.url}/api${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(auth && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const rows = (answer: { body: Body }): Body[] => answer.body.data as Body[];

/** Printed, and not by us: https://kaspay.vercel.app/docs. */
function verifySignature(payload: unknown, signature: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(JSON.stringify(payload)).digest("hex");
  return signature === expected;
}

test("POST /auth/register makes a merchant account and answers user and token", async ({ gateway }) => {
  const answer = await call(gateway, "POST", "/auth/register", {
    body: { ...MERCHANT, name: "My Store", kaspaAddress: ADDRESS },
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    user: { id: expect.any(String), email: MERCHANT.email, name: "My Store" },
    token: expect.any(String),
  });
  token = String(answer.body.token);
});

test("POST /auth/login answers user and a token that works", async ({ gateway }) => {
  const answer = await call(gateway, "POST", "/auth/login", { body: MERCHANT });
  expect(answer.status).toBe(200);
  expect(answer.body.user).toMatchObject({ email: MERCHANT.email, name: "My Store" });
  token = String(answer.body.token);
  expect((await call(gateway, "GET", "/auth/me", { auth: true })).status).toBe(200);
});

test("GET /auth/me answers the account, its address, API key and payment expiry", async ({ gateway }) => {
  const { body } = await call(gateway, "GET", "/auth/me", { auth: true });
  expect(body).toMatchObject({
    id: expect.any(String),
    email: MERCHANT.email,
    name: "My Store",
    kaspaAddress: ADDRESS,
    apiKey: expect.any(String),
    paymentExpiry: 30,
  });
});

const PLAN = {
  title: "Premium Plan",
  description: "Monthly subscription",
  amount: 100,
  currency: "KAS",
  expiryMinutes: 30,
  status: "active",
  successMessage: "Thank you!",
  redirectUrl: "https://yoursite.com/thanks",
  linkExpiresIn: 10080,
};
let link: Body;

test("POST /links takes every printed field and answers every printed one", async ({ gateway }) => {
  const answer = await call(gateway, "POST", "/links", { body: PLAN, auth: true });
  expect(answer.status).toBe(201);
  link = answer.body;
  expect(link).toMatchObject({
    id: expect.any(String),
    title: "Premium Plan",
    amount: "100.00000000",
    slug: expect.stringMatching(/^premium-plan-[a-z0-9]+$/),
    status: "active",
    expiresAt: expect.stringMatching(ISO),
  });
  expect(link.url).toBe(`http://localhost:23499/pay/${link.slug}`);
});

test("POST /links prices in USD as well", async ({ gateway }) => {
  const answer = await call(gateway, "POST", "/links", {
    body: { ...PLAN, currency: "USD", linkExpiresIn: 0 },
    auth: true,
  });
  expect(answer.body).toMatchObject({ amount: "100.00", expiresAt: null });
});

test("GET /links lists them under data", async ({ gateway }) => {
  const listed = rows(await call(gateway, "GET", "/links", { auth: true })).find((row) => row.id === link.id);
  expect(listed).toMatchObject({
    id: link.id,
    title: "Premium Plan",
    amount: "100.00000000",
    currency: "KAS",
    slug: link.slug,
    status: "active",
    expiresAt: link.expiresAt,
    expiryMinutes: 30,
    createdAt: expect.stringMatching(ISO),
  });
});

test("/links/:id deactivates and publishes, by PATCH and by PUT", async ({ gateway }) => {
  const path = `/links/${link.id}`;
  const off = await call(gateway, "PATCH", path, { body: { status: "inactive" }, auth: true });
  expect(off.body).toMatchObject({ id: link.id, status: "inactive" });
  const on = await call(gateway, "PUT", path, { body: { status: "active" }, auth: true });
  expect(on.body).toMatchObject({ id: link.id, status: "active" });
});

let secret: string;

test("POST /webhooks registers an endpoint and answers its secret", async ({ gateway, receiver }) => {
  const events = ["payment.confirmed", "payment.expired"];
  const answer = await call(gateway, "POST", "/webhooks", {
    body: { url: receiver.url, events },
    auth: true,
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    id: expect.any(String),
    url: receiver.url,
    events,
    secret: expect.any(String),
    isActive: true,
  });
  secret = String(answer.body.secret);
});

test("GET /webhooks lists endpoints, without the secret", async ({ gateway, receiver }) => {
  const [endpoint] = rows(await call(gateway, "GET", "/webhooks", { auth: true }));
  expect(endpoint).toMatchObject({
    id: expect.any(String),
    url: receiver.url,
    events: ["payment.confirmed", "payment.expired"],
    isActive: true,
    createdAt: expect.stringMatching(ISO),
  });
  expect(JSON.stringify(endpoint)).not.toContain(secret);
});

let payment: Body;

test("POST /payments makes a payment session from a link for anybody", async ({ gateway }) => {
  const body = {
    paymentLinkSlug: link.slug,
    customerEmail: "customer@example.com",
    customerName: "John Doe",
    metadata: { orderId: "12345" },
  };
  const answer = await call(gateway, "POST", "/payments", { body });
  expect(answer.status).toBe(201);
  payment = answer.body;
  expect(payment).toMatchObject({
    id: expect.any(String),
    kaspaAddress: ADDRESS,
    amountExpected: expect.stringMatching(/^100\.0000\d{4}$/),
    status: "pending",
    expiresAt: expect.stringMatching(ISO),
  });
});

test("GET /payments/:id/status follows the payment to confirmed, and the webhook arrives", async ({
  gateway,
  chain,
}) => {
  const status = async () => (await call(gateway, "GET", `/payments/${payment.id}/status`)).body;
  expect(await status()).toMatchObject({ id: payment.id, status: "pending", txId: null, confirmedAt: null });
  const { txIds } = chain.pay({
    address: ADDRESS,
    sompi: String(payment.amountExpectedSompi),
    mine: true,
  });
  chain.mine(700);
  await gateway.follow();
  expect(await status()).toMatchObject({
    id: payment.id,
    status: "confirmed",
    amountReceived: payment.amountExpected,
    senderAddress: expect.stringMatching(/^kaspasim:/),
    txId: txIds[0],
    confirmations: expect.any(Number),
    confirmedAt: expect.stringMatching(ISO),
  });
});

test("GET /payments lists payments with their transaction details", async ({ gateway }) => {
  const [row] = rows(await call(gateway, "GET", "/payments", { auth: true }));
  expect(row).toMatchObject({
    id: payment.id,
    amountExpected: payment.amountExpected,
    amountReceived: payment.amountExpected,
    status: "confirmed",
    txId: expect.stringMatching(/^[0-9a-f]{64}$/),
    senderAddress: expect.stringMatching(/^kaspasim:/),
    customerName: "John Doe",
    customerEmail: "customer@example.com",
    createdAt: expect.stringMatching(ISO),
    confirmedAt: expect.stringMatching(ISO),
  });
});

test("the delivered X-KasPay-Signature passes the printed verifySignature, and a changed payload does not", async ({
  gateway,
  receiver,
}) => {
  await gateway.deliver();
  expect(receiver.received).toHaveLength(1);
  const [hook] = receiver.received;
  const payload = JSON.parse(hook?.body ?? "{}") as Body;
  const signature = String(hook?.headers["x-kaspay-signature"]);
  expect(payload).toMatchObject({ event: "payment.confirmed", data: { payment: { id: payment.id } } });
  expect(verifySignature(payload, signature, secret)).toBe(true);
  expect(verifySignature({ ...payload, event: "payment.expired" }, signature, secret)).toBe(false);
});

test("POST /webhooks accepts * for all events", async ({ gateway, receiver }) => {
  const answer = await call(gateway, "POST", "/webhooks", {
    body: { url: receiver.url, events: ["*"] },
    auth: true,
  });
  expect(answer.body).toMatchObject({ events: ["*"], isActive: true });
});

test("/settings changes payment timeout and wallet address, by PATCH and by PUT", async ({ gateway }) => {
  const change = { paymentExpiry: 60, kaspaAddress: ADDRESS };
  for (const method of ["PATCH", "PUT"]) {
    const answer = await call(gateway, method, "/settings", { body: change, auth: true });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(change);
  }
  expect((await call(gateway, "GET", "/auth/me", { auth: true })).body.paymentExpiry).toBe(60);
});

test("GET /price answers price and currency", async ({ gateway }) => {
  const { status, body } = await call(gateway, "GET", "/price");
  expect(status).toBe(200);
  expect(body).toMatchObject({ price: 0.1, currency: "USD" });
});

test("GET /network answers the printed figures of the chain", async ({ gateway }) => {
  const { body } = await call(gateway, "GET", "/network");
  expect(body).toMatchObject({
    blockCount: expect.any(Number),
    headerCount: expect.any(Number),
    difficulty: expect.any(Number),
    virtualDaaScore: expect.any(Number),
    networkName: "simnet",
  });
});

test.for<[number, string, (gateway: TestGateway) => Promise<{ status: number; body: Body }>]>([
  [
    400,
    "Invalid email format",
    (gateway) =>
      call(gateway, "POST", "/auth/register", { body: { ...MERCHANT, email: "nobody", name: "x" } }),
  ],
  [401, "Unauthorized", (gateway) => call(gateway, "GET", "/links")],
  [
    404,
    "Payment link not found",
    (gateway) => call(gateway, "POST", "/payments", { body: { paymentLinkSlug: "no-such" } }),
  ],
  [
    404,
    "Payment link not found",
    (gateway) => call(gateway, "PATCH", "/links/lnk_nothing", { body: { status: "active" }, auth: true }),
  ],
  [
    409,
    "Email already registered",
    (gateway) => call(gateway, "POST", "/auth/register", { body: { ...MERCHANT, name: "Another" } }),
  ],
])("errors are printed as %i { error: %s }", async ([status, error, provoke], { gateway }) => {
  const answer = await provoke(gateway);
  expect(answer).toMatchObject({ status, body: { error } });
});
