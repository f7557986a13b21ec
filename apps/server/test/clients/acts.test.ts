// The acts of each client against a whole gateway, as a shop's server uses it.
import { afterAll, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { freshAddress, PASSWORD } from "../support/merchant.ts";
import { type Driver, describeClients, startDriver } from "./support/clients.ts";

const test = gatewayTest({ webhooks: true });

const DEPTH = 14;

describeClients((client) => {
  let driver: Driver;
  test.beforeAll(async ({ gateway, merchant }) => {
    driver = startDriver(client);
    await driver.connect({ baseUrl: `${gateway.url}/`, apiKey: merchant.key });
  });
  afterAll(() => driver.stop());

  const create = (fields: object = {}) =>
    driver.act("payments.create", { params: { amount: "25", expiryMinutes: 5, ...fields } });
  const idsOf = async (filters: object): Promise<string[]> =>
    (await driver.act("payments.list", { filters })).map(({ id }: { id: string }) => id);

  test("creates and reads a payment; its amounts are decimal texts", async () => {
    const orderId = `Größe 7 & +/%.${client.name}`;
    const items = [{ name: "Tea", price: "12.50" }];
    const made = await create({
      amount: "12.50",
      orderId,
      items,
      terminal: "till-2",
      metadata: { cart: { id: "7" }, note: "☕" },
    });
    expect(made).toMatchObject({
      status: "pending",
      amountExpected: "12.50000000",
      currency: "KAS",
      orderId,
    });
    expect(made.checkoutUrl).toContain(made.id);
    expect(await driver.act("payments.get", { id: made.id })).toMatchObject({
      ...{ id: made.id, amount: "12.50000000", amountReceived: "0.00000000", status: "pending", orderId },
      metadata: { cart: { id: "7" }, note: "☕" },
    });
  });

  test("an idempotency key of the caller's gives the same payment again, and 409 for another body", async () => {
    const order = { params: { amount: "3" }, idempotencyKey: `order-ß☕-${client.name}` };
    const first = await driver.act("payments.create", order);
    expect(await driver.act("payments.create", order)).toEqual(first);
    const { error } = await driver.play("payments.create", { ...order, params: { amount: "4" } });
    expect(error).toMatchObject({ type: "api", status: 409, code: "idempotency_conflict" });
  });

  test("lists all pages, each row once and the newest first, through a filter", async () => {
    const customerEmail = `${client.name}@payer.example`;
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await create({ customerEmail })).id);
    expect(await idsOf({ customerEmail, limit: 2 })).toEqual(made);
    expect(await idsOf({ customerEmail })).toEqual(made);
    expect(await idsOf({ customerEmail: "nobody@payer.example" })).toEqual([]);
    const { error } = await driver.play("payments.list", { filters: { limit: 101 } });
    expect(error).toMatchObject({ status: 400, code: "invalid_request", param: "limit" });
  });

  test("lists events over all pages", async () => {
    const { id } = await create();
    const events = await driver.act("events.list", { filters: { type: "payment.created", limit: 2 } });
    expect(events.length).toBeGreaterThan(2);
    expect(events[0]).toMatchObject({ event: "payment.created", data: { payment: { id } } });
  });

  test("cancels a payment, with a note, and finds it canceled the second time", async () => {
    const { id } = await create();
    expect(await driver.act("payments.cancel", { id, note: "sold out" })).toMatchObject({
      id,
      status: "canceled",
    });
    expect(await driver.act("payments.cancel", { id })).toMatchObject({ id, status: "canceled" });
  });

  test("waits until a payment is confirmed, and refunds it", async ({ merchant, gateway }) => {
    const payment = merchant.payment(await create());
    const { id } = payment;
    const waited = driver.act("payments.wait", { id, timeoutSeconds: 200, intervalSeconds: 0.05 });
    payment.pay();
    await gateway.mine(DEPTH);
    expect(await waited).toMatchObject({
      outcome: "confirmed",
      payment: { id, status: "confirmed", amountReceived: "25.00000000" },
    });
    const { error } = await driver.play("payments.cancel", { id });
    expect(error).toMatchObject({ status: 409, code: "payment_has_transfers" });
    const part = await driver.act("refunds.create", {
      paymentId: id,
      params: { amount: "5", reason: "scratched" },
    });
    expect(part).toMatchObject({
      paymentId: id,
      amount: "5.00000000",
      basis: "kas",
      status: "awaiting_destination",
    });
    expect(part.claimUrl).toContain("/claim/");
    const rest = await driver.act("refunds.create", { paymentId: id });
    expect(rest).toMatchObject({ amount: "20.00000000" });
  });

  test("waiting ends as failed for a canceled payment, and by its time for an unpaid one", async () => {
    const canceled = await create();
    await driver.act("payments.cancel", { id: canceled.id });
    const wait = { intervalSeconds: 0.05, timeoutSeconds: 200 };
    expect(await driver.act("payments.wait", { ...wait, id: canceled.id })).toMatchObject({
      ...{ outcome: "failed", payment: { status: "canceled" } },
    });
    const { id } = await create();
    expect(await driver.act("payments.wait", { ...wait, id, timeoutSeconds: 0.2 })).toMatchObject({
      ...{ outcome: "timeout", payment: { id, status: "pending" } },
    });
  });

  test("creates payment links and payouts", async () => {
    const params = { title: "Tea", amount: "5", ask: { email: true } };
    const link = await driver.act("links.create", { params });
    expect(link).toMatchObject({ title: "Tea", amount: "5.00000000", status: "active" });
    expect(link.url).toMatch(new RegExp(`/pay/${link.slug}$`));
    const recipientAddress = await freshAddress();
    const payout = { amount: "1.5", recipientAddress, orderId: "INV-77" };
    expect(await driver.act("payouts.create", { params: payout })).toMatchObject({
      ...{ amount: "1.50000000", recipientAddress, orderId: "INV-77" },
    });
  });

  test("says what the gateway refused: field, code, status and request id", async ({ gateway, merchant }) => {
    const bad = await driver.play("payments.create", { params: { amount: "a few" } });
    expect(bad.error).toMatchObject({ type: "api", status: 400, code: "invalid_request", param: "amount" });
    expect(bad.error.requestId).toMatch(/^req_/);
    for (const id of ["pay_unknown", "../links", "a/b?c#d", "ä %"]) {
      expect((await driver.play("payments.get", { id })).error, id).toMatchObject({
        status: 404,
        code: "not_found",
      });
    }
    await driver.connect({ baseUrl: gateway.url, apiKey: `${merchant.key}x` });
    expect((await driver.play("payments.list")).error).toMatchObject({ status: 401, code: "unauthorized" });
    await driver.connect({ baseUrl: "http://127.0.0.1:9", apiKey: merchant.key, maxRetries: 1 });
    expect((await driver.play("payments.list")).error).toMatchObject({ type: "connection" });
    await driver.connect({ baseUrl: gateway.url, apiKey: merchant.key });
  });

  test("takes the gateway's URL with and without the path of its API", async ({ gateway, merchant }) => {
    for (const path of ["/api/v1", "/api/", "/api", ""]) {
      await driver.connect({ baseUrl: `${gateway.url}${path}`, apiKey: merchant.key });
      expect(await idsOf({ customerEmail: "nobody@payer.example" })).toEqual([]);
    }
  });

  test("reaches every other operation", async () => {
    const links = await driver.act("request", {
      method: "GET",
      path: "/links",
      filters: { status: "active", limit: 1 },
    });
    expect(links.data).toHaveLength(1);
  });

  test("verifies what the gateway delivered, and no changed byte of it", async ({ merchant, gateway }) => {
    const { receiver, secret } = merchant.subscription;
    const { id } = await create();
    await gateway.deliver();
    const delivered = await receiver.waitFor(({ body }) => body.includes(id));
    const check = (body: string) =>
      driver.play("webhooks.verify", {
        ...{ secrets: [secret], headers: delivered.headers, now: Math.floor(Date.now() / 1000) },
        bodyBase64: Buffer.from(body).toString("base64"),
      });
    expect(await check(delivered.body)).toMatchObject({
      ok: { event: "payment.created", data: { payment: { id } } },
    });
    const { error } = await check(delivered.body.replace("25.0", "26.0"));
    expect(error).toMatchObject({ type: "verification", reason: "signature_mismatch" });
  });

  test("verifies a return that the gateway signed, and no change of it", async ({ merchant, gateway }) => {
    const owner = { email: merchant.email, password: PASSWORD };
    const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: owner })).body;
    const { redirectSecret } = (await gateway.call("GET", "/api/v1/settings/redirect-secret", { as: token }))
      .body;
    const orderId = `Größe 7 & +/%.${client.name}`;
    const made = await create({
      orderId: `${orderId} 2`,
      redirectUrl: "http://localhost:4000/thanks?lang=de",
    });
    await driver.act("payments.cancel", { id: made.id });
    const url = new URL((await merchant.payment(made).page()).returnUrl ?? "");
    const check = (href: string) => driver.play("redirects.verify", { secrets: [redirectSecret], url: href });
    const fields = { paymentId: made.id, status: "canceled", orderId: `${orderId} 2` };
    expect(await check(url.href)).toMatchObject({ ok: fields });
    for (const name of ["paymentId", "status", "ts", "orderId", "sig"]) {
      const forged = new URL(url);
      forged.searchParams.set(name, `${url.searchParams.get(name)}0`);
      expect(await check(forged.href), name).toEqual({ error: { type: "redirect" } });
    }
  });
});
