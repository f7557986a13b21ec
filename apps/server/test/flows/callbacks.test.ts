// The callback URL of one payment (docs/spec/webhooks.md#callbacks-of-payments).
import { verify } from "@kaspa-pay/webhooks";
import { expect } from "vitest";
import { MAX_CALLBACK_HOSTS } from "../../src/features/webhooks/callback-url.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const HOUR_MS = 60 * MINUTE_MS;

const test = gatewayTest({ clock: "stepped" });

let callback: WebhookReceiver;
test.beforeEach(async () => {
  callback = await startWebhookReceiver();
});
test.afterEach(() => callback.close());

const secretOf = async (merchant: Merchant): Promise<string> =>
  (await merchant.call("GET", "/api/v1/settings/callback-secret")).body.callbackSecret;

const eventsAt = ({ received }: WebhookReceiver): string[] =>
  received.map(({ body }) => JSON.parse(body).event);

const callbacksOf = async (merchant: Merchant, paymentId: string): Promise<Json[]> => {
  const input = { paymentId, limit: 100 };
  const { body } = await merchant.gateway.trpc("query", "webhooks.listDeliveries", input, merchant.key);
  return body.result.data.data.filter(({ callback }: Json) => callback);
};

test("the events of a payment go to its callback URL in order, signed with the store's callback secret, and no others", async ({
  gateway,
  merchant,
  receiver,
  clock,
}) => {
  await merchant.subscribe(receiver);
  const url = `${callback.url}?order=77`;
  const payment = await merchant.createPayment({ callbackUrl: url, orderId: "77" });
  await merchant.createPayment();
  payment.pay("25");
  await gateway.mine(12);
  await gateway.deliver();
  expect(eventsAt(callback)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  const secret = await secretOf(merchant);
  for (const { headers, body } of callback.received) {
    const event = await verify({ secret, headers, body, now: clock.now(), toleranceSeconds: 3_600 });
    expect(event.data).toMatchObject({ payment: { id: payment.id, callbackUrl: url } });
  }
  const toEndpoint = receiver.received.filter(({ body }) => body.includes(payment.id));
  expect(toEndpoint.length).toBeGreaterThan(callback.received.length);
  expect(await payment.full()).toMatchObject({ callbackUrl: url });
  expect(JSON.stringify(await payment.page())).not.toContain("order=77");
});

test("a callback is in the delivery log with its own URL, can be sent again, and is no endpoint of the store", async ({
  gateway,
  merchant,
}) => {
  const url = `${callback.url}/a?b=1`;
  const payment = await merchant.createPayment({ callbackUrl: url });
  await gateway.deliver();
  const [delivery] = await callbacksOf(merchant, payment.id);
  expect(delivery).toMatchObject({ url, callback: true, state: "delivered", event: "payment.created" });
  const resent = await merchant.call("POST", `/api/v1/deliveries/${delivery.id}/resend`, {});
  expect(resent.status).toBe(202);
  await gateway.deliver();
  expect(callback.received.map(({ headers }) => headers["x-kp-resend"])).toEqual([undefined, "true"]);
  const { body: endpoints } = await merchant.call("GET", "/api/v1/webhooks");
  expect(JSON.stringify(endpoints)).not.toContain(new URL(url).host);
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["POST", "/rotate-secret"],
    ["POST", "/test"],
  ] as const) {
    const answer = await merchant.call(method, `/api/v1/webhooks/${delivery.endpointId}${path}`);
    expect(answer.status, `${method} ${path}`).toBe(404);
  }
});

test("a dead callback switches nothing off and asks for nobody's attention; 410 ends that delivery alone", async ({
  gateway,
  merchant,
  clock,
}) => {
  await merchant.changeSettings({ supportUrl: "https://shop.example/help" });
  callback.answer(...Array.from({ length: 30 }, () => ({ status: 500 })));
  const dead = await merchant.createPayment({ callbackUrl: callback.url });
  for (let attempt = 1; attempt <= 12; attempt++) {
    await gateway.sql("update deliveries set next_attempt_at = now() where state = 'pending'");
    await gateway.deliver();
    await clock.advance(13 * HOUR_MS);
  }
  const overview = await gateway.trpc("query", "dashboard.overview", undefined, merchant.key);
  expect(JSON.stringify(overview.body)).not.toContain("is failing");
  expect(JSON.stringify(overview.body)).not.toContain("switched off");
  expect((await callbacksOf(merchant, dead.id)).map(({ event, state }) => [event, state])).toEqual([
    ["payment.expired", "failed"],
    ["payment.created", "failed"],
  ]);
  callback.answerOk();
  callback.answer({ status: 410 });
  const gone = await merchant.createPayment({ callbackUrl: callback.url });
  await gateway.deliver();
  expect(await callbacksOf(merchant, gone.id)).toMatchObject([{ state: "failed", attempts: 1 }]);
  const before = callback.received.length;
  const next = await merchant.createPayment({ callbackUrl: callback.url });
  await gateway.deliver();
  expect(callback.received.length).toBe(before + 1);
  expect(await callbacksOf(merchant, next.id)).toMatchObject([{ state: "delivered" }]);
});

test("a callback whose payment no longer names a URL fails at once and goes nowhere else", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment({ callbackUrl: `${callback.url}/orders` });
  await gateway.sql("update payments set callback_url = null where callback_url is not null");
  await gateway.deliver();
  expect(callback.received).toEqual([]);
  expect(await callbacksOf(merchant, payment.id)).toMatchObject([
    { state: "failed", attempts: 1, errorClass: "invalid_url" },
  ]);
});

test("a payment that renews another keeps its callback URL", async ({ gateway, merchant, clock }) => {
  const first = await merchant.createPayment({ callbackUrl: callback.url });
  await clock.advance(6 * MINUTE_MS);
  const renewed = await gateway.call("POST", `/api/v1/payments/${first.id}/renew`, {
    body: {},
    headers: { "x-client-token": first.clientToken },
  });
  expect(renewed.status).toBe(201);
  const second = await merchant.readPayment(renewed.body.id);
  expect(second.callbackUrl).toBe(callback.url);
  await gateway.deliver();
  expect(callback.received.some(({ body }) => body.includes(`"id":"${renewed.body.id}"`))).toBe(true);
});

test("the callback secret is rotated as those of endpoints are: both sign until the end, or until it is finished", async ({
  gateway,
  merchant,
  clock,
}) => {
  const change = (path: string) =>
    merchant.call("POST", `/api/v1/settings/rotate-callback-secret${path}`, {});
  const signed = async (secret: string): Promise<boolean> => {
    const hook = callback.received.at(-1);
    if (hook === undefined) throw new Error("nothing came");
    const checked = verify({ secret, ...hook, now: clock.now(), toleranceSeconds: 60 });
    return checked.then(
      () => true,
      () => false,
    );
  };
  const send = async (): Promise<void> => {
    await merchant.createPayment({ callbackUrl: callback.url });
    await gateway.deliver();
  };
  const old = await secretOf(merchant);
  const rotated = (await change("")).body;
  expect(rotated.callbackSecret).toMatch(/^whsec_/);
  expect(rotated.callbackSecret).not.toBe(old);
  expect(Date.parse(rotated.previousSecretExpiresAt) - clock.now()).toBe(24 * HOUR_MS);
  expect(await change("")).toMatchObject({ status: 409, body: { code: "conflict" } });
  await send();
  expect([await signed(old), await signed(rotated.callbackSecret)]).toEqual([true, true]);
  const finished = (await change("/finish")).body;
  expect(finished).toEqual({ callbackSecret: rotated.callbackSecret, previousSecretExpiresAt: null });
  await send();
  expect([await signed(old), await signed(rotated.callbackSecret)]).toEqual([false, true]);
  expect(await change("/finish")).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("a callback goes only where webhooks may go, and needs the rights of whoever makes an endpoint", async ({
  gateway,
  merchant,
}) => {
  for (const callbackUrl of [
    "http://169.254.169.254/latest",
    "https://10.0.0.1/",
    "http://shop.example/hook",
    "https://user@shop.example/",
    "ftp://shop.example/",
  ]) {
    const answer = await merchant.call("POST", "/api/v1/payments", { amount: "5", callbackUrl });
    expect([answer.status, answer.body.code, answer.body.param], callbackUrl).toEqual([
      422,
      "invalid_url",
      "callbackUrl",
    ]);
  }
  const order = { amount: "5", callbackUrl: callback.url };
  const person = { email: merchant.email, password: PASSWORD };
  const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: person })).body;
  for (const [scopes, missing] of [
    [["payments:write", "payments:read"], "webhooks:write"],
    [["payments:write", "webhooks:write"], "payments:read"],
    [["payments:write", "payments:read", "webhooks:write"], null],
  ] as const) {
    const made = await gateway.call("POST", "/api/v1/api-keys", {
      as: token,
      body: { name: "Shop", scopes },
    });
    const answer = await gateway.call("POST", "/api/v1/payments", { as: made.body.key, body: order });
    if (missing === null) expect(answer.status).toBe(201);
    else expect(answer).toMatchObject({ status: 403, body: { code: "forbidden", scope: missing } });
  }
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5" });
  const byPayer = await gateway.call("POST", "/api/v1/payments", {
    body: { paymentLinkSlug: link.slug, callbackUrl: callback.url },
  });
  expect(byPayer).toMatchObject({ status: 400, body: { param: "callbackUrl" } });
});

test("the payments of a store name a limited number of hosts, also when they come at once", async ({
  otherMerchant: merchant,
}) => {
  const order = (host: string) =>
    merchant.call("POST", "/api/v1/payments", { amount: "5", callbackUrl: `https://${host}/hook` });
  const hosts = Array.from({ length: MAX_CALLBACK_HOSTS + 4 }, (_, at) => `host${at}.example`);
  const answers = await Promise.all(hosts.map(order));
  const made = hosts.filter((_, at) => answers[at]?.status === 201);
  expect(made).toHaveLength(MAX_CALLBACK_HOSTS);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expect(answer).toMatchObject({ status: 409, body: { code: "conflict", param: "callbackUrl" } });
  expect((await order(made[0] ?? "")).status).toBe(201);
});
