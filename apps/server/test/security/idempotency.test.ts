import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, type Merchant, openHouse } from "./house.ts";

let house: House;
let alice: Merchant;
let bob: Merchant;
beforeAll(async () => {
  house = await openHouse();
  alice = await house.signUp("alice");
  bob = await house.signUp("bob");
});
afterAll(() => house.close());

const order = { amount: "7.5", orderId: "A-1", description: "Two cups", metadata: { table: "4" } };
const create = (key: string, idempotencyKey: string, body: unknown) =>
  house.call("POST", "/api/v1/payments", { as: key, body, headers: { "idempotency-key": idempotencyKey } });
const counted = async (table: "payments" | "addresses", storeId: string): Promise<unknown> => {
  const own = storeId.slice(4);
  const text = `select count(*)::int as n from ${table} where replace(store_id::text, '-', '') = $1`;
  return (await house.sql(text, [own]))[0]?.n;
};

test("M-01 fifty creates at once under one key make one payment and answer the same fifty times", async () => {
  const before = await counted("payments", alice.storeId);
  const answers = await Promise.all(Array.from({ length: 50 }, () => create(alice.key, "same", order)));
  // None is told to wait: those that come while the first runs get its answer once it is written.
  const [first] = answers;
  for (const one of answers) {
    expect(one.status).toBe(201);
    expect(one.body).toEqual(first?.body);
  }
  expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
  expect(await counted("payments", alice.storeId)).toBe(Number(before) + 1);
});

test("M-02 twenty other bodies under a used key are refused and write nothing", async () => {
  expect((await create(alice.key, "used", order)).status).toBe(201);
  const before = await counted("payments", alice.storeId);
  const others = [
    ...Array.from({ length: 10 }, (_, at) => ({ ...order, amount: `7.50000${at + 1}0` })),
    { ...order, orderId: "A-2" },
    { ...order, description: "Two cups " + "more" },
    { ...order, metadata: { table: "5" } },
    { ...order, metadata: {} },
    { ...order, currency: "USD" },
    { ...order, customerEmail: "a@b.example" },
    { ...order, expiresIn: 600 },
    { ...order, requiredConfirmations: 11 },
    { ...order, items: [{ name: "Cup", price: "3.75" }] },
    { amount: order.amount },
  ];
  expect(others).toHaveLength(20);
  for (const body of others) {
    const answer = await create(alice.key, "used", body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "idempotency_conflict" });
  }
  expect(await counted("payments", alice.storeId)).toBe(before);
});

test.each([
  ["400", { amount: "-1" }, 400],
  ["422", { amount: "0.01" }, 422],
])("M-04 after a %s the corrected body works under the same key", async (name, wrong, status) => {
  expect((await create(alice.key, `corrected ${name}`, wrong)).status).toBe(status);
  expect((await create(alice.key, `corrected ${name}`, { amount: "9" })).status).toBe(201);
});

test("M-05 the same key of another store is another payment", async () => {
  const [hers, his] = [await create(alice.key, "shared", order), await create(bob.key, "shared", order)];
  expect([hers.status, his.status]).toEqual([201, 201]);
  expect(his.body.id).not.toBe(hers.body.id);
  expect(his.body.kaspaAddress).not.toBe(hers.body.kaspaAddress);
  expect(his.headers.get("idempotent-replayed")).toBeNull();
});

test("a key longer than 255 characters is refused by name", async () => {
  const answer = await create(alice.key, "k".repeat(256), order);
  expect(answer.body).toMatchObject({ code: "invalid_request", param: "Idempotency-Key" });
});

test("a payment of a link that is over by now is answered again to the one who retries", async () => {
  const link = await house.call("POST", "/api/v1/links", {
    as: alice.key,
    body: { title: "Once", amount: "5", maxPayments: 1 },
  });
  const pay = () =>
    house.call("POST", "/api/v1/payments", {
      body: { paymentLinkSlug: link.body.slug },
      headers: { "idempotency-key": "payer-1" },
    });
  const [first, again] = [await pay(), await pay()];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
});

const OTHERS: [string, object, object][] = [
  ["links", { title: "Tea", amount: "5" }, { title: "Coffee", amount: "5" }],
  ["webhooks", { url: "http://127.0.0.1:9/a" }, { url: "http://127.0.0.1:9/b" }],
  ["api-keys", { name: "One" }, { name: "Two" }],
  ["stores", { name: "One" }, { name: "Two" }],
];

test.each(OTHERS)(
  "POST /%s happens once per key, its secret included, and refuses another body",
  async (path, body, other) => {
    const send = (what: object) =>
      house.call("POST", `/api/v1/${path}`, {
        as: alice.token,
        body: what,
        headers: { "idempotency-key": `make-${path}` },
      });
    const table = { links: "links", webhooks: "endpoints", "api-keys": "api_keys", stores: "stores" }[path];
    const rows = async () => (await house.sql(`select count(*)::int as n from ${table}`))[0]?.n;
    const before = Number(await rows());
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(body)));
    for (const one of answers) {
      expect(one.status).toBe(201);
      expect(one.body).toEqual(answers[0]?.body);
    }
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
    expect(await rows()).toBe(before + 1);
    expect((await send(other)).body).toMatchObject({ code: "idempotency_conflict" });
    const kept = await house.sql("select body from idempotency_keys where key = $1", [`make-${path}`]);
    const { secret, key, id } = answers[0]?.body ?? {};
    for (const shown of [secret, key, id]) if (shown) expect(String(kept[0]?.body)).not.toContain(shown);
  },
);
