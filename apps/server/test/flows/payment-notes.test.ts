// Notes of staff on a payment: theirs alone.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const path = (id: string) => `/api/v1/payments/${id}/notes`;
const write = (merchant: Merchant, id: string, text: unknown) => merchant.call("POST", path(id), { text });

test("notes keep text, author and time, the newest first, and no payer and no webhook gets them", async ({
  gateway,
  merchant,
  receiver,
  clock,
}) => {
  const payment = await merchant.createPayment();
  const version = (await payment.full()).version;
  const first = await write(merchant, payment.id, "  The customer called:\r\nwrong size  ");
  expect(first).toMatchObject({ status: 201, body: { text: "The customer called:\nwrong size" } });
  clock.shift(1_000);
  const body = { text: "Sent a new one" };
  const second = await gateway.call("POST", path(payment.id), { as: merchant.token, body });
  expect(second.body.author).toBe(`user:${merchant.userId}`);
  expect(first.body.author).toMatch(/^key:key_/);

  const pages = [await merchant.call("GET", `${path(payment.id)}?limit=1`)];
  pages.push(await merchant.call("GET", `${path(payment.id)}?limit=1&cursor=${pages[0]?.body.nextCursor}`));
  expect(pages.map(({ body }) => [body.data, body.hasMore])).toEqual([
    [[second.body], true],
    [[first.body], false],
  ]);

  payment.pay();
  await gateway.mine(14);
  await gateway.deliver();
  const full = await payment.full();
  expect(full.status).toBe("confirmed");
  const token = `?token=${payment.clientToken}`;
  const seen = [
    ...receiver.received.map((webhook) => webhook.body),
    JSON.stringify([await payment.page(), await payment.publicStatus()]),
    JSON.stringify((await gateway.call("GET", `/api/v1/payments/${payment.id}${token}`)).body),
    String((await gateway.call("GET", `/receipt/${payment.id}${token}`)).body),
  ].join();
  expect(seen).toContain(payment.id);
  for (const { body } of [first, second]) expect(seen).not.toContain(body.text.slice(0, 10));
  expect(full.version).toBeGreaterThan(version);
});

test("a note is audited with who wrote it, and changes nothing of the payment", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const before = await payment.full();
  await write(merchant, payment.id, "once");
  expect((await payment.full()).version).toBe(before.version);
  const rows = await gateway.sql(
    "select actor from audit_log where target = $1 and action = 'payment.noted'",
    [payment.id],
  );
  expect(rows).toEqual([{ actor: expect.stringMatching(/^key:/) }]);
});

test("a repeated request under one Idempotency-Key writes one note", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment();
  const sent = { as: merchant.key, body: { text: "once" }, headers: { "idempotency-key": "note-1" } };
  const [first, second] = [
    await gateway.call("POST", path(payment.id), sent),
    await gateway.call("POST", path(payment.id), sent),
  ];
  expect(second.body).toEqual(first.body);
  expect((await merchant.call("GET", path(payment.id))).body.data).toHaveLength(1);
});

test.for([["x".repeat(2001)], ["   "], [""], [undefined], [7]])(
  "%j is no note: the text has 1 to 2000 characters",
  async ([text], { merchant }) => {
    const payment = await merchant.createPayment();
    expect((await write(merchant, payment.id, text)).body).toMatchObject({
      code: "invalid_request",
      param: "text",
    });
    expect((await write(merchant, payment.id, "x".repeat(2000))).status).toBe(201);
  },
);

test("whoever has the payer's token alone neither reads nor writes notes", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment();
  await write(merchant, payment.id, "secret");
  const headers = { "x-client-token": payment.clientToken };
  for (const method of ["GET", "POST"] as const) {
    const body = method === "POST" ? { body: { text: "mine" } } : {};
    const answer = await gateway.call(method, path(payment.id), { headers, ...body });
    expect(answer.status).toBe(401);
  }
});
