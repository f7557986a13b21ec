// The owner reads who did what, by name, and finds it again.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Json, openHouse } from "../security/house.ts";
import { openTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

async function log(filter: Record<string, unknown> = {}): Promise<Json[]> {
  const input = encodeURIComponent(JSON.stringify({ limit: 50, ...filter }));
  const { body } = await till.call("GET", `/trpc/dashboard.audit?input=${input}`, undefined, till.token);
  return body.result.data.data;
}

test("R-09 a row names who acted, from where, under which request, and how the state changed", async () => {
  const sale = await till.sale();
  const answer = await sale.act("cancel", { note: "sold out" });
  const [row] = await log({ object: sale.id });
  expect(row).toMatchObject({
    actor: expect.stringMatching(/^user:usr_/),
    actorName: "Olga Owner",
    action: "payment.cancel",
    objectKind: "payment",
    objectId: sale.id,
    ip: "127.0.0.1",
    requestId: answer.headers.get("x-request-id"),
    before: expect.stringMatching(/^[0-9a-f]{64}$/),
    after: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(row.before).not.toBe(row.after);
});

test("R-09 what an API key did carries the key's name, also after the key was revoked", async () => {
  const { body: second } = await till.call("POST", "/api/v1/api-keys", { name: "Till 2" }, till.token);
  const made = await till.call("POST", "/api/v1/payments", { amount: "5" }, second.key);
  await till.call("DELETE", `/api/v1/api-keys/${second.id}`, undefined, till.token);
  expect(await log({ object: made.body.id })).toMatchObject([
    { action: "payment.created", actor: `key:${second.id}`, actorName: "Till 2", before: null },
  ]);
});

test("R-09 a payment that a payer opened from a link is logged as the payer's", async () => {
  const { body: link } = await till.call("POST", "/api/v1/links", { title: "Tea", amount: "5" }, till.key);
  const made = await till.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug });
  expect(await log({ object: made.body.id })).toMatchObject([
    { action: "payment.created", actor: "anonymous", actorName: null, ip: "127.0.0.1" },
  ]);
});

test("R-09 a refused action leaves no row", async () => {
  const sale = await till.sale();
  sale.pay("25");
  await till.catchUp();
  expect((await sale.act("cancel")).status).toBe(409);
  expect(await log({ object: sale.id, action: "payment.cancel" })).toEqual([]);
});

test("the log is filtered by who, what, object and time, and pages without gaps", async () => {
  const sale = await till.sale();
  await sale.act("mark", { status: "paid", note: "cash" });
  await sale.act("mark", { status: "clear", note: "no cash" });
  const actions = async (filter: Record<string, unknown>) => (await log(filter)).map(({ action }) => action);
  const object = sale.id;
  expect(await actions({ object })).toEqual(["payment.clearMark", "payment.markPaid", "payment.created"]);
  expect(await actions({ object, action: "payment.markPaid" })).toEqual(["payment.markPaid"]);
  expect(await actions({ object, action: "payment" })).toHaveLength(3);
  expect(await actions({ object, action: "link" })).toEqual([]);
  const [newest] = await log({ object });
  expect(await actions({ object, actor: newest.actor })).toHaveLength(2);
  expect(await actions({ object, createdTo: newest.at })).toEqual(["payment.markPaid", "payment.created"]);
  expect(await actions({ object, createdFrom: newest.at })).toEqual(["payment.clearMark"]);
  const first = encodeURIComponent(JSON.stringify({ limit: 2, object }));
  const { body } = await till.call("GET", `/trpc/dashboard.audit?input=${first}`, undefined, till.token);
  expect(body.result.data.hasMore).toBe(true);
  expect(await actions({ object, cursor: body.result.data.nextCursor })).toEqual(["payment.created"]);
});

test("T-02 another owner's log shows none of it, whatever is asked for", async () => {
  const house = await openHouse();
  try {
    const [alice, bob] = [await house.signUp("alice"), await house.signUp("bob")];
    const made = await house.call("POST", "/api/v1/payments", { as: alice.key, body: { amount: "5" } });
    const asked = { limit: 50, object: made.body.id };
    const seen = async (token: string) =>
      (await house.trpc("query", "dashboard.audit", asked, token)).body.result.data.data.length;
    expect(await seen(alice.token)).toBe(1);
    expect(await seen(bob.token)).toBe(0);
  } finally {
    await house.close();
  }
});

test("an API key shows the name of its maker, in the list and in its first answer", async () => {
  const { body } = await till.call("GET", "/api/v1/api-keys", undefined, till.token);
  expect(body.data).toMatchObject([
    { createdByName: "Olga Owner", createdBy: expect.stringMatching(/^usr_/) },
  ]);
  const made = await till.call("POST", "/api/v1/api-keys", { name: "Third" }, till.token);
  expect(made.body).toMatchObject({ name: "Third", createdByName: "Olga Owner" });
});
