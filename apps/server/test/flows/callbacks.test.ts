// The callback URL of one payment (docs/spec/webhooks.md#callbacks-of-payments).
import { verify } from "@kaspa-pay/webhooks";
import { expect } from "vitest";
import { MAX_CALLBACK_HOSTS } from "../../src/features/webhooks/callback-url.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
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

const orderTo = (merchant: Merchant, host: string, more: object = {}) =>
  merchant.call("POST", "/api/v1/payments", { amount: "5", callbackUrl: `https://${host}/hook`, ...more });
/** As if no payment had named them for 32 days. */
const ageHosts = ({ sql }: TestGateway) =>
  sql("update endpoints set updated_at = updated_at - interval '32 days' where callback_host is not null");
const hostsOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}.example`);

test("the payments of a store name a limited number of hosts, also when they come at once; the refusal names them", async ({
  otherMerchant: merchant,
}) => {
  const hosts = hostsOf("host", MAX_CALLBACK_HOSTS + 4);
  const answers = await Promise.all(hosts.map((host) => orderTo(merchant, host)));
  const made = hosts.filter((_, at) => answers[at]?.status === 201);
  expect(made).toHaveLength(MAX_CALLBACK_HOSTS);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer).toMatchObject({ status: 409, body: { code: "conflict", param: "callbackUrl" } });
    expect(answer.body.hosts).toEqual([...made].sort());
    for (const host of made) expect(answer.body.error).toContain(host);
  }
  expect((await orderTo(merchant, made[0] ?? "")).status).toBe(201);
});

test("a payment that is refused for something else names no host, whatever refuses it", async ({
  gateway,
}) => {
  const merchant = await gateway.signUp("refused");
  await merchant.changeSettings({ orderIdPolicy: "unique", supportUrl: "https://shop.example/help" });
  expect((await orderTo(merchant, "first.example", { orderId: "1001" })).status).toBe(201);
  const hosts = () => gateway.sql("select store_id, callback_host from endpoints order by 1, 2");
  const before = await hosts();
  for (const [host, more, status] of [
    ["price.example", { amount: "0.00000001" }, 422],
    ["expiry.example", { expiresAt: "2020-01-01T00:00:00Z" }, 400],
    ["order.example", { orderId: "1001" }, 409],
  ] as const) {
    expect((await orderTo(merchant, host, more)).status, host).toBe(status);
  }
  expect(await hosts()).toEqual(before);
});

test("a host that no payment named for more than 30 days counts as new again", async ({ gateway }) => {
  const merchant = await gateway.signUp("unused");
  const old = hostsOf("old", MAX_CALLBACK_HOSTS);
  for (const host of old) expect((await orderTo(merchant, host)).status).toBe(201);
  await ageHosts(gateway);
  for (const host of hostsOf("new", MAX_CALLBACK_HOSTS - 1))
    expect((await orderTo(merchant, host)).status).toBe(201);
  expect((await orderTo(merchant, old[0] ?? "")).status).toBe(201);
  const refused = await orderTo(merchant, old[1] ?? "");
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict", param: "callbackUrl" } });
  expect(refused.body.hosts).toContain(old[0]);
});

test("an expired payment is renewed without its callback where that is no longer allowed", async ({
  gateway,
  clock,
}) => {
  const merchant = await gateway.signUp("renewing");
  const renewed = async (first: Json): Promise<Json> => {
    const answer = await gateway.call("POST", `/api/v1/payments/${first.id}/renew`, {
      body: {},
      headers: { "x-client-token": first.clientToken },
    });
    expect(answer.status).toBe(201);
    return (await merchant.readPayment(answer.body.id)).callbackUrl;
  };
  const privateNow = (await orderTo(merchant, "shop.example")).body;
  const oneTooMany = (await orderTo(merchant, "old.example")).body;
  await clock.advance(HOUR_MS);
  await ageHosts(gateway);
  // As after a change of the guard: what was allowed when the payment was made.
  await gateway.sql(
    "update payments set callback_url = 'https://10.0.0.1/hook' where callback_url = 'https://shop.example/hook'",
  );
  expect(await renewed(privateNow)).toBeNull();
  for (const host of hostsOf("new", MAX_CALLBACK_HOSTS))
    expect((await orderTo(merchant, host)).status).toBe(201);
  expect(await renewed(oneTooMany)).toBeNull();
});
