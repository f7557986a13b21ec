// The form of a link's page, for payers without JavaScript: under the rules of POST /payments, once for each page.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { House, Merchant } from "../security/house.ts";
import { makeLink, openForm, sendForm } from "./entrances.ts";
import { countPayments, openProxiedHouse } from "./proxied-house.ts";

let house: House;
let shop: Merchant;
beforeAll(async () => {
  house = await openProxiedHouse();
  shop = await house.signUp("shop");
});
afterAll(() => house.close());

const OWN = "http://localhost:23499";
const ip = "192.0.2.1";
const made = () => countPayments(house, shop.storeId);
const settings = (change: object) =>
  house.call("PATCH", "/api/v1/settings", { as: shop.token, body: change });

test("a page's form makes one payment and leads to it; sent again, it leads back to the page and makes none", async () => {
  const { slug } = await makeLink(house, shop.key);
  const before = await made();
  const proof = await openForm(house, { slug, ip });
  const first = await sendForm(house, { slug, ip }, proof);
  expect([first.status, first.headers.get("location")]).toEqual([
    303,
    expect.stringMatching(/^\/p\/pay_\w+\?token=ct_/),
  ]);
  expect((await house.call("GET", String(first.headers.get("location")))).body).toContain(
    "Waiting for your payment",
  );
  for (const from of [ip, "198.51.100.7"]) {
    const again = await sendForm(house, { slug, ip: from }, proof);
    expect([again.status, again.headers.get("location")]).toEqual([303, `/pay/${slug}`]);
  }
  expect(await made()).toBe(before + 1);
  const fresh = await sendForm(house, { slug, ip }, await openForm(house, { slug, ip }));
  expect(fresh.headers.get("location")).toMatch(/^\/p\/pay_/);
});

test("twenty times the same form at once make one payment", async () => {
  const { slug } = await makeLink(house, shop.key);
  const before = await made();
  const proof = await openForm(house, { slug, ip });
  const all = await Promise.all(Array.from({ length: 20 }, () => sendForm(house, { slug, ip }, proof)));
  const places = all.map(({ headers }) => String(headers.get("location")));
  expect(places.filter((place) => place.startsWith("/p/"))).toHaveLength(1);
  expect(places.filter((place) => place === `/pay/${slug}`)).toHaveLength(19);
  expect(await made()).toBe(before + 1);
});

test("a proof belongs to its link, and whoever makes one up has none", async () => {
  const [one, other] = [await makeLink(house, shop.key), await makeLink(house, shop.key)];
  const before = await made();
  const proof = await openForm(house, { slug: one.slug, ip });
  const [at, nonce, digest] = proof.split(".");
  for (const wrong of [proof, "", "x", `${at}.${nonce}x.${digest}`, `${at}.${nonce}.${digest}.x`]) {
    const answer = await sendForm(house, { slug: other.slug, ip }, wrong);
    expect(answer.headers.get("location")).toBe(`/pay/${other.slug}`);
  }
  expect(await made()).toBe(before);
});

test("a form that was refused may be sent again: only a payment uses its proof", async () => {
  const { slug } = await makeLink(house, shop.key, {
    amount: undefined,
    allowAmount: { min: "5", max: "10" },
  });
  const proof = await openForm(house, { slug, ip });
  for (const amount of ["", "3", "11", "two"]) {
    const answer = await sendForm(house, { slug, ip, body: { amount } }, proof);
    expect([amount, answer.status]).toEqual([amount, 400]);
    expect(answer.body).toContain("Something in the form does not fit");
  }
  const good = await sendForm(house, { slug, ip, body: { amount: "7" } }, proof);
  expect(good.headers.get("location")).toMatch(/^\/p\/pay_/);
});

test("the form asks what the link asks, and keeps what the payer says", async () => {
  const { slug } = await makeLink(house, shop.key, { ask: { name: true, email: true, note: true } });
  const page = (await house.call("GET", `/pay/${slug}`)).body;
  for (const name of ["customerName", "customerEmail", "customerNote"])
    expect(page).toContain(`name="${name}"`);
  expect(page).not.toContain('name="amount"');
  const body = { customerName: "Ada", customerEmail: "ada@payer.example", customerNote: "ring twice" };
  const paid = await sendForm(house, { slug, ip, body }, await openForm(house, { slug, ip }));
  const id = /\/p\/(pay_\w+)/.exec(String(paid.headers.get("location")))?.[1];
  const { body: payment } = await house.call("GET", `/api/v1/payments/${id}`, { as: shop.key });
  expect(payment).toMatchObject(body);
});

describe("a store that lists its pages", () => {
  beforeAll(async () => {
    expect((await settings({ allowedOrigins: ["https://shop.example"] })).status).toBe(200);
  });
  afterAll(() => settings({ allowedOrigins: [] }));

  const send = async (headers: Record<string, string>) => {
    const { slug } = await makeLink(house, shop.key);
    return sendForm(house, { slug, ip, headers }, await openForm(house, { slug, ip }));
  };

  test.each([
    ["our own page", { origin: OWN }],
    ["our own page, whose browser hides the origin", { origin: "null", "sec-fetch-site": "same-origin" }],
    ["a browser that sends no origin", {}],
  ])("takes the form from %s", async (_name, headers) => {
    expect((await send(headers)).headers.get("location")).toMatch(/^\/p\/pay_/);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another site that hides its origin", { origin: "null", "sec-fetch-site": "cross-site" }],
  ])("refuses it from %s", async (_name, headers) => {
    const before = await made();
    expect((await send(headers)).status).toBe(403);
    expect(await made()).toBe(before);
  });

  test("takes what the element on our own page asks for, and not what another page does", async () => {
    const { slug } = await makeLink(house, shop.key);
    const order = (origin: string) =>
      house.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: slug }, headers: { origin } });
    expect((await order(OWN)).status).toBe(201);
    expect((await order("https://shop.example")).status).toBe(201);
    expect((await order("https://evil.example")).body).toMatchObject({ code: "origin_not_allowed" });
  });
});
