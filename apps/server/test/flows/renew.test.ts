// A payment whose time is over is renewed by a new one of the same order: once, whoever tries however often, and never
// while money came for the old one.

import { afterAll, beforeAll, expect, test } from "vitest";
import { auditRepository } from "../../src/features/audit/repository.ts";
import { freshAddress } from "../receive/static-address.ts";
import { type Answer, PASSWORD } from "../security/house.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const OVER_MS = 5 * MINUTE_MS + 31_000;

/** As the payer's page does it: with the token of the old payment alone. */
const renew = ({ id, clientToken }: Pick<Sale, "id" | "clientToken">, headers = {}): Promise<Answer> =>
  post(`/api/v1/payments/${id}/renew?token=${clientToken}`, headers);

async function post(path: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(till.gateway.url + path, { method: "POST", headers });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function expired(ask: Record<string, unknown> = {}): Promise<Sale> {
  const sale = await till.sale(ask);
  await till.pass(OVER_MS);
  expect((await sale.status()).status).toBe("expired");
  return sale;
}

async function renewed(sale: Sale): Promise<Sale> {
  const answer = await renew(sale);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return till.saleOf(answer.body);
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

test("the payer of an expired payment pays a new one of the same order; every view names the other", async () => {
  await till.settings({ orderIdPolicy: "unique" });
  const old = await expired(ORDER);
  expect(await old.page()).toMatchObject({ canRenew: true, replaces: null, replacedBy: null });
  expect((await old.full()).allowedActs).toContain("renew");
  await old.told();

  const fresh = await renewed(old);
  expect(fresh.id).not.toBe(old.id);
  expect(fresh.address).not.toBe(old.address);
  const { status, ...views } = {
    status: await fresh.status(),
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
  expect(await old.told()).toEqual([]);
  const bodies = till.receiver.received.map(({ body }) => JSON.parse(body));
  expect(bodies.filter(({ data }) => data.payment.id === old.id).at(-1)).toMatchObject({
    event: "payment.updated",
    data: { payment: { replacedBy: fresh.id, status: "expired" } },
  });
  expect(bodies.find(({ data }) => data.payment.id === fresh.id)).toMatchObject({
    event: "payment.created",
    data: { payment: { replaces: old.id, orderId: "A-1001", amount: "25.00000000" } },
  });
  expect(await old.timeline()).toContain("act.renew");
  const { db } = till.gateway.useCases.unitOfWork;
  const log = await auditRepository(db).list(till.storeId, {}, { limit: 2, afterId: null });
  expect(log.slice(0, 2).map(({ action, target, actor }) => [action, target, actor])).toEqual(
    expect.arrayContaining([
      ["payment.renewed", old.id, "payer"],
      ["payment.created", fresh.id, "payer"],
    ]),
  );

  fresh.pay("25");
  await till.mine(12);
  expect(await fresh.status()).toMatchObject({ status: "confirmed" });
  expect(await old.status()).toMatchObject({ status: "expired", amountReceived: "0.00000000" });
  // The order id went to the successor: no third payment takes it.
  const third = await till.call("POST", "/api/v1/payments", ORDER, till.key);
  expect(third.body).toMatchObject({ code: "order_id_exists", paymentId: fresh.id });
  await till.settings({ orderIdPolicy: "free" });
});

test("twenty tries at once, and any later one, give the same payment and leave no hole in the addresses", async () => {
  const old = await expired();
  const answers = await Promise.all(Array.from({ length: 20 }, () => renew(old)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const [first] = answers;
  expect(new Set(answers.map(({ body }) => `${body.id} ${body.clientToken}`)).size).toBe(1);
  const fresh = till.saleOf(first?.body);
  const next = await Promise.all(Array.from({ length: 20 }, () => till.sale()));
  const given = (await Promise.all([fresh, ...next].map((sale) => sale.full()))).map(
    (full) => full.addressIndex ?? -1,
  );
  expect(Math.max(...given) - Math.min(...given)).toBe(given.length - 1);
  expect((await old.page()).canRenew).toBe(true);
  // It is told as it stands now, also after it was paid.
  fresh.pay("25");
  await till.mine(12);
  expect((await renew(old)).body).toMatchObject({ id: fresh.id, status: "confirmed" });
});

test("late money on the old payment waits for staff, and the new payment is paid by its own money", async () => {
  const old = await expired();
  const fresh = await renewed(old);
  old.pay("25");
  await till.catchUp();
  expect(await old.full()).toMatchObject({ status: "expired", attention: ["late"], replacedBy: fresh.id });
  expect(await fresh.full()).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
  expect((await old.page()).canRenew).toBe(false);
  expect((await renew(old)).body.id).toBe(fresh.id);
  fresh.pay("25");
  await till.mine(12);
  expect((await fresh.status()).status).toBe("confirmed");
  expect((await old.status()).status).toBe("expired");
});

const refusals: readonly [name: string, sale: () => Promise<Sale>, code: string][] = [
  ["an open payment", () => till.sale(), "conflict"],
  [
    "an expired payment that received a part",
    async () => {
      const sale = await till.sale();
      sale.pay("10");
      await till.pass(OVER_MS);
      return sale;
    },
    "payment_has_transfers",
  ],
  [
    "an expired payment that received late money",
    async () => {
      const sale = await expired();
      sale.pay("25");
      await till.catchUp();
      return sale;
    },
    "payment_has_transfers",
  ],
  [
    "a canceled payment",
    async () => {
      const sale = await till.sale();
      await sale.act("cancel");
      return sale;
    },
    "conflict",
  ],
  [
    "a confirmed payment",
    async () => {
      const sale = await till.sale();
      await sale.act("mark", { status: "paid", note: "cash" });
      return sale;
    },
    "conflict",
  ],
  [
    "a payment whose rate the shop fixed",
    () => expired({ amount: "10", currency: "USD", fixedRate: "0.5" }),
    "conflict",
  ],
];

test.each(refusals)("%s is not renewed", async (_name, make, code) => {
  const sale = await make();
  expect((await sale.page()).canRenew).toBe(false);
  expect((await sale.full()).allowedActs).not.toContain("renew");
  const answer = await renew(sale);
  expect([answer.status, answer.body.code]).toEqual([409, code]);
  expect((await sale.full()).replacedBy).toBeNull();
});

test("a store that does not want it renews nothing; who has no right gets nothing", async () => {
  const sale = await expired();
  await till.settings({ allowRenew: false });
  expect((await till.call("GET", "/api/v1/settings", undefined, till.key)).body.allowRenew).toBe(false);
  expect((await sale.page()).canRenew).toBe(false);
  expect((await renew(sale)).body).toMatchObject({ code: "conflict" });
  await till.settings({ allowRenew: true });
  expect((await sale.page()).canRenew).toBe(true);
  expect((await post(`/api/v1/payments/${sale.id}/renew`, {})).status).toBe(401);
  expect((await renew({ id: sale.id, clientToken: "ct_wrong" })).status).toBe(401);
  const other = await expired();
  expect((await renew({ id: sale.id, clientToken: other.clientToken })).status).toBe(401);
  const password = { password: PASSWORD };
  const session = await till.call("POST", "/api/v1/auth/login", { email: "owner@example.com", ...password });
  const reading = { name: "Reader", scopes: ["payments:read"] };
  const reader = await till.call("POST", "/api/v1/api-keys", reading, session.body.token);
  expect(reader.status, JSON.stringify(reader.body)).toBe(201);
  const refused = await till.call("POST", `/api/v1/payments/${sale.id}/renew`, {}, reader.body.key);
  expect(refused.body).toMatchObject({ code: "forbidden", scope: "payments:write" });
  const made = await till.call("POST", `/api/v1/payments/${sale.id}/renew`, {}, till.key);
  expect(made.status).toBe(201);
});

test("the same Idempotency-Key gives the first answer again, and means one payment only", async () => {
  const [one, other] = [await till.sale(), await till.sale()];
  await till.pass(OVER_MS);
  const key = { "idempotency-key": "renew-once" };
  const first = await renew(one, key);
  const again = await renew(one, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(again.body).toEqual(first.body);
  // A payer shares a key with nobody: for another payment, whose token is another one, it is a fresh key.
  expect((await renew(other, key)).body.replaces).toBe(other.id);
});

test("an open payment of the same order is the only thing that keeps an order id from the new payment", async () => {
  await till.settings({ orderIdPolicy: "uniqueOpen" });
  const old = await expired({ orderId: "B-1" });
  const rival = await till.sale({ orderId: "B-1" });
  expect((await renew(old)).body).toMatchObject({ code: "order_id_exists", paymentId: rival.id });
  expect((await old.full()).replacedBy).toBeNull();
  await rival.act("cancel");
  expect((await (await renewed(old)).full()).orderId).toBe("B-1");
  await till.settings({ orderIdPolicy: "free" });
});

test("a link's payment is renewed on the link's present terms, while the link is active", async () => {
  const link = (await till.call("POST", "/api/v1/links", { title: "Tea", amount: "5" }, till.key)).body;
  const note = { customerEmail: "tea@example.com", metadata: { table: "4" } };
  const old = await till.sale({ paymentLinkSlug: link.slug, ...note });
  const patch = (change: object) => till.call("PATCH", `/api/v1/links/${link.id}`, change, till.key);
  await patch({ amount: "6" });
  await till.pass(31 * MINUTE_MS);
  await till.settings({ allowRenew: false });
  expect((await old.page()).canRenew).toBe(true);
  await patch({ status: "inactive" });
  expect((await old.page()).canRenew).toBe(false);
  expect((await renew(old)).body.code).toBe("link_inactive");
  await patch({ status: "active" });
  const fresh = await renewed(old);
  expect(await fresh.full()).toMatchObject({
    ...note,
    linkId: link.id,
    amount: "6.00000000",
    metadataSource: "payer",
    replaces: old.id,
  });
  await till.settings({ allowRenew: true });
});

test("at a single address the new sum is made from the price, not from the old sum", async () => {
  const kaspaAddress = await freshAddress();
  const session = await till.call("POST", "/api/v1/auth/login", {
    email: "owner@example.com",
    password: PASSWORD,
  });
  const changed = await till.call("PATCH", "/api/v1/settings", { kaspaAddress }, session.body.token);
  expect(changed.body).toMatchObject({ kaspaAddress, exactAmounts: true });
  const old = await expired();
  const fresh = await renewed(old);
  const [before, after] = [await old.full(), await fresh.full()];
  expect([before.amount, after.amount]).toEqual(["25.00000000", "25.00000000"]);
  expect(after.amountExpected).not.toBe(before.amountExpected);
  expect(Number(after.amountExpectedSompi) - 2_500_000_000).toBeLessThan(10_000);
  fresh.pay(after.amountExpected ?? "");
  await till.mine(12);
  expect((await fresh.status()).status).toBe("confirmed");
  expect((await old.status()).status).toBe("expired");
});
