// The owner reads who did what, by name, and finds it again.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

async function log(merchant: Merchant, filter: Record<string, unknown> = {}): Promise<Json[]> {
  const input = encodeURIComponent(JSON.stringify({ limit: 50, ...filter }));
  const { body } = await merchant.gateway.call("GET", `/trpc/dashboard.audit?input=${input}`, {
    as: merchant.token,
  });
  return body.result.data.data;
}

test("R-09 a row names who acted, from where, under which request, and how the state changed", async ({
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const answer = await payment.action("cancel", { note: "sold out" });
  const [row] = await log(merchant, { object: payment.id });
  expect(row).toMatchObject({
    actor: expect.stringMatching(/^user:usr_/),
    actorName: "Shop of merchant",
    action: "payment.cancel",
    objectKind: "payment",
    objectId: payment.id,
    ip: "127.0.0.1",
    requestId: answer.headers.get("x-request-id"),
    before: expect.stringMatching(/^[0-9a-f]{64}$/),
    after: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(row.before).not.toBe(row.after);
});

test("R-09 what an API key did carries the key's name, also after the key was revoked", async ({
  gateway,
  merchant,
}) => {
  const { body: second } = await gateway.call("POST", "/api/v1/api-keys", {
    body: { name: "Till 2" },
    as: merchant.token,
  });
  const made = await gateway.call("POST", "/api/v1/payments", { body: { amount: "5" }, as: second.key });
  await gateway.call("DELETE", `/api/v1/api-keys/${second.id}`, { as: merchant.token });
  expect(await log(merchant, { object: made.body.id })).toMatchObject([
    { action: "payment.created", actor: `key:${second.id}`, actorName: "Till 2", before: null },
  ]);
});

test("R-09 a payment that a payer opened from a link is logged as the payer's", async ({
  gateway,
  merchant,
}) => {
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5" });
  const made = await gateway.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: link.slug } });
  expect(await log(merchant, { object: made.body.id })).toMatchObject([
    { action: "payment.created", actor: "anonymous", actorName: null, ip: "127.0.0.1" },
  ]);
});

test("R-09 a refused action leaves no row", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment();
  payment.pay("25");
  await gateway.catchUp();
  expect((await payment.action("cancel")).status).toBe(409);
  expect(await log(merchant, { object: payment.id, action: "payment.cancel" })).toEqual([]);
});

test("the log is filtered by who, what, object and time, and pages without gaps", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await payment.action("mark", { status: "paid", note: "cash" });
  await payment.action("mark", { status: "clear", note: "no cash" });
  const actions = async (filter: Record<string, unknown>) =>
    (await log(merchant, filter)).map(({ action }) => action);
  const object = payment.id;
  expect(await actions({ object })).toEqual(["payment.clearMark", "payment.markPaid", "payment.created"]);
  expect(await actions({ object, action: "payment.markPaid" })).toEqual(["payment.markPaid"]);
  expect(await actions({ object, action: "payment" })).toHaveLength(3);
  expect(await actions({ object, action: "link" })).toEqual([]);
  const [newest] = await log(merchant, { object });
  expect(await actions({ object, actor: newest.actor })).toHaveLength(2);
  expect(await actions({ object, createdTo: newest.at })).toEqual(["payment.markPaid", "payment.created"]);
  expect(await actions({ object, createdFrom: newest.at })).toEqual(["payment.clearMark"]);
  const first = encodeURIComponent(JSON.stringify({ limit: 2, object }));
  const { body } = await gateway.call("GET", `/trpc/dashboard.audit?input=${first}`, { as: merchant.token });
  expect(body.result.data.hasMore).toBe(true);
  expect(await actions({ object, cursor: body.result.data.nextCursor })).toEqual(["payment.created"]);
});

test("T-02 another owner's log shows none of it, whatever is asked for", async ({
  gateway,
  merchant,
  otherMerchant,
}) => {
  const made = await merchant.call("POST", "/api/v1/payments", { amount: "5" });
  const asked = { limit: 50, object: made.body.id };
  const seen = async (token: string) =>
    (await gateway.trpc("query", "dashboard.audit", asked, token)).body.result.data.data.length;
  expect(await seen(merchant.token)).toBe(1);
  expect(await seen(otherMerchant.token)).toBe(0);
});

test("an API key shows the name of its maker, in the list and in its first answer", async ({
  gateway,
  merchant,
}) => {
  const as = merchant.token;
  const { body } = await gateway.call("GET", "/api/v1/api-keys", { as });
  expect(body.data).toMatchObject([
    { createdByName: "Shop of merchant", createdBy: expect.stringMatching(/^usr_/) },
  ]);
  const made = await gateway.call("POST", "/api/v1/api-keys", { as, body: { name: "Third" } });
  expect(made.body).toMatchObject({ name: "Third", createdByName: "Shop of merchant" });
});
