// What integrators ran into, on a whole gateway: each rule over all the places where it holds.
import { webhookUrlFormat } from "@kaspa-pay/api-contract";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { describe, expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";
import { FORMAT_VALUES } from "./format-values.ts";

const test = gatewayTest();

/** Of a session that proved its password. */
let token: string;
test.beforeAll(async ({ gateway, merchant }) => {
  const stepped = await gateway.call("POST", "/api/v1/auth/step-up", {
    as: merchant.token,
    body: { password: PASSWORD },
  });
  token = stepped.body.token;
});

const call = (
  merchant: Merchant,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => merchant.gateway.call(method, `/api/v1${path}`, { as: merchant.key, body, ...(headers && { headers }) });
/** Changes that need a person with a fresh password. */
const asPerson = (gateway: TestGateway, body: unknown) =>
  gateway.call("PATCH", "/api/v1/settings", { as: token, body });
const valuesOf = (name: string) => [...FORMAT_VALUES.values()].find((values) => values.name === name);

describe("URLs on a store of the simulated chain", () => {
  test.for(valuesOf("redirectUrl")?.valid ?? [])(
    "a payer may be sent to %s",
    async (redirectUrl, { merchant }) => {
      const { protocol } = new URL(redirectUrl);
      await merchant.changeSettings({ redirectHosts: protocol.startsWith("http") ? [] : [protocol] });
      const made = await call(merchant, "POST", "/payments", {
        amount: "1",
        redirectUrl,
        cancelUrl: redirectUrl,
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
    },
  );

  test.for(valuesOf("redirectUrl")?.invalid ?? [])(
    "nobody is sent to %j",
    async (redirectUrl, { merchant }) => {
      await merchant.changeSettings({ redirectHosts: [] });
      for (const body of [
        { amount: "1", redirectUrl },
        { amount: "1", cancelUrl: redirectUrl },
      ]) {
        const made = await call(merchant, "POST", "/payments", body);
        if (redirectUrl === "") expect(made.status).toBe(400);
        else expect([made.status, made.body.code]).toEqual([422, "redirect_url_not_allowed"]);
        expect(made.body.param).toMatch(/Url$/);
      }
    },
  );

  test("webhooks are checked with the same grammar", async ({ merchant }) => {
    const { valid, invalid } = valuesOf("webhookUrl") ?? { valid: [], invalid: [] };
    for (const url of invalid) {
      const made = await call(merchant, "POST", "/webhooks", { url });
      if (url === "") expect(made.status).toBe(400);
      else expect([made.status, made.body.code, made.body.param], url).toEqual([422, "invalid_url", "url"]);
    }
    for (const url of valid) {
      const made = await call(merchant, "POST", "/webhooks", { url });
      if (made.status === 201) await call(merchant, "DELETE", `/webhooks/${made.body.id}`);
      // Some point to where nothing is delivered; none is refused for its form.
      else expect(made.body.error, url).not.toBe(webhookUrlFormat.help);
    }
  });

  test("lists of origins and hosts name the entry at fault", async ({ gateway }) => {
    for (const [body, param] of [
      [{ allowedOrigins: ["https://shop.example", "http://[7]:4"] }, "allowedOrigins.1"],
      [{ allowedOrigins: ["http://shop.example:99999"] }, "allowedOrigins.0"],
      [{ redirectHosts: ["a..b"] }, "redirectHosts.0"],
      [{ redirectHosts: ["shop.example", "a:99999"] }, "redirectHosts.1"],
      [{ supportUrl: "https://0" }, "supportUrl"],
    ] as const) {
      const answer = await asPerson(gateway, body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_request", param });
    }
  });
});

describe("settings", () => {
  test.for([
    [{ currencies: ["KAS", "USD", "USD"] }, "currencies"],
    [{ currencies: ["KAS", "USD"], currency: "EUR" }, "currency"],
    [{ currencies: ["KAS", "EUR"] }, "currencies"],
    [{ currency: "SEK" }, "currency"],
    [{ minimumAmount: "0.1" }, "minimumAmount"],
  ])("%j does not fit together", async ([body, param], { merchant }) => {
    const answer = await call(merchant, "PATCH", "/settings", body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "validation_error", param });
  });

  test("an address and an account key together are refused, here and at sign-up", async ({ gateway }) => {
    const both = { kaspaAddress: "kaspasim:q", xpub: await newDemoAccountKey() };
    expect((await asPerson(gateway, both)).body).toMatchObject({ code: "validation_error", param: "xpub" });
    const signUp = await gateway.call("POST", "/api/v1/auth/register", {
      body: { email: "both@example.com", password: PASSWORD, name: "Both", ...both },
    });
    expect(signUp.body).toMatchObject({ code: "validation_error", param: "xpub" });
  });

  test("what is no account key is answered invalid_xpub", async ({ gateway }) => {
    for (const xpub of ["abc", "kpub123", "kaspasim:qqabc"]) {
      expect((await asPerson(gateway, { xpub })).body).toMatchObject({ code: "invalid_xpub", param: "xpub" });
    }
  });
});

describe("links", () => {
  test("a link below a minimum that was raised later can be edited and switched off, not repriced", async ({
    merchant,
  }) => {
    const { body: link } = await call(merchant, "POST", "/links", { title: "Tea", amount: "1" });
    const { body: open } = await call(merchant, "POST", "/links", {
      title: "Tip",
      allowAmount: { min: "1", max: "2" },
    });
    expect((await call(merchant, "PATCH", "/settings", { minimumAmount: "5" })).status).toBe(200);
    try {
      for (const { id } of [link, open]) {
        for (const change of [{}, { title: "Old tea" }, { status: "inactive" }]) {
          expect((await call(merchant, "PATCH", `/links/${id}`, change)).status, JSON.stringify(change)).toBe(
            200,
          );
        }
      }
      const cheaper = await call(merchant, "PATCH", `/links/${link.id}`, { amount: "2" });
      expect(cheaper.body).toMatchObject({ code: "amount_too_small", param: "amount" });
    } finally {
      await call(merchant, "PATCH", "/settings", { minimumAmount: "0.2" });
    }
  });

  test("a link in a currency that was switched off later can be edited", async ({ merchant }) => {
    const { body: link } = await call(merchant, "POST", "/links", {
      title: "Tea",
      amount: "5",
      currency: "GBP",
    });
    await call(merchant, "PATCH", "/settings", { currencies: ["KAS", "USD"] });
    expect((await call(merchant, "PATCH", `/links/${link.id}`, { status: "inactive" })).status).toBe(200);
    const again = await call(merchant, "PATCH", `/links/${link.id}`, { amount: "6" });
    expect(again.body).toMatchObject({ code: "unknown_currency" });
  });
});

describe("payments", () => {
  test("a wrong client token beside a good key or session does not spoil a read; alone it is 401", async ({
    gateway,
    merchant,
  }) => {
    const { body: payment } = await call(merchant, "POST", "/payments", { amount: "1" });
    const wrong = { "x-client-token": "ct_x" };
    for (const as of [merchant.key, token]) {
      const read = await gateway.call("GET", `/api/v1/payments/${payment.id}`, { as, headers: wrong });
      expect(read.status).toBe(200);
    }
    const keyAsToken = { "x-client-token": merchant.key };
    expect((await call(merchant, "GET", `/payments/${payment.id}`, undefined, keyAsToken)).status).toBe(200);
    const alone = await gateway.call("GET", `/api/v1/payments/${payment.id}`, { headers: wrong });
    expect(alone.status).toBe(401);
  });

  test("canceling a canceled payment is refused with that reason", async ({ merchant }) => {
    const { body: payment } = await call(merchant, "POST", "/payments", { amount: "1" });
    await call(merchant, "POST", `/payments/${payment.id}/cancel`);
    const again = await call(merchant, "POST", `/payments/${payment.id}/cancel`);
    expect(again.body).toMatchObject({ code: "conflict", error: "The payment is canceled already." });
  });

  test("line breaks and tabs in lines become one blank each; prose keeps them", async ({ merchant }) => {
    const { body } = await call(merchant, "POST", "/payments", {
      amount: "1",
      description: "Line 1\r\n\tLine 2",
      customerName: "A\tB",
      customerNote: "one\r\n\ttwo\u2028three",
      items: [{ name: "x\ny", price: "1" }],
    });
    const read = await call(merchant, "GET", `/payments/${body.id}`);
    expect(read.body).toMatchObject({
      description: "Line 1 Line 2",
      customerName: "A B",
      customerNote: "one\n\ttwo\nthree",
      items: [{ name: "x y" }],
    });
  });

  test("metadata that PHP wrote for an empty map is empty", async ({ merchant }) => {
    const made = await call(merchant, "POST", "/payments", { amount: "1", metadata: [] });
    expect(made.status).toBe(201);
    expect((await call(merchant, "GET", `/payments/${made.body.id}`)).body.metadata).toEqual({});
  });
});

test("no integer of any request makes the server fail", async ({ merchant }) => {
  const numbers = [-1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 31) - 1];
  for (const { input, rest } of operations) {
    if (input === null || rest === null) continue;
    const path = rest.path.replace(/:\w+/g, "pay_1");
    for (const [name, field] of Object.entries(input.shape)) {
      if (
        !(field as { safeParse(value: unknown): { success: boolean } }).safeParse(1).success &&
        name !== "index"
      )
        continue;
      for (const number of numbers) {
        const query = rest.method === "GET" || rest.method === "DELETE";
        const answer = query
          ? await call(merchant, rest.method, `${path}?${name}=${number}`)
          : await call(merchant, rest.method, path, {
              txId: "0".repeat(64),
              note: "n",
              amount: "1",
              [name]: number,
            });
        expect(answer.status, `${rest.method} ${path} ${name}=${number}`).toBeLessThan(500);
      }
    }
  }
});

test("an empty cursor is the first page of every list", async ({ gateway, merchant }) => {
  const lists = operations.filter(({ input, rest }) => input?.shape.cursor !== undefined && rest !== null);
  expect(lists.length).toBeGreaterThan(3);
  const { body: endpoint } = await call(merchant, "POST", "/webhooks", { url: "http://127.0.0.1:9/" });
  const { body: payment } = await call(merchant, "POST", "/payments", { amount: "25" });
  for (const { rest } of lists) {
    const owner = rest?.path.startsWith("/payments/") ? payment : endpoint;
    const path = (rest?.path ?? "").replace(":id", owner.id);
    const read = (query: string) => gateway.call("GET", `/api/v1${path}?${query}`, { as: token });
    expect((await read("cursor=&limit=100")).status, path).toBe(200);
    expect((await read("limit=101")).body, path).toMatchObject({ param: "limit" });
  }
});

test("a page of another origin may read every header that the document names", async ({ gateway }) => {
  const answer = await gateway.call("GET", "/api/v1/price", { headers: { origin: "https://shop.example" } });
  const exposed = answer.headers.get("access-control-expose-headers") ?? "";
  for (const name of ["Idempotent-Replayed", "RateLimit-Limit", "Retry-After", "X-Request-Id", "ETag"]) {
    expect(exposed).toContain(name);
  }
});
