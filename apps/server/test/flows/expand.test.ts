// What a read of payments brings along, in one answer.

import { EXPANSIONS } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import { expect } from "vitest";
import { createUnitOfWork } from "../../src/database/unit-of-work.ts";
import { expand } from "../../src/features/payments/reads/expand.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const get = async (merchant: Merchant, path: string): Promise<Json> => {
  const { status, body } = await merchant.call("GET", `/api/v1/payments${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** A confirmed payment of a link, with a refund and two notes. */
async function busyPayment(merchant: Merchant): Promise<{ id: string; link: Json; refund: Json }> {
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "25" });
  const payment = await merchant.createPayment({ paymentLinkSlug: link.slug });
  payment.pay();
  await merchant.gateway.mine(14);
  const path = `/api/v1/payments/${payment.id}`;
  const { body: refund } = await merchant.call("POST", `${path}/refunds`, { percent: "50" });
  for (const text of ["one", "two"]) await merchant.call("POST", `${path}/notes`, { text });
  return { id: payment.id, link, refund };
}

test("list and read bring link, refunds, events and notes along, in the form of their own routes", async ({
  merchant,
}) => {
  const { id, link, refund } = await busyPayment(merchant);
  const plain = await merchant.createPayment();
  const names = "link,refunds,events,notes";
  const { data } = await get(merchant, `?expand=${names}`);
  const [bare, busy] = data;
  const read = await get(merchant, `/${id}?expand=${names}`);
  const { data: notes } = await get(merchant, `/${id}/notes`);
  const events = (await merchant.call("GET", `/api/v1/events?object=${id}&limit=100`)).body.data;
  for (const payment of [busy, read]) {
    expect(payment.id).toBe(id);
    expect(payment.link).toMatchObject({ id: link.id, url: link.url, title: "Tea", paymentsCount: 1 });
    expect(payment.refunds).toEqual({ data: [{ ...refund, claimUrl: null }], hasMore: false });
    expect(payment.notes).toEqual({ data: notes, hasMore: false });
    const heads = events.slice(0, 10).map(({ id, event, timestamp, sequence }: Json) => {
      return { id, event, timestamp, sequence };
    });
    expect(payment.events.data).toEqual(heads);
    expect(payment.events.hasMore).toBe(events.length > 10);
  }
  expect(bare).toMatchObject({
    id: plain.id,
    link: null,
    refunds: { data: [], hasMore: false },
    notes: { data: [], hasMore: false },
    events: { data: [{ event: "payment.updated" }, { event: "payment.created" }] },
  });
});

test("names may stand in one field, in several, and under expand[]; without them answers are as they were", async ({
  merchant,
}) => {
  const { id } = await busyPayment(merchant);
  const wanted = await get(merchant, `/${id}?expand=link,notes`);
  for (const query of [
    "expand=link&expand=notes",
    "expand[]=link&expand[]=notes",
    "expand%5B%5D=link,notes,link",
  ]) {
    const read = await get(merchant, `/${id}?${query}`);
    expect(Object.keys(read)).toEqual(Object.keys(wanted));
  }
  const read = await get(merchant, `/${id}`);
  const { data } = await get(merchant, "");
  for (const payment of [read, ...data])
    for (const name of ["link", "refunds", "events", "notes"]) expect(payment).not.toHaveProperty(name);
  expect(Object.keys(wanted)).toEqual([...Object.keys(read), "link", "notes"]);
});

test("a name that is none is refused with the names that are; on the read as on the list", async ({
  merchant,
}) => {
  const payment = await merchant.createPayment();
  for (const path of ["?expand=customer", `/${payment.id}?expand=link,store`, "?expand=", "?expand[]=Link"]) {
    const { status, body } = await merchant.call("GET", `/api/v1/payments${path}`);
    expect(status, path).toBe(400);
    expect(body.code).toBe("invalid_request");
    expect(body.error, path).toContain("link, refunds, events, notes");
  }
});

test("a link is for callers who may read links, and a payer expands nothing", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const made = await gateway.call("POST", "/api/v1/api-keys", {
    as: merchant.token,
    body: { name: "Accountant", scopes: ["payments:read"] },
  });
  const as = made.body.key;
  const refused = await gateway.call("GET", "/api/v1/payments?expand=link", { as });
  expect(refused).toMatchObject({ status: 403, body: { code: "forbidden", scope: "links:read" } });
  const allowed = await gateway.call("GET", "/api/v1/payments?expand=refunds,events,notes", { as });
  expect(allowed.status).toBe(200);
  const path = `/api/v1/payments/${payment.id}?token=${payment.clientToken}&expand=notes`;
  expect(await gateway.call("GET", path)).toMatchObject({ status: 400, body: { param: "expand" } });
});

test("of each list the newest ten come, and no row of another payment or store", async ({
  merchant,
  otherMerchant,
}) => {
  const [payment, neighbour] = [await merchant.createPayment(), await merchant.createPayment()];
  const foreign = await otherMerchant.createPayment();
  for (let n = 1; n <= 11; n += 1)
    await merchant.call("POST", `/api/v1/payments/${payment.id}/notes`, { text: `note ${n}` });
  await otherMerchant.call("POST", `/api/v1/payments/${foreign.id}/notes`, { text: "foreign" });
  const { data } = await get(merchant, "?expand=notes&limit=2");
  expect(data.map((row: Json) => row.id)).toEqual([neighbour.id, payment.id]);
  expect(data[0].notes).toEqual({ data: [], hasMore: false });
  expect(data[1].notes.hasMore).toBe(true);
  const texts = data[1].notes.data.map(({ text }: Json) => text);
  expect(texts).toEqual(Array.from({ length: 10 }, (_, index) => `note ${11 - index}`));
});

test("a page of many payments takes as many statements as one payment", async ({ gateway, merchant }) => {
  const busy = [await busyPayment(merchant), await busyPayment(merchant), await busyPayment(merchant)];
  const payments = busy.map(({ id, link }) => ({
    id,
    linkId: link.id as string,
    network: "simnet" as const,
  }));
  let sent = 0;
  const db = gateway.useCases.unitOfWork.db.withPlugin({
    transformQuery: ({ node }) => {
      sent += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const deps = { unitOfWork: createUnitOfWork(db), tip: { virtualDaa: () => 0n }, publicUrl: gateway.url };
  const caller = {
    kind: "key",
    storeId: merchant.storeId,
    scopes: ["links:read"],
  } as unknown as Caller;
  const statements = async (page: typeof payments) => {
    sent = 0;
    const expanded = await expand(deps, caller, EXPANSIONS, page);
    expect(expanded.every(({ link, notes }) => link !== null && notes?.data.length === 2)).toBe(true);
    return sent;
  };
  const forOne = await statements(payments.slice(0, 1));
  expect(await statements(payments)).toBe(forOne);
  expect(forOne).toBeGreaterThanOrEqual(EXPANSIONS.length);
});
