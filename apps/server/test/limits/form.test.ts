// The form of a link's page, for payers without JavaScript: under the rules of POST /payments, once for each page.

import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import { countPayments, makeLink, openForm, sendForm } from "./create-routes.ts";

const test = gatewayTest({ env: { KP_TRUST_PROXY: "loopback" } });

const OWN = "http://localhost:23499";
const ip = "192.0.2.1";
const made = (merchant: Merchant) => countPayments(merchant.gateway, merchant.storeId);
const settings = (merchant: Merchant, change: object) =>
  merchant.gateway.call("PATCH", "/api/v1/settings", { as: merchant.token, body: change });

test("a page's form makes one payment and leads to it; sent again, it leads back to the page and makes none", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key);
  const before = await made(merchant);
  const proof = await openForm(gateway, { slug, ip });
  const first = await sendForm(gateway, { slug, ip }, proof);
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    expect.stringMatching(/^\/p\/pay_\w+\?token=ct_/),
  ]);
  expect((await gateway.call("GET", String(first.headers.get("location")))).body).toContain(
    "Waiting for your payment",
  );
  for (const from of [ip, "198.51.100.7"]) {
    const again = await sendForm(gateway, { slug, ip: from }, proof);
    expect([again.status, again.headers.get("location")]).toEqual([303, `/pay/${slug}`]);
  }
  expect(await made(merchant)).toBe(before + 1);
  const fresh = await sendForm(gateway, { slug, ip }, await openForm(gateway, { slug, ip }));
  expect(fresh.headers.get("location")).toMatch(/^\/p\/pay_/);
});

test("twenty times the same form at once make one payment", async ({ gateway, merchant }) => {
  const { slug } = await makeLink(gateway, merchant.key);
  const before = await made(merchant);
  const proof = await openForm(gateway, { slug, ip });
  const all = await Promise.all(Array.from({ length: 20 }, () => sendForm(gateway, { slug, ip }, proof)));
  const locations = all.map(({ headers }) => String(headers.get("location")));
  expect(locations.filter((location) => location.startsWith("/p/"))).toHaveLength(1);
  expect(locations.filter((location) => location === `/pay/${slug}`)).toHaveLength(19);
  expect(await made(merchant)).toBe(before + 1);
});

test("a proof belongs to its link, and an invented one proves nothing", async ({ gateway, merchant }) => {
  const [one, other] = [await makeLink(gateway, merchant.key), await makeLink(gateway, merchant.key)];
  const before = await made(merchant);
  const proof = await openForm(gateway, { slug: one.slug, ip });
  const [at, nonce, digest] = proof.split(".");
  for (const wrong of [proof, "", "x", `${at}.${nonce}x.${digest}`, `${at}.${nonce}.${digest}.x`]) {
    const answer = await sendForm(gateway, { slug: other.slug, ip }, wrong);
    expect(answer.headers.get("location")).toBe(`/pay/${other.slug}`);
  }
  expect(await made(merchant)).toBe(before);
});

test("a form that was refused may be sent again: only a payment uses its proof", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key, {
    amount: undefined,
    allowAmount: { min: "5", max: "10" },
  });
  const proof = await openForm(gateway, { slug, ip });
  for (const amount of ["", "3", "11", "two"]) {
    const answer = await sendForm(gateway, { slug, ip, body: { amount } }, proof);
    expect([amount, answer.status]).toEqual([amount, 400]);
    expect(answer.body).toContain("Something in the form does not fit");
  }
  const good = await sendForm(gateway, { slug, ip, body: { amount: "7" } }, proof);
  expect(good.headers.get("location")).toMatch(/^\/p\/pay_/);
});

test("the form asks what the link asks, and keeps what the payer says", async ({ gateway, merchant }) => {
  const { slug } = await makeLink(gateway, merchant.key, { ask: { name: true, email: true, note: true } });
  const page = (await gateway.call("GET", `/pay/${slug}`)).body;
  for (const name of ["customerName", "customerEmail", "customerNote"])
    expect(page).toContain(`name="${name}"`);
  expect(page).not.toContain('name="amount"');
  const body = { customerName: "Ada", customerEmail: "ada@payer.example", customerNote: "ring twice" };
  const paid = await sendForm(gateway, { slug, ip, body }, await openForm(gateway, { slug, ip }));
  const id = /\/p\/(pay_\w+)/.exec(String(paid.headers.get("location")))?.[1];
  const { body: payment } = await gateway.call("GET", `/api/v1/payments/${id}`, { as: merchant.key });
  expect(payment).toMatchObject(body);
});

describe("a store that lists its pages", () => {
  test.beforeAll(async ({ merchant }) => {
    expect((await settings(merchant, { allowedOrigins: ["https://shop.example"] })).status).toBe(200);
  });
  test.afterAll(({ merchant }) => settings(merchant, { allowedOrigins: [] }));

  const send = async (merchant: Merchant, headers: Record<string, string>) => {
    const { slug } = await makeLink(merchant.gateway, merchant.key);
    return sendForm(merchant.gateway, { slug, ip, headers }, await openForm(merchant.gateway, { slug, ip }));
  };

  test.for<[page: string, headers: Record<string, string>]>([
    ["our own page", { origin: OWN }],
    ["our own page, whose browser hides the origin", { origin: "null", "sec-fetch-site": "same-origin" }],
    ["a browser that sends no origin", {}],
  ])("takes the form from %s", async ([_name, headers], { merchant }) => {
    expect((await send(merchant, headers)).headers.get("location")).toMatch(/^\/p\/pay_/);
  });

  test.for<[page: string, headers: Record<string, string>]>([
    ["another site", { origin: "https://evil.example" }],
    ["another site that hides its origin", { origin: "null", "sec-fetch-site": "cross-site" }],
  ])("refuses it from %s", async ([_name, headers], { merchant }) => {
    const before = await made(merchant);
    expect((await send(merchant, headers)).status).toBe(403);
    expect(await made(merchant)).toBe(before);
  });

  test("takes what the element on our own page asks for, and not what another page does", async ({
    gateway,
    merchant,
  }) => {
    const { slug } = await makeLink(gateway, merchant.key);
    const order = (origin: string) =>
      gateway.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: slug }, headers: { origin } });
    expect((await order(OWN)).status).toBe(201);
    expect((await order("https://shop.example")).status).toBe(201);
    expect((await order("https://evil.example")).body).toMatchObject({ code: "origin_not_allowed" });
  });
});
