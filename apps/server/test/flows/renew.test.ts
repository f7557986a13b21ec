// A payment whose time is over is renewed by a new one of the same order: once, whoever tries however often, and never
// while money came for the old one.

import { expect } from "vitest";
import { auditRepository } from "../../src/features/audit/repository.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import { freshAddress, type Merchant, PASSWORD } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const OVER_MS = 5 * MINUTE_MS + 31_000;

/** As the payer's page does it: with the token of the old payment alone. */
const renew = (
  gateway: TestGateway,
  { id, clientToken }: Pick<TestPayment, "id" | "clientToken">,
  headers = {},
): Promise<Answer> => post(gateway, `/api/v1/payments/${id}/renew?token=${clientToken}`, headers);

async function post(gateway: TestGateway, path: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(gateway.url + path, { method: "POST", headers });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function expired(merchant: Merchant, fields: Record<string, unknown> = {}): Promise<TestPayment> {
  const payment = await merchant.createPayment(fields);
  await merchant.gateway.clock.advance(OVER_MS);
  expect((await payment.publicStatus()).status).toBe("expired");
  return payment;
}

async function renewed(merchant: Merchant, payment: TestPayment): Promise<TestPayment> {
  const answer = await renew(merchant.gateway, payment);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return merchant.payment(answer.body);
}

const ORDER = {
  amount: "25",
  orderId: "A-1001",
  description: "Two T-shirts",
  items: [{ name: "T-shirt", quantity: 2, price: "12.5" }],
  metadata: { cart: "77" },
  customerEmail: "payer@example.com",
  customerName: "Paula Payer",
  redirectUrl: "https://shop.example/thanks",
  cancelUrl: "https://shop.example/basket",
  requiredConfirmations: 7,
};

test("the payer of an expired payment pays a new one of the same order; every view names the other", async ({
  gateway,
  receiver,
  merchant,
}) => {
  await merchant.changeSettings({ orderIdPolicy: "unique" });
  const old = await expired(merchant, ORDER);
  expect(await old.page()).toMatchObject({ canRenew: true, replaces: null, replacedBy: null });
  expect((await old.full()).allowedActs).toContain("renew");
  await old.takeWebhooks();

  const fresh = await renewed(merchant, old);
  expect(fresh.id).not.toBe(old.id);
  expect(fresh.address).not.toBe(old.address);
  const { status, ...views } = {
    status: await fresh.publicStatus(),
    full: await fresh.full(),
    page: await fresh.page(),
  };
  expect(status).toMatchObject({ status: "pending", payable: true, amountExpected: "25.00000000" });
  for (const view of [views.full, views.page, await fresh.row()]) {
    expect(view).toMatchObject({
      replaces: old.id,
      replacedBy: null,
      amount: "25.00000000",
      currency: "KAS",
    });
  }
  const { amount: _kas, ...same } = ORDER;
  expect(views.full).toMatchObject(same);
  for (const view of [await old.full(), await old.page(), await old.row()]) {
    expect(view).toMatchObject({ status: "expired", replaces: null, replacedBy: fresh.id });
  }
  // The webhooks say it too: the old payment's on the change, the new one's from its first event on.
  expect(await old.takeWebhooks()).toEqual([]);
  const bodies = receiver.received.map(({ body }) => JSON.parse(body));
  expect(bodies.filter(({ data }) => data.payment.id === old.id).at(-1)).toMatchObject({
    event: "payment.updated",
    data: { payment: { replacedBy: fresh.id, status: "expired" } },
  });
  expect(bodies.find(({ data }) => data.payment.id === fresh.id)).toMatchObject({
    event: "payment.created",
    data: { payment: { replaces: old.id, orderId: "A-1001", amount: "25.00000000" } },
  });
  expect(await old.timeline()).toContain("act.renew");
  const { db } = gateway.useCases.unitOfWork;
  const log = await auditRepository(db).list(merchant.storeId, {}, { limit: 2, afterId: null });
  expect(log.slice(0, 2).map(({ action, target, actor }) => [action, target, actor])).toEqual(
    expect.arrayContaining([
      ["payment.renewed", old.id, "payer"],
      ["payment.created", fresh.id, "payer"],
    ]),
  );

  fresh.pay("25");
  await gateway.mine(12);
  expect(await fresh.publicStatus()).toMatchObject({ status: "confirmed" });
  expect(await old.publicStatus()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  // The order id went to the successor: no third payment takes it.
  const third = await merchant.call("POST", "/api/v1/payments", ORDER);
  expect(third.body).toMatchObject({ code: "order_id_exists", paymentId: fresh.id });
  await merchant.changeSettings({ orderIdPolicy: "free" });
});

test("twenty tries at once, and any later one, give the same payment and leave no hole in the addresses", async ({
  gateway,
  merchant,
}) => {
  const old = await expired(merchant);
  const answers = await Promise.all(Array.from({ length: 20 }, () => renew(gateway, old)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const [first] = answers;
  expect(new Set(answers.map(({ body }) => `${body.id} ${body.clientToken}`)).size).toBe(1);
  const fresh = merchant.payment(first?.body);
  const next = await Promise.all(Array.from({ length: 20 }, () => merchant.createPayment()));
  const given = (await Promise.all([fresh, ...next].map((payment) => payment.full()))).map(
    (full) => full.addressIndex ?? -1,
  );
  expect(Math.max(...given) - Math.min(...given)).toBe(given.length - 1);
  expect((await old.page()).canRenew).toBe(true);
  // The answer shows its present state, also after it was paid.
  fresh.pay("25");
  await gateway.mine(12);
  expect((await renew(gateway, old)).body).toMatchObject({ id: fresh.id, status: "confirmed" });
});

test("late money on the old payment waits for staff, and the new payment is paid by its own money", async ({
  gateway,
  merchant,
}) => {
  const old = await expired(merchant);
  const fresh = await renewed(merchant, old);
  old.pay("25");
  await gateway.catchUp();
  expect(await old.full()).toMatchObject({ status: "expired", attention: ["late"], replacedBy: fresh.id });
  expect(await fresh.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect((await old.page()).canRenew).toBe(false);
  expect((await renew(gateway, old)).body.id).toBe(fresh.id);
  fresh.pay("25");
  await gateway.mine(12);
  expect((await fresh.publicStatus()).status).toBe("confirmed");
  expect((await old.publicStatus()).status).toBe("expired");
});

const refusals: readonly [name: string, make: (merchant: Merchant) => Promise<TestPayment>, code: string][] =
  [
    ["an open payment", (merchant) => merchant.createPayment(), "conflict"],
    [
      "an expired payment that received a part",
      async (merchant) => {
        const payment = await merchant.createPayment();
        payment.pay("10");
        await merchant.gateway.clock.advance(OVER_MS);
        return payment;
      },
      "payment_has_transfers",
    ],
    [
      "an expired payment that received late money",
      async (merchant) => {
        const payment = await expired(merchant);
        payment.pay("25");
        await merchant.gateway.catchUp();
        return payment;
      },
      "payment_has_transfers",
    ],
    [
      "a canceled payment",
      async (merchant) => {
        const payment = await merchant.createPayment();
        await payment.action("cancel");
        return payment;
      },
      "conflict",
    ],
    [
      "a confirmed payment",
      async (merchant) => {
        const payment = await merchant.createPayment();
        await payment.action("mark", { status: "paid", note: "cash" });
        return payment;
      },
      "conflict",
    ],
    [
      "a payment whose rate the shop fixed",
      (merchant) => expired(merchant, { amount: "10", currency: "USD", fixedRate: "0.5" }),
      "conflict",
    ],
  ];

test.for(refusals)("%s is not renewed", async ([_name, make, code], { gateway, merchant }) => {
  const payment = await make(merchant);
  expect((await payment.page()).canRenew).toBe(false);
  expect((await payment.full()).allowedActs).not.toContain("renew");
  const answer = await renew(gateway, payment);
  expect([answer.status, answer.body.code]).toEqual([409, code]);
  expect((await payment.full()).replacedBy).toBeNull();
});

test("a store that does not want it renews nothing; who has no right gets nothing", async ({
  gateway,
  merchant,
}) => {
  const payment = await expired(merchant);
  await merchant.changeSettings({ allowRenew: false });
  expect((await merchant.call("GET", "/api/v1/settings")).body.allowRenew).toBe(false);
  expect((await payment.page()).canRenew).toBe(false);
  expect((await renew(gateway, payment)).body).toMatchObject({ code: "conflict" });
  await merchant.changeSettings({ allowRenew: true });
  expect((await payment.page()).canRenew).toBe(true);
  expect((await post(gateway, `/api/v1/payments/${payment.id}/renew`, {})).status).toBe(401);
  expect((await renew(gateway, { id: payment.id, clientToken: "ct_wrong" })).status).toBe(401);
  const other = await expired(merchant);
  expect((await renew(gateway, { id: payment.id, clientToken: other.clientToken })).status).toBe(401);
  const password = { password: PASSWORD };
  const session = await gateway.call("POST", "/api/v1/auth/login", {
    body: { email: merchant.email, ...password },
  });
  const reading = { name: "Reader", scopes: ["payments:read"] };
  const reader = await gateway.call("POST", "/api/v1/api-keys", { body: reading, as: session.body.token });
  expect(reader.status, JSON.stringify(reader.body)).toBe(201);
  const refused = await gateway.call("POST", `/api/v1/payments/${payment.id}/renew`, {
    body: {},
    as: reader.body.key,
  });
  expect(refused.body).toMatchObject({ code: "forbidden", scope: "payments:write" });
  const made = await merchant.call("POST", `/api/v1/payments/${payment.id}/renew`, {});
  expect(made.status).toBe(201);
});

test("the same Idempotency-Key gives the first answer again, and means one payment only", async ({
  gateway,
  clock,
  merchant,
}) => {
  const [one, other] = [await merchant.createPayment(), await merchant.createPayment()];
  await clock.advance(OVER_MS);
  const key = { "idempotency-key": "renew-once" };
  const first = await renew(gateway, one, key);
  const again = await renew(gateway, one, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(again.body).toEqual(first.body);
  // A payer shares a key with nobody: for another payment, whose token is another one, it is a fresh key.
  expect((await renew(gateway, other, key)).body.replaces).toBe(other.id);
});

test("an open payment of the same order is the only thing that keeps an order id from the new payment", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({ orderIdPolicy: "uniqueOpen" });
  const old = await expired(merchant, { orderId: "B-1" });
  const rival = await merchant.createPayment({ orderId: "B-1" });
  expect((await renew(gateway, old)).body).toMatchObject({ code: "order_id_exists", paymentId: rival.id });
  expect((await old.full()).replacedBy).toBeNull();
  await rival.action("cancel");
  expect((await (await renewed(merchant, old)).full()).orderId).toBe("B-1");
  await merchant.changeSettings({ orderIdPolicy: "free" });
});

test("a link's payment is renewed on the link's present terms, while the link is active", async ({
  gateway,
  clock,
  merchant,
}) => {
  const link = (await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5" })).body;
  const note = { customerEmail: "tea@example.com", metadata: { table: "4" } };
  const old = await merchant.createPayment({ paymentLinkSlug: link.slug, ...note });
  const patch = (change: object) => merchant.call("PATCH", `/api/v1/links/${link.id}`, change);
  await patch({ amount: "6" });
  await clock.advance(31 * MINUTE_MS);
  await merchant.changeSettings({ allowRenew: false });
  expect((await old.page()).canRenew).toBe(true);
  await patch({ status: "inactive" });
  expect((await old.page()).canRenew).toBe(false);
  expect((await renew(gateway, old)).body.code).toBe("link_inactive");
  await patch({ status: "active" });
  const fresh = await renewed(merchant, old);
  expect(await fresh.full()).toMatchObject({
    ...note,
    linkId: link.id,
    amount: "6.00000000",
    metadataSource: "payer",
    replaces: old.id,
  });
  await merchant.changeSettings({ allowRenew: true });
});

test("at a single address the new sum is made from the price, not from the old sum", async ({
  gateway,
  merchant,
}) => {
  const kaspaAddress = await freshAddress();
  const session = await gateway.call("POST", "/api/v1/auth/login", {
    body: {
      email: merchant.email,
      password: PASSWORD,
    },
  });
  const changed = await gateway.call("PATCH", "/api/v1/settings", {
    body: { kaspaAddress },
    as: session.body.token,
  });
  expect(changed.body).toMatchObject({ kaspaAddress, exactAmounts: true });
  const old = await expired(merchant);
  const fresh = await renewed(merchant, old);
  const [before, after] = [await old.full(), await fresh.full()];
  expect([before.amount, after.amount]).toEqual(["25.00000000", "25.00000000"]);
  expect(after.amountExpected).not.toBe(before.amountExpected);
  expect(Number(after.amountExpectedSompi) - 2_500_000_000).toBeLessThan(10_000);
  fresh.pay(after.amountExpected ?? "");
  await gateway.mine(12);
  expect((await fresh.publicStatus()).status).toBe("confirmed");
  expect((await old.publicStatus()).status).toBe("expired");
});
