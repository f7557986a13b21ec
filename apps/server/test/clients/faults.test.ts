// What each client does when the gateway or the way to it is in trouble.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BadServer, refusal, startBadServer } from "./support/bad-server.ts";
import { type Driver, describeClients, startDriver } from "./support/clients.ts";

const PAYMENT = { status: 201, body: { id: "pay_1", status: "pending", amount: "25.00000000" } };
const KEY = "kp_test_key";
const MAX_RETRIES = 3;
const UNHURRIED = { timeoutSeconds: 60, maxRetries: 0, backoffSeconds: 0.01 };

const create = { params: { amount: "25.00" } };

let server: BadServer;
beforeAll(async () => {
  server = await startBadServer();
});
afterAll(() => server.close());

describeClients((client) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = startDriver(client);
    await driver.connect({ baseUrl: server.url, apiKey: KEY, maxRetries: MAX_RETRIES });
  });
  afterAll(() => driver.stop());

  test("retries a POST after 500, 503 and 429 with the same Idempotency-Key and body", async () => {
    server.answer(
      refusal(500, "server_error"),
      refusal(503, "unavailable"),
      refusal(429, "rate_limited"),
      PAYMENT,
    );
    expect(await driver.act("payments.create", create)).toMatchObject({ id: "pay_1", amount: "25.00000000" });
    expect(server.asked).toHaveLength(4);
    expect(new Set(server.asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    for (const { method, path, headers, body } of server.asked) {
      expect([method, path, body]).toEqual(["POST", "/api/v1/payments", { amount: "25.00" }]);
      expect(headers["idempotency-key"]).toMatch(/^[0-9a-f-]{32,36}$/);
      expect(headers).toMatchObject({ authorization: `Bearer ${KEY}`, "content-type": "application/json" });
    }
  });

  test("makes a new Idempotency-Key for each call, and keeps the caller's own", async () => {
    server.answer(PAYMENT);
    await driver.act("payments.create", create);
    await driver.act("payments.create", create);
    const [first, second] = server.asked.map(({ headers }) => headers["idempotency-key"]);
    expect(first).not.toBe(second);
    server.answer("reset", PAYMENT);
    await driver.act("payments.create", { ...create, idempotencyKey: "order-1001" });
    expect(server.asked.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "order-1001",
      "order-1001",
    ]);
  });

  test("any other POST is not retried once it may have been carried out", async () => {
    const sendTest = { method: "POST", path: "/webhooks/whk_1/test" };
    const DONE = { status: 200, body: { delivered: true } };
    for (const lost of [refusal(500, "server_error"), refusal(502, "server_error"), "reset" as const]) {
      server.answer(lost, DONE);
      expect((await driver.play("request", sendTest)).error).toBeDefined();
      expect(server.asked).toHaveLength(1);
    }
    server.answer(refusal(429, "rate_limited"), DONE);
    expect(await driver.act("request", sendTest)).toEqual({ delivered: true });
  });

  test("retries a GET, which carries no Idempotency-Key and no body", async () => {
    server.answer(refusal(502, "server_error"), "reset", { status: 200, body: PAYMENT.body });
    expect(await driver.act("payments.get", { id: "pay_1" })).toMatchObject({ id: "pay_1" });
    expect(server.asked).toHaveLength(3);
    for (const { headers, body } of server.asked)
      expect([headers["idempotency-key"], body]).toEqual([undefined, null]);
  });

  test.for(["reset", "cut off", "cut off in chunks"] as const)(
    "retries after an answer that was %s",
    async (fault) => {
      server.answer(fault, fault, PAYMENT);
      expect(await driver.act("payments.create", create)).toMatchObject({ id: "pay_1" });
      expect(server.asked).toHaveLength(3);
    },
  );

  test.for(["hang", "drip"] as const)(
    "gives a try up after its time limit and retries when the server does not end its answer: %s",
    async (fault) => {
      const impatient = startDriver(client);
      const limits = { timeoutSeconds: 1, maxRetries: 10 };
      await impatient.connect({ baseUrl: server.url, apiKey: KEY, ...limits });
      server.answer(fault, PAYMENT);
      expect(await impatient.act("payments.create", create)).toMatchObject({ id: "pay_1" });
      expect(new Set(server.asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
      await impatient.connect({ baseUrl: server.url, apiKey: KEY, ...limits, maxRetries: 0 });
      server.answer(fault);
      expect(await impatient.play("payments.create", create)).toMatchObject({
        error: { type: "connection" },
      });
      await impatient.stop();
    },
  );

  test("waits as long as Retry-After says in seconds", async () => {
    server.answer(refusal(429, "rate_limited", { "retry-after": "1" }), PAYMENT);
    await driver.act("payments.create", create);
    const [first, second] = server.asked.map(({ at }) => at);
    // Two clocks of one machine may round differently.
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test("waits until the HTTP date that Retry-After names", async () => {
    const date = new Date(Date.now() + 2000).toUTCString();
    server.answer(refusal(503, "unavailable", { "retry-after": date }), PAYMENT);
    await driver.act("payments.create", create);
    expect((server.asked[1]?.at ?? 0) - Date.parse(date)).toBeGreaterThanOrEqual(-10);
  });

  test("retries without a usable Retry-After as if there were none", async () => {
    const odd = ["soon", "-5", "1.5", ""].map((text) => refusal(503, "unavailable", { "retry-after": text }));
    for (const fault of odd) {
      server.answer(fault, PAYMENT);
      expect(await driver.act("payments.create", create)).toMatchObject({ id: "pay_1" });
    }
    const past = new Date(Date.now() - 60_000).toUTCString();
    server.answer(refusal(503, "unavailable", { "retry-after": past }), PAYMENT);
    expect(await driver.act("payments.create", create)).toMatchObject({ id: "pay_1" });
  });

  test("leaves a wait of more than a minute to the caller", async () => {
    server.answer(refusal(429, "rate_limited", { "retry-after": "3600" }));
    const { error } = await driver.play("payments.create", create);
    expect(error).toMatchObject({ type: "api", status: 429, code: "rate_limited", retryAfter: 3600 });
    expect(server.asked).toHaveLength(1);
  });

  test("never retries another 4xx, and says code, field, request id and status", async () => {
    for (const status of [400, 401, 403, 404, 405, 409, 413, 415, 422, 431]) {
      server.answer(refusal(status, `code_${status}`));
      const { error } = await driver.play("payments.create", create);
      const said = { param: "amount", requestId: "req_1", message: `Refused as code_${status}` };
      expect(error).toMatchObject({ type: "api", status, code: `code_${status}`, ...said });
      expect(server.asked, String(status)).toHaveLength(1);
    }
  });

  test("says the last error once the retries are used up", async () => {
    server.answer(refusal(500, "server_error"));
    expect((await driver.play("payments.get", { id: "pay_1" })).error).toMatchObject({
      type: "api",
      status: 500,
    });
    expect(server.asked).toHaveLength(1 + MAX_RETRIES);
    server.answer("reset");
    expect((await driver.play("payments.create", create)).error).toMatchObject({ type: "connection" });
    expect(server.asked).toHaveLength(1 + MAX_RETRIES);
  });

  test("tells a proxy's page from an answer of the gateway", async () => {
    const page = "<html>Bad gateway</html>";
    server.answer({ status: 502, body: page });
    expect((await driver.play("payments.create", create)).error).toMatchObject({
      status: 502,
      code: "unexpected_answer",
    });
    expect(server.asked).toHaveLength(1 + MAX_RETRIES);
    for (const status of [200, 404]) {
      server.answer({ status, body: page });
      expect((await driver.play("payments.create", create)).error).toMatchObject({
        status,
        code: "unexpected_answer",
      });
      expect(server.asked).toHaveLength(1);
    }
  });

  test("does not follow a redirect, so the key stays with the gateway", async () => {
    server.answer({ status: 307, headers: { location: `${server.url}/elsewhere` } }, PAYMENT);
    expect((await driver.play("payments.create", create)).error).toMatchObject({ type: "api", status: 307 });
    server.answer({ status: 302, headers: { location: `${server.url}/elsewhere` } }, PAYMENT);
    expect((await driver.play("payments.get", { id: "pay_1" })).error).toMatchObject({
      type: "api",
      status: 302,
    });
    expect(server.asked.map(({ path }) => path)).toEqual(["/api/v1/payments/pay_1"]);
  });

  test("waits for a payment through a time in which the gateway does not answer", async () => {
    const failing = Array.from({ length: 2 * (1 + MAX_RETRIES) }, () => refusal(503, "unavailable"));
    server.answer(...failing, { status: 200, body: { id: "pay_1", status: "confirmed" } });
    const wait = { id: "pay_1", timeoutSeconds: 200, intervalSeconds: 0.01 };
    expect(await driver.act("payments.wait", wait)).toMatchObject({ outcome: "confirmed" });
    server.answer(refusal(401, "unauthorized"));
    expect((await driver.play("payments.wait", wait)).error).toMatchObject({ code: "unauthorized" });
    server.answer(refusal(503, "unavailable"));
    const short = await driver.play("payments.wait", { ...wait, timeoutSeconds: 0 });
    expect(short.error).toMatchObject({ status: 503 });
  });

  test("a retried cancellation whose first answer was lost gives the canceled payment", async () => {
    const canceled = { status: 200, body: { id: "pay_1", status: "canceled" } };
    server.answer("reset", refusal(409, "conflict"), canceled);
    expect(await driver.act("payments.cancel", { id: "pay_1" })).toMatchObject({ status: "canceled" });
    server.answer(refusal(409, "conflict"), { status: 200, body: { id: "pay_1", status: "confirmed" } });
    const { error } = await driver.play("payments.cancel", { id: "pay_1", note: "too late" });
    expect(error).toMatchObject({ status: 409, code: "conflict" });
    expect(server.asked[0]?.body).toEqual({ note: "too late" });
  });

  test("refuses a URL and a key that are none before it calls anybody, and does not print the key", async () => {
    for (const wrong of [{ baseUrl: "pay.example.com" }, { apiKey: `${KEY}\n` }, { apiKey: "" }]) {
      const confused = startDriver(client);
      const to = { baseUrl: server.url, apiKey: KEY, ...wrong };
      const connected = await confused.play("connect", { ...to, ...UNHURRIED });
      const { error } = connected.error ? connected : await confused.play("payments.get", { id: "pay_1" });
      expect(error).toMatchObject({ type: "argument" });
      expect(error.message).not.toContain(KEY);
      await confused.stop();
    }
  });
});
