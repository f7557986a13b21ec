import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type House, type Json, type Merchant, openHouse } from "./house.ts";

let house: House;
let alice: Merchant;
const start = Date.now();
let shiftMs = 0;
beforeAll(async () => {
  house = await openHouse({ hostNow: () => start + shiftMs });
  alice = await house.signUp("alice");
});
afterAll(() => house.close());

const post = (path: string, body: unknown, as?: string): Promise<Answer> =>
  house.call("POST", `/api/v1${path}`, { body, as });
const link = async (body: object): Promise<Json> => (await post("/links", body, alice.key)).body;
const counted = async (table: string): Promise<unknown> =>
  (await house.sql(`select count(*)::int as n from ${table}`))[0]?.n;

describe("links that take no payment", () => {
  const pay = (paymentLinkSlug: string) => post("/payments", { paymentLinkSlug });
  const page = (slug: string) => house.call("GET", `/pay/${slug}`);

  test("an unknown slug is 404, in the API and as a page", async () => {
    const answer = await pay("nobody-made-this-1");
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: "Payment link not found", code: "not_found" });
    expect((await page("nobody-made-this-1")).status).toBe(404);
  });

  test("a draft refuses payments with link_inactive, and its page is 404", async () => {
    const { slug } = await link({ title: "Draft", amount: "5", status: "draft" });
    const answer = await pay(slug);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("link_inactive");
    expect((await house.call("GET", `/api/v1/links/public/${slug}`)).status).toBe(404);
    expect((await page(slug)).status).toBe(404);
  });

  test("an inactive one is link_inactive, and says whom to ask", async () => {
    const { slug } = await link({ title: "Off", amount: "5", status: "inactive" });
    const answer = await pay(slug);
    expect(answer.body).toMatchObject({ code: "link_inactive" });
    expect(answer.body.error).toMatch(/ask the shop/);
  });

  test("one whose time is over is link_expired", async () => {
    const { slug } = await link({ title: "Short", amount: "5", linkExpiresIn: 1 });
    expect((await pay(slug)).status).toBe(201);
    shiftMs += 61_000;
    const answer = await pay(slug);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("link_expired");
  });

  test("one that was used up is link_expired", async () => {
    const { slug } = await link({ title: "Once", amount: "5", maxPayments: 1 });
    expect((await pay(slug)).status).toBe(201);
    expect((await pay(slug)).body.code).toBe("link_expired");
  });

  test("an archived one refuses payments with link_inactive, and its page is 404", async () => {
    const { id, slug } = await link({ title: "Gone", amount: "5" });
    await pay(slug);
    await house.call("DELETE", `/api/v1/links/${id}`, { as: alice.key });
    expect((await pay(slug)).body.code).toBe("link_inactive");
    expect((await house.call("GET", `/api/v1/links/public/${slug}`)).status).toBe(404);
  });

  test("a slug that somebody has is already_exists", async () => {
    await link({ title: "Mine", amount: "5", slug: "taken-slug-1" });
    const again = await post("/links", { title: "Mine too", amount: "5", slug: "taken-slug-1" }, alice.key);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: "already_exists", param: "slug" });
  });
});

describe("B-03 what a browser cannot decide beside a slug", () => {
  const variants: [string, unknown][] = [
    ["amount", "0.2"],
    ["currency", "USD"],
    ["kaspaAddress", "kaspasim:qqexample"],
    ["address", "kaspasim:qqexample"],
    ["expiresIn", 86_400],
    ["expiryMinutes", 1440],
    ["expiresAt", "2099-01-01T00:00:00Z"],
    ["requiredConfirmations", 1],
    ["fixedRate", "1000"],
    ["type", "deposit"],
    ["redirectUrl", "https://evil.example"],
    ["orderId", "A-1"],
    ["storeId", "sto_0"],
  ];
  test.each(variants)("%s is 400 and makes nothing", async (field, value) => {
    const { slug } = await link({ title: "Fixed", amount: "5" });
    const before = await counted("payments");
    const answer = await post("/payments", { paymentLinkSlug: slug, [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_request", param: field });
    expect(await counted("payments")).toBe(before);
  });
});
