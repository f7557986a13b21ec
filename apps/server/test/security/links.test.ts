import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer, Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const start = Date.now();
let shiftMs = 0;
const test = gatewayTest({ parts: { hostNow: () => start + shiftMs } });

const post = (gateway: TestGateway, path: string, body: unknown, as?: string): Promise<Answer> =>
  gateway.call("POST", `/api/v1${path}`, { body, as });
const link = async (merchant: Merchant, body: object): Promise<Json> =>
  (await post(merchant.gateway, "/links", body, merchant.key)).body;
const counted = async (gateway: TestGateway, table: string): Promise<unknown> =>
  (await gateway.sql(`select count(*)::int as n from ${table}`))[0]?.n;

describe("links that take no payment", () => {
  const pay = (gateway: TestGateway, paymentLinkSlug: string) =>
    post(gateway, "/payments", { paymentLinkSlug });
  const page = (gateway: TestGateway, slug: string) => gateway.call("GET", `/pay/${slug}`);

  test("an unknown slug is 404, in the API and as a page", async ({ gateway }) => {
    const answer = await pay(gateway, "nobody-made-this-1");
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: "Payment link not found", code: "not_found" });
    expect((await page(gateway, "nobody-made-this-1")).status).toBe(404);
  });

  test("a draft refuses payments with link_inactive, and its page is 404", async ({ gateway, merchant }) => {
    const { slug } = await link(merchant, { title: "Draft", amount: "5", status: "draft" });
    const answer = await pay(gateway, slug);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("link_inactive");
    expect((await gateway.call("GET", `/api/v1/links/public/${slug}`)).status).toBe(404);
    expect((await page(gateway, slug)).status).toBe(404);
  });

  test("an inactive one is link_inactive, and says who can help", async ({ gateway, merchant }) => {
    const { slug } = await link(merchant, { title: "Off", amount: "5", status: "inactive" });
    const answer = await pay(gateway, slug);
    expect(answer.body).toMatchObject({ code: "link_inactive" });
    expect(answer.body.error).toMatch(/ask the shop/);
  });

  test("one whose time is over is link_expired", async ({ gateway, merchant }) => {
    const { slug } = await link(merchant, { title: "Short", amount: "5", linkExpiresIn: 1 });
    expect((await pay(gateway, slug)).status).toBe(201);
    shiftMs += 61_000;
    const answer = await pay(gateway, slug);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("link_expired");
  });

  test("one that was used up is link_expired", async ({ gateway, merchant }) => {
    const { slug } = await link(merchant, { title: "Once", amount: "5", maxPayments: 1 });
    expect((await pay(gateway, slug)).status).toBe(201);
    expect((await pay(gateway, slug)).body.code).toBe("link_expired");
  });

  test("an archived one refuses payments with link_inactive, and its page is 404", async ({
    gateway,
    merchant,
  }) => {
    const { id, slug } = await link(merchant, { title: "Gone", amount: "5" });
    await pay(gateway, slug);
    await gateway.call("DELETE", `/api/v1/links/${id}`, { as: merchant.key });
    expect((await pay(gateway, slug)).body.code).toBe("link_inactive");
    expect((await gateway.call("GET", `/api/v1/links/public/${slug}`)).status).toBe(404);
  });

  test("a slug that exists is already_exists", async ({ gateway, merchant }) => {
    await link(merchant, { title: "Mine", amount: "5", slug: "taken-slug-1" });
    const again = await post(
      gateway,
      "/links",
      { title: "Mine too", amount: "5", slug: "taken-slug-1" },
      merchant.key,
    );
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
  test.for(variants)("%s is 400 and makes nothing", async ([field, value], { gateway, merchant }) => {
    const { slug } = await link(merchant, { title: "Fixed", amount: "5" });
    const before = await counted(gateway, "payments");
    const answer = await post(gateway, "/payments", { paymentLinkSlug: slug, [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_request", param: field });
    expect(await counted(gateway, "payments")).toBe(before);
  });
});
