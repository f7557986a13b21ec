import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ env: { KP_TRUST_PROXY: "loopback" } });

const order = { amount: "7.5", orderId: "A-1", description: "Two cups", metadata: { table: "4" } };
const create = (gateway: TestGateway, key: string, idempotencyKey: string, body: unknown) =>
  gateway.call("POST", "/api/v1/payments", { as: key, body, headers: { "idempotency-key": idempotencyKey } });
const counted = async (
  gateway: TestGateway,
  table: "payments" | "addresses",
  storeId: string,
): Promise<unknown> => {
  const own = storeId.slice(4);
  const text = `select count(*)::int as n from ${table} where replace(store_id::text, '-', '') = $1`;
  return (await gateway.sql(text, [own]))[0]?.n;
};

test("M-01 fifty creates at once under one key make one payment and answer the same fifty times", async ({
  gateway,
  merchant,
}) => {
  const before = await counted(gateway, "payments", merchant.storeId);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => create(gateway, merchant.key, "same", order)),
  );
  // None is refused: those that come while the first runs get its answer once it is written.
  const [first] = answers;
  for (const answer of answers) {
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(first?.body);
  }
  expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
  expect(await counted(gateway, "payments", merchant.storeId)).toBe(Number(before) + 1);
});

test("M-02 twenty other bodies under a used key are refused and write nothing", async ({
  gateway,
  merchant,
}) => {
  expect((await create(gateway, merchant.key, "used", order)).status).toBe(201);
  const before = await counted(gateway, "payments", merchant.storeId);
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
    const answer = await create(gateway, merchant.key, "used", body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "idempotency_conflict" });
  }
  expect(await counted(gateway, "payments", merchant.storeId)).toBe(before);
});

test.for([
  ["400", { amount: "-1" }, 400],
  ["422", { amount: "0.01" }, 422],
])(
  "M-04 after a %s the corrected body works under the same key",
  async ([name, wrong, status], { gateway, merchant }) => {
    expect((await create(gateway, merchant.key, `corrected ${name}`, wrong)).status).toBe(status);
    expect((await create(gateway, merchant.key, `corrected ${name}`, { amount: "9" })).status).toBe(201);
  },
);

test("M-05 the same key of another store is another payment", async ({
  gateway,
  merchant,
  otherMerchant,
}) => {
  const [ofAlice, ofBob] = [
    await create(gateway, merchant.key, "shared", order),
    await create(gateway, otherMerchant.key, "shared", order),
  ];
  expect([ofAlice.status, ofBob.status]).toEqual([201, 201]);
  expect(ofBob.body.id).not.toBe(ofAlice.body.id);
  expect(ofBob.body.kaspaAddress).not.toBe(ofAlice.body.kaspaAddress);
  expect(ofBob.headers.get("idempotent-replayed")).toBeNull();
});

test("a key longer than 255 characters is refused by name", async ({ gateway, merchant }) => {
  const answer = await create(gateway, merchant.key, "k".repeat(256), order);
  expect(answer.body).toMatchObject({ code: "invalid_request", param: "Idempotency-Key" });
});

test("a payment of a link that is over by now is answered again to the one who retries", async ({
  gateway,
  merchant,
}) => {
  const link = await gateway.call("POST", "/api/v1/links", {
    as: merchant.key,
    body: { title: "Once", amount: "5", maxPayments: 1 },
  });
  const pay = () =>
    gateway.call("POST", "/api/v1/payments", {
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

test.for(OTHERS)(
  "POST /%s happens once per key, its secret included, and refuses another body",
  async ([path, body, other], { gateway, merchant }) => {
    const send = (what: object) =>
      gateway.call("POST", `/api/v1/${path}`, {
        as: merchant.token,
        body: what,
        headers: { "idempotency-key": `make-${path}` },
      });
    const table = { links: "links", webhooks: "endpoints", "api-keys": "api_keys", stores: "stores" }[path];
    const rows = async () => (await gateway.sql(`select count(*)::int as n from ${table}`))[0]?.n;
    const before = Number(await rows());
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(body)));
    for (const answer of answers) {
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual(answers[0]?.body);
    }
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
    expect(await rows()).toBe(before + 1);
    expect((await send(other)).body).toMatchObject({ code: "idempotency_conflict" });
    const kept = await gateway.sql("select body from idempotency_keys where key = $1", [`make-${path}`]);
    const { secret, key, id } = answers[0]?.body ?? {};
    for (const shown of [secret, key, id]) if (shown) expect(String(kept[0]?.body)).not.toContain(shown);
  },
);

test("a rotation happens once per key: who lost the answer gets the same secret, at once and later", async ({
  gateway,
  merchant,
}) => {
  const made = () => merchant.call("POST", "/api/v1/webhooks", { url: "http://127.0.0.1:9/rotated" });
  const [{ id }, other] = [(await made()).body, (await made()).body];
  const rotate = (endpointId: string, key: string) =>
    gateway.call("POST", `/api/v1/webhooks/${endpointId}/rotate-secret`, {
      as: merchant.key,
      body: {},
      headers: { "idempotency-key": key },
    });
  const answers = await Promise.all(Array.from({ length: 5 }, () => rotate(id, "rotation")));
  const [first] = answers;
  for (const answer of [...answers, await rotate(id, "rotation")]) {
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(first?.body);
  }
  expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
  expect((await rotate(id, "another rotation")).body).toMatchObject({ code: "conflict" });
  expect((await rotate(other.id, "rotation")).body).toMatchObject({ code: "idempotency_conflict" });
  const [kept] = await gateway.sql("select body from idempotency_keys where key = 'rotation'");
  expect(String(kept?.body)).not.toContain(first?.body.secret);
});

const visit = (
  gateway: TestGateway,
  slug: string,
  key: string,
  ip = "192.0.2.1",
  headers = {},
  as?: string,
) =>
  gateway.call("POST", "/api/v1/payments", {
    as,
    body: { paymentLinkSlug: slug },
    headers: { "idempotency-key": key, "x-forwarded-for": ip, ...headers },
  });
const newLink = async (merchant: Merchant): Promise<string> =>
  (
    await merchant.gateway.call("POST", "/api/v1/links", {
      as: merchant.key,
      body: { title: "Tea", amount: "5" },
    })
  ).body.slug;

test("a payer's key and the store's own are different keys, in whatever order they come", async ({
  gateway,
  merchant,
}) => {
  const slug = await newLink(merchant);
  const theirs = await visit(gateway, slug, "order-1001");
  expect(theirs.status).toBe(201);
  const own = await create(gateway, merchant.key, "order-1001", { amount: "9" });
  expect(own.status).toBe(201);
  expect(own.body.id).not.toBe(theirs.body.id);
  const session = await create(gateway, merchant.token, "order-1001", { amount: "9" });
  expect([session.status, session.body.id]).toEqual([201, own.body.id]);
});

test("the same visitor is answered again; nobody else is, with the same key and body", async ({
  gateway,
  merchant,
  otherMerchant,
}) => {
  const slug = await newLink(merchant);
  const first = await visit(gateway, slug, "order-7");
  const again = await visit(gateway, slug, "order-7");
  expect([again.body.id, again.headers.get("idempotent-replayed")]).toEqual([first.body.id, "true"]);
  const others = [
    await visit(gateway, slug, "order-7", "192.0.2.2"),
    await visit(gateway, slug, "order-7", "192.0.2.1", { "user-agent": "another browser" }),
    await visit(gateway, slug, "order-7", "192.0.2.1", { origin: "https://other.example" }),
    await visit(gateway, slug, "order-7", "192.0.2.1", {}, otherMerchant.key),
    await visit(gateway, slug, "order-7", "192.0.2.1", {}, otherMerchant.token),
    await visit(gateway, await newLink(merchant), "order-7"),
  ];
  const ids = new Set([first, ...others].map(({ body }) => body.id));
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 201));
  expect(ids.size).toBe(others.length + 1);
  for (const { body } of others) expect(body.clientToken).not.toBe(first.body.clientToken);
});

test("one key may be used once for each operation", async ({ gateway, merchant }) => {
  const headers = { "idempotency-key": "one-for-all" };
  const payment = await create(gateway, merchant.key, "one-for-all", { amount: "9" });
  const link = await gateway.call("POST", "/api/v1/links", {
    as: merchant.key,
    body: { title: "Tea", amount: "5" },
    headers,
  });
  const hook = { url: "http://127.0.0.1:9/once" };
  const webhook = await gateway.call("POST", "/api/v1/webhooks", { as: merchant.token, body: hook, headers });
  expect([payment.status, link.status, webhook.status]).toEqual([201, 201, 201]);
});

test.for(["", " ", "\t  "])(
  "the blank key %j is refused by name, where anything is made and elsewhere",
  async (key, { gateway, merchant }) => {
    const headers = { "idempotency-key": key };
    for (const [method, path] of [
      ["POST", "/api/v1/payments"],
      ["POST", "/api/v1/links"],
      ["POST", "/trpc/payments.create"],
    ] as const) {
      const answer = await gateway.call(method, path, {
        as: merchant.key,
        body: { amount: "9" },
        headers: { ...headers, "x-kp-csrf": "1" },
      });
      const data = answer.body.error?.data ?? answer.body;
      expect([path, answer.status, data.code, data.param]).toEqual([
        path,
        400,
        "invalid_request",
        "Idempotency-Key",
      ]);
    }
  },
);

test("what is kept under keys, and in events, shows no client token", async ({ gateway, merchant }) => {
  const made = await create(gateway, merchant.key, "sealed", { amount: "11" });
  const visitor = await visit(gateway, await newLink(merchant), "sealed-visit");
  const tokens = [made.body.clientToken, visitor.body.clientToken];
  for (const table of ["idempotency_keys", "events"]) {
    const rows = await gateway.sql(`select body from ${table}`);
    expect(rows.length).toBeGreaterThan(1);
    for (const token of tokens) expect(rows.filter(({ body }) => String(body).includes(token))).toEqual([]);
  }
  expect((await create(gateway, merchant.key, "sealed", { amount: "11" })).body.clientToken).toBe(tokens[0]);
});
