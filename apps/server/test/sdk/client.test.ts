// The SDK against a whole gateway, over its real socket.
import { expect } from "vitest";
import { ApiError, KaspaPay, verifyRedirect, verifyWebhook } from "../../../../packages/sdk/src/index.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { freshAddress, type Merchant, PASSWORD } from "../support/merchant.ts";

const test = gatewayTest();

const clientOf = ({ gateway, key }: Pick<Merchant, "gateway" | "key">, options: object = {}) =>
  new KaspaPay({ baseUrl: gateway.url, apiKey: key, ...options });

async function paid(merchant: Merchant) {
  const payment = await merchant.createPayment();
  payment.pay();
  await merchant.gateway.mine(14);
  return payment;
}

test("a payment is created, read, listed and canceled", async ({ merchant }) => {
  const { payments } = clientOf(merchant);
  const created = await payments.create({ amount: "12.5", orderId: "A-1", metadata: { cart: 17 } });
  expect(created).toMatchObject({ status: "pending", amountExpected: "12.50000000" });
  expect(await payments.retrieve(created.id)).toMatchObject({ orderId: "A-1", metadata: { cart: 17 } });
  expect((await payments.list({ orderId: "A-1" })).data.map(({ id }) => id)).toEqual([created.id]);
  expect(await payments.cancel(created.id)).toMatchObject({ status: "canceled" });
  expect(await payments.status(created.id)).toMatchObject({ status: "canceled" });
});

test("a list goes on over all pages, newest first", async ({ merchant }) => {
  const { payments } = clientOf(merchant);
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1)
    made.unshift((await payments.create({ amount: "1", customerEmail: "pages@payer.example" })).id);
  const listed: string[] = [];
  for await (const { id } of payments.list({ customerEmail: "pages@payer.example", limit: 2 }))
    listed.push(id);
  expect(listed).toEqual(made);
});

test("the same idempotency key gives the same payment, and another body is refused", async ({ merchant }) => {
  const { payments } = clientOf(merchant);
  const once = { idempotencyKey: "order-1" };
  const first = await payments.create({ amount: "3" }, once);
  expect((await payments.create({ amount: "3" }, once)).id).toBe(first.id);
  await expect(payments.create({ amount: "4" }, once)).rejects.toMatchObject({
    status: 409,
    code: "idempotency_conflict",
  });
});

test("a refusal names code, field, all faults and the request", async ({ merchant }) => {
  const { payments } = clientOf(merchant);
  const wrong = { amount: "1,5", currency: "dollars" };
  const error = await payments.create(wrong).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 400, code: "invalid_request" });
  const { issues, requestId } = error as ApiError;
  expect(issues?.map(({ path }) => path)).toEqual(["amount", "currency"]);
  expect(requestId).toMatch(/^req_/);
  await expect(payments.retrieve("pay_0")).rejects.toMatchObject({ code: "not_found" });
  const { gateway } = merchant;
  await expect(clientOf({ gateway, key: "kp_test_wrong" }).account.retrieve()).rejects.toMatchObject({
    code: "unauthorized",
  });
});

test("waiting for a payment ends when it is confirmed, and most looks answer 304", async ({ merchant }) => {
  const statuses: number[] = [];
  const counting: typeof fetch = async (...call) => {
    const response = await fetch(...call);
    statuses.push(response.status);
    return response;
  };
  const payment = await merchant.createPayment();
  const waiting = clientOf(merchant, { fetch: counting }).waitForPayment(payment.id, { intervalMs: 1 });
  const unchanged = () => statuses.filter((status) => status === 304).length;
  await expect.poll(unchanged, { timeout: 60_000 }).toBeGreaterThan(2);
  payment.pay();
  await merchant.gateway.mine(14);
  expect(await waiting).toMatchObject({
    outcome: "confirmed",
    payment: { id: payment.id, status: "confirmed", amountReceived: "25.00000000" },
  });
});

test("waiting ends as failed, as timeout, by an abort, and at once for what does not exist", async ({
  merchant,
}) => {
  const client = clientOf(merchant);
  const payment = await merchant.createPayment();
  const abort = AbortSignal.abort(new Error("closed"));
  await expect(client.waitForPayment(payment.id, { signal: abort })).rejects.toThrow("closed");
  expect(await client.waitForPayment(payment.id, { timeoutMs: 1, intervalMs: 1 })).toMatchObject({
    outcome: "timeout",
    payment: { status: "pending" },
  });
  await client.payments.cancel(payment.id);
  expect(await client.waitForPayment(payment.id)).toMatchObject({ outcome: "failed" });
  await expect(client.waitForPayment("pay_0")).rejects.toMatchObject({ code: "not_found" });
});

test("links are created, changed, used and deleted", async ({ merchant }) => {
  const { links, payments } = clientOf(merchant);
  const link = await links.create({ title: "Tea", amount: "5" });
  expect(await links.update(link.id, { title: "Green tea" })).toMatchObject({ title: "Green tea" });
  expect(await links.retrieve(link.id)).toMatchObject({ title: "Green tea", amount: "5.00000000" });
  const fromLink = await payments.create({ paymentLinkSlug: link.slug });
  expect(fromLink.amountExpected).toBe("5.00000000");
  expect((await links.list()).data.map(({ id }) => id)).toContain(link.id);
  expect(await links.delete(link.id)).toBeTypeOf("object");
});

test("refunds are previewed, made, listed and canceled", async ({ merchant }) => {
  const { payments, refunds } = clientOf(merchant);
  const payment = await paid(merchant);
  const { sums } = await payments.previewRefund(payment.id, { percent: "50" });
  expect(sums.kas?.amount).toBe("12.50000000");
  const refund = await payments.refund(payment.id, { amount: "10", destination: await freshAddress() });
  expect(refund).toMatchObject({ status: "awaiting_signature", amount: "10.00000000" });
  expect((await refunds.list({ paymentId: payment.id })).data.map(({ id }) => id)).toEqual([refund.id]);
  expect(await refunds.cancel(refund.id, { note: "Sent by hand" })).toMatchObject({ status: "canceled" });
  expect(await refunds.retrieve(refund.id)).toMatchObject({ status: "canceled" });
  expect(await payments.refund(payment.id)).toMatchObject({ amount: "25.00000000" });
});

test("payouts are asked for, approved and canceled", async ({ merchant }) => {
  const { payouts } = clientOf(merchant);
  const payout = await payouts.create({
    amount: "2",
    recipientAddress: await freshAddress(),
    orderId: "INV-1",
  });
  expect(payout.status).toBe("awaiting_approval");
  expect(await payouts.approve(payout.id)).toMatchObject({ status: "awaiting_signature" });
  expect((await payouts.list({ orderId: "INV-1" })).data.map(({ id }) => id)).toEqual([payout.id]);
  expect(await payouts.cancel(payout.id)).toMatchObject({ status: "canceled" });
  expect(await payouts.retrieve(payout.id)).toMatchObject({ status: "canceled" });
});

test("a customer's deposit account takes a deposit", async ({ merchant }) => {
  const { depositAccounts, deposits, balances } = clientOf(merchant);
  expect(await deposits.updateSettings({ enabled: true })).toMatchObject({ enabled: true });
  const account = await depositAccounts.create({ externalUserId: "user-1" });
  expect((await depositAccounts.create({ externalUserId: "user-1" })).id).toBe(account.id);
  expect(await depositAccounts.update(account.id, { label: "First" })).toMatchObject({ label: "First" });
  await merchant.gateway.pay(account.address, 500_000_000n);
  const [deposit] = (await deposits.list({ account: account.id })).data;
  expect(await deposits.retrieve(deposit?.id ?? "")).toMatchObject({ amount: "5.00000000" });
  expect((await depositAccounts.list()).data).toHaveLength(1);
  expect(await depositAccounts.retrieve(account.id)).toMatchObject({ externalUserId: "user-1" });
  expect((await balances.retrieve()).data).toHaveLength(1);
});

test("a delivery is verified by the endpoint's secret, and its event is in the list", async ({
  merchant,
  receiver,
}) => {
  const { webhooks, events, payments } = clientOf(merchant);
  const { id, secret } = await webhooks.create({ url: receiver.url, events: ["payment.created"] });
  const payment = await payments.create({ amount: "7" });
  await merchant.gateway.deliver();
  const { headers, body } = await receiver.waitFor(({ body }) => body.includes(payment.id));
  const event = await verifyWebhook({ secret, headers, body });
  expect(event).toMatchObject({ event: "payment.created", data: { payment: { id: payment.id } } });
  expect(await events.retrieve(event.id)).toMatchObject({ ...event, delivered: true });
  const listed = await events.list({ object: payment.id, type: "payment.created" });
  expect(listed.data.map(({ id }) => id)).toEqual([event.id]);

  expect(await webhooks.test(id)).toMatchObject({ delivered: true, status: 200 });
  const [delivery] = (await webhooks.deliveries(id, { event: "payment.created" })).data;
  expect(await webhooks.resend(delivery?.id ?? "")).toMatchObject({ resent: true });
  expect(await webhooks.resendFailed(id, { since: "2026-01-01T00:00:00Z" })).toEqual({ count: 0 });
  const rotated = await webhooks.rotateSecret(id);
  expect(rotated.secret).not.toBe(secret);
  expect(await webhooks.finishRotation(id)).toMatchObject({ previousSecretExpiresAt: null });
  expect(await webhooks.update(id, { isActive: false })).toMatchObject({ isActive: false });
  expect(await webhooks.retrieve(id)).toMatchObject({ state: "disabled" });
  expect((await webhooks.list()).data.map((endpoint) => endpoint.id)).toContain(id);
  expect(await webhooks.delete(id)).toEqual({ ok: true });
});

test("a return is checked with the secret, and by asking the gateway", async ({ merchant, gateway }) => {
  const { payments } = clientOf(merchant);
  const owner = { email: merchant.email, password: PASSWORD };
  const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: owner })).body;
  const path = "/api/v1/settings/redirect-secret";
  const { redirectSecret: secret } = (await gateway.call("GET", path, { as: token })).body;
  const redirectUrl = "https://shop.example/thanks";
  await merchant.changeSettings({ redirectHosts: ["shop.example"] });
  const payment = await merchant.createPayment({ redirectUrl, orderId: "Größe 7" });
  await payments.cancel(payment.id);
  const url = (await payment.page()).returnUrl ?? "";
  const fields = { paymentId: payment.id, status: "canceled", orderId: "Größe 7" };
  expect(await verifyRedirect({ secret, url })).toMatchObject(fields);
  expect(await payments.verifyRedirect(url)).toMatchObject({ valid: true, verified: false });
  const forged = url.replace("status=canceled", "status=confirmed");
  await expect(verifyRedirect({ secret, url: forged })).rejects.toThrow("did not sign");
  await expect(payments.verifyRedirect(forged)).rejects.toMatchObject({ param: "sig" });
});

test("a receipt is verified without a key, and a changed one is not", async ({ merchant, gateway }) => {
  const payment = await paid(merchant);
  const path = `/receipt/${payment.id}.json?token=${payment.clientToken}`;
  const { receipt, signature } = (await gateway.call("GET", path)).body;
  const { receipts } = new KaspaPay({ baseUrl: gateway.url });
  expect(await receipts.verify({ receipt, signature })).toMatchObject({ valid: true });
  const changed = { ...receipt, amountReceived: "26.00000000" };
  expect(await receipts.verify({ receipt: changed, signature })).toMatchObject({ valid: false });
});

test("the store, its key, prices and the gateway are read", async ({ merchant }) => {
  const client = clientOf(merchant);
  expect(await client.account.retrieve()).toMatchObject({ storeId: merchant.storeId });
  expect((await client.apiKeys.list()).data).toHaveLength(1);
  const { paymentExpiry } = await client.settings.retrieve();
  expect(await client.settings.update({ paymentExpiry })).toMatchObject({ paymentExpiry });
  expect(await client.rates.price({ currency: "USD", network: "simnet" })).toMatchObject({ currency: "USD" });
  expect(await client.rates.retrieve({ quote: "EUR", network: "simnet" })).toMatchObject({ quote: "EUR" });
  expect(await client.server.info()).toHaveProperty("version");
  expect(await client.server.network({ network: "simnet" })).toMatchObject({ synced: true });
  expect((await client.unmatched.list()).data).toEqual([]);
});
