import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest();

const post = (gateway: TestGateway, path: string, body: unknown, as?: string): Promise<Answer> =>
  gateway.call("POST", `/api/v1${path}`, { body, as });
const order = (merchant: Merchant, body: unknown) => post(merchant.gateway, "/payments", body, merchant.key);
const counted = async (gateway: TestGateway, table: string): Promise<unknown> =>
  (await gateway.sql(`select count(*)::int as n from ${table}`))[0]?.n;

/** A message names the field and what to do: a sentence, never a stack, a path or a statement. */
function expectHelpful({ body }: Answer, param: string | null): void {
  expect(body.param).toBe(param);
  expect(body.requestId).toMatch(/^req_/);
  expect(body.error.length).toBeGreaterThan(12);
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.(ts|js):|select |insert |node_modules/i);
}

describe("an amount in a wrong spelling", () => {
  const wrong = [
    "1e3",
    "1E3",
    "-1",
    "+1",
    "1,5",
    "1.000,5",
    "1 000",
    " 1",
    "1 ",
    "0x10",
    ".5",
    "5.",
    "",
    "abc",
    "NaN",
    "Infinity",
    "1.123456789",
    "٣",
    "１",
    "1_000",
    "1\u00a0000",
    "1\n",
    -1,
    0.1 + 0.2,
    Number("12345678901234567"),
    1e21,
    1e-9,
    null,
    true,
    ["5"],
    { value: "5" },
  ];
  test.for(wrong.map((amount) => [JSON.stringify(amount), amount]))(
    "%s is refused by name",
    async ([_text, amount], { gateway, merchant }) => {
      const before = await counted(gateway, "payments");
      const answer = await order(merchant, { amount });
      expect(answer.status).toBe(400);
      expect(answer.body.code).toBe("invalid_request");
      expectHelpful(answer, "amount");
      expect(await counted(gateway, "payments")).toBe(before);
    },
  );

  test.for([
    ["below the minimum", { amount: "0.1" }, "amount_too_small"],
    ["zero", { amount: 0 }, "amount_too_small"],
    ["above all that can exist", { amount: "29000000000.00000001" }, "amount_too_large"],
    ["absurd in fiat", { amount: "99999999999999999999", currency: "USD" }, "amount_too_large"],
    ["in an unknown currency", { amount: "5", currency: "XXX" }, "unknown_currency"],
  ])("one that is %s has its own code", async ([_name, body, code], { merchant }) => {
    const answer = await order(merchant, body);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe(code);
    if (code === "amount_too_small") expect(answer.body.minimum).toMatch(/^\d+\.\d{8}$/);
    expectHelpful(answer, code === "unknown_currency" ? "currency" : "amount");
  });

  test("more places than the currency has are refused, trailing zeros are not", async ({ merchant }) => {
    expect((await order(merchant, { amount: "5.123", currency: "USD" })).status).toBe(400);
    expect((await order(merchant, { amount: "500.00", currency: "JPY" })).status).toBe(201);
  });

  test("15 90071992.54740993 KAS survives to the sompi", async ({ gateway, merchant }) => {
    const { body } = await order(merchant, { amount: "90071992.54740993" });
    expect(body).toMatchObject({
      amountExpected: "90071992.54740993",
      amountExpectedSompi: "9007199254740993",
    });
    const read = await gateway.call("GET", `/api/v1/payments/${body.id}`, { as: merchant.key });
    expect(read.body.amountExpectedSompi).toBe("9007199254740993");
  });
});

describe("hostile text and sizes", () => {
  test("a body above 64 KiB is 413 and one of another kind 415", async ({ gateway, merchant }) => {
    const large = await order(merchant, { amount: "5", description: "x".repeat(70_000) });
    expect([large.status, large.body.code]).toEqual([413, "too_large"]);
    const form = await gateway.call("POST", "/api/v1/payments", {
      as: merchant.key,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "amount=5",
    });
    expect([form.status, form.body.code]).toEqual([415, "unsupported_media_type"]);
  });

  test.for([
    ["NUL in a name", { amount: "5", customerName: "a\0b" }, 400],
    ["half a surrogate pair in a name", { amount: "5", customerName: "a\ud800b" }, 400],
    ["NUL in an e-mail", { amount: "5", customerEmail: "a\0b@c.example" }, 400],
    ["half a surrogate pair in an e-mail", { amount: "5", customerEmail: "\ud800@c.example" }, 400],
    ["half a surrogate pair in a URL", { amount: "5", redirectUrl: "https://a.example/\ud800" }, 400],
    ["a year beyond 9999", { amount: "5", expiresAt: "9999-12-31T23:59:59-23:00" }, 400],
    ["NUL in metadata", { amount: "5", metadata: { a: "\0" } }, 400],
    ["null where text is optional", { amount: "5", orderId: null }, 201],
    ["an unknown field", { amount: "5", colour: "red" }, 400],
  ])("%s never is a fault of the server", async ([_name, body, status], { merchant }) => {
    expect((await order(merchant, body)).status).toBe(status);
  });

  test("text that no database stores is not looked for", async ({ gateway, merchant }) => {
    for (const path of ["/payments?q=", "/payments?orderId=", "/events?type=", "/links?q=zz"]) {
      const answer = await gateway.call("GET", `/api/v1${path}%00x`, { as: merchant.key });
      expect(answer.status, path).toBe(400);
      expect(answer.body, path).toMatchObject({ code: "invalid_request" });
    }
  });

  test("a limit is 1 to 100; anything else and a bad cursor are 400, an empty one is the first page", async ({
    gateway,
    merchant,
  }) => {
    const ask = (query: string) => gateway.call("GET", `/api/v1/payments?${query}`, { as: merchant.key });
    expect((await ask("limit=100&cursor=")).status).toBe(200);
    for (const query of [
      "limit=0",
      "limit=-1",
      "limit=x",
      "limit=1.5",
      "limit=101",
      "limit=1e9",
      "cursor=abc",
    ]) {
      expect((await ask(query)).status, query).toBe(400);
    }
  });

  test("a list walks to its end by cursor while rows are added, without a row twice", async ({
    gateway,
    merchant,
  }) => {
    for (let at = 0; at < 8; at++) await order(merchant, { amount: "5" });
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 50; pages++) {
      const query: string = cursor === null ? "limit=3" : `limit=3&cursor=${cursor}`;
      const { body } = await gateway.call("GET", `/api/v1/payments?${query}`, { as: merchant.key });
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      if (pages === 1) await order(merchant, { amount: "5" });
      cursor = body.nextCursor;
      if (cursor === null) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(6);
  });

  test("a logo must be the picture that it says it is", async ({ gateway, merchant }) => {
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const set = (logo: string) =>
      gateway.call("PATCH", "/api/v1/settings", { as: merchant.key, body: { logo } });
    expect((await set(`data:image/png;base64,${png}`)).status).toBe(200);
    const disguised = await set(`data:image/jpeg;base64,${png}`);
    expect([disguised.status, disguised.body.param]).toEqual([422, "logo"]);
    const script = Buffer.from("<svg onload=alert(1)>").toString("base64");
    expect((await set(`data:image/png;base64,${script}`)).status).toBe(422);
    expect((await set(`data:image/svg+xml;base64,${script}`)).status).toBe(400);
    expect((await set("https://evil.example/logo.png")).status).toBe(400);
    const large = Buffer.concat([Buffer.from(png, "base64"), Buffer.alloc(33 * 1024)]).toString("base64");
    expect((await set(`data:image/png;base64,${large}`)).body).toMatchObject({ param: "logo" });
  });

  test("X-06 hostile redirects are 422 and name the host", async ({ gateway, merchant }) => {
    const hostile = [
      "javascript:alert(1)",
      "data:text/html,x",
      "//evil.example",
      "https://a@evil.example",
      "https:\\\\evil.example",
      "http://evil.example",
      "ftp://evil.example",
      "kaspa:/evil",
      "intent://evil.example/#Intent;scheme=https;end",
      "unlisted://shop.example/",
      "unlisted://localhost/",
      "https://evil.example/\n",
      "evil.example",
      " https://evil.example",
      "https://",
    ];
    for (const redirectUrl of hostile) {
      const answer = await order(merchant, { amount: "5", redirectUrl });
      expect(answer.status, redirectUrl).toBe(422);
      expect(answer.body, redirectUrl).toMatchObject({
        code: "redirect_url_not_allowed",
        param: "redirectUrl",
      });
    }
    await gateway.call("PATCH", "/api/v1/settings", {
      as: merchant.key,
      body: { redirectHosts: ["shop.example"] },
    });
    const other = await order(merchant, { amount: "5", redirectUrl: "https://other.example/done" });
    expect(other.body).toMatchObject({ code: "redirect_url_not_allowed", host: "other.example" });
    const app = await order(merchant, { amount: "5", redirectUrl: "otherapp://done" });
    expect(app.body).toMatchObject({ code: "redirect_url_not_allowed", host: "otherapp:" });
    expect((await order(merchant, { amount: "5", redirectUrl: "https://shop.example/done" })).status).toBe(
      201,
    );
  });
});

test("T-08 the public status of a paid payment holds no name, mail, order id or metadata", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { body } = await order(merchant, {
    amount: "5",
    customerName: "Zebulon",
    customerEmail: "zebulon@payer.example",
    metadata: { secret: "canary-1" },
    orderId: "canary-2",
  });
  chain.pay({ address: body.kaspaAddress, sompi: 500_000_000n, mine: true });
  await gateway.follow();
  const { body: status } = await gateway.call("GET", `/api/v1/payments/${body.id}/status`);
  expect(status.status).toBe("confirming");
  expect(JSON.stringify(status)).not.toMatch(/ebulon|canary|payer\.example/);
});
