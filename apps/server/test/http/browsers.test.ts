import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COOKIE, LIVE_KEY, type Running, startHttp, TEST_KEY } from "./http-server.ts";

const OWN = "http://localhost:3000";
const FOREIGN = "https://shop.example";

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

const json = { "content-type": "application/json" };
const post = (path: string, headers: Record<string, string>, body: string = "{}") =>
  fetch(`${server.base}${path}`, { method: "POST", headers, body });
const called = () => server.fake.calls.length;

describe("A-09 a browser with a session cookie changes nothing from another site", () => {
  const link = JSON.stringify({ title: "a", amount: "1" });

  test.each<[string, Record<string, string>, string]>([
    [
      "a form of another site",
      { "content-type": "application/x-www-form-urlencoded", origin: FOREIGN },
      "title=a",
    ],
    [
      "JSON sent as text/plain",
      { "content-type": "text/plain", origin: FOREIGN, "sec-fetch-site": "cross-site" },
      link,
    ],
    ["a no-cors fetch", { "content-type": "text/plain", "sec-fetch-site": "cross-site" }, link],
    ["our own header, but from another site", { ...json, "x-kp-csrf": "1", origin: FOREIGN }, link],
    ["a sandboxed frame", { ...json, "x-kp-csrf": "1", origin: "null" }, link],
    ["our site, without our header", { ...json, origin: OWN }, link],
    ["a sibling subdomain", { ...json, "x-kp-csrf": "1", "sec-fetch-site": "same-site" }, link],
  ])("%s", async (_name, headers, body) => {
    const before = called();
    const answer = await post("/api/v1/links", { ...headers, cookie: COOKIE }, body);
    expect([403, 415]).toContain(answer.status);
    expect(called()).toBe(before);
  });

  test("our own pages may", async () => {
    const answer = await post(
      "/api/v1/links",
      { ...json, cookie: COOKIE, origin: OWN, "x-kp-csrf": "1" },
      link,
    );
    expect(answer.status).toBe(201);
    expect(server.fake.calls.at(-1)?.caller).toMatchObject({ kind: "user", via: "cookie", storeId: "sto_1" });
  });

  test("a tRPC mutation by GET, alone or in a batch", async () => {
    const before = called();
    const input = encodeURIComponent(JSON.stringify({ 0: { title: "a", amount: "1" } }));
    for (const path of [`/trpc/links.create?batch=1&input=${input}`, `/trpc/links.create?input=${input}`]) {
      const answer = await fetch(`${server.base}${path}`, { headers: { cookie: COOKIE } });
      expect(answer.status).toBe(405);
    }
    expect(called()).toBe(before);
  });

  test("nobody is signed in from another site either", async () => {
    const before = called();
    const body = JSON.stringify({ email: "a@b.example", password: "long enough" });
    for (const headers of [json, { ...json, "x-kp-csrf": "1", origin: FOREIGN }]) {
      expect((await post("/trpc/auth.startSession", headers, body)).status).toBe(403);
    }
    expect(called()).toBe(before);
  });

  test("with a bearer token the cookie is ignored, so no CSRF header is needed", async () => {
    const headers = { ...json, cookie: COOKIE, authorization: `Bearer ${TEST_KEY}` };
    expect((await post("/api/v1/links", headers, link)).status).toBe(201);
    expect(server.fake.calls.at(-1)?.caller).toMatchObject({ kind: "key", userId: null });
  });
});

describe("X-13 CORS", () => {
  const open: [string, string][] = [
    ["GET", "/api/v1/payments/pay_1/status"],
    ["GET", "/api/v1/payments/pay_1/qr.svg"],
    ["GET", "/api/v1/price"],
    ["GET", "/api/v1/payments/pay_1?token=t"],
    ["POST", "/api/v1/payments/pay_1/quote?token=t"],
    ["GET", "/openapi.json"],
  ];

  test.each(open)("%s %s answers every origin, never with credentials", async (method, path) => {
    for (const origin of [FOREIGN, "null"]) {
      const answer = await fetch(`${server.base}${path}`, { method, headers: { origin, cookie: COOKIE } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      await answer.text();
    }
  });

  test.each([
    ["GET", "/api/v1/payments"],
    ["GET", "/api/v1/auth/me"],
    ["GET", "/trpc/auth.me"],
    ["PATCH", "/api/v1/settings"],
    ["POST", "/api/v1/payments/pay_1/cancel"],
    ["GET", "/api/v1/payments/export.csv"],
    ["GET", "/api/v1/settings/wallet/addresses.csv"],
  ])("%s %s answers no other origin", async (method, path) => {
    for (const origin of [FOREIGN, "null"]) {
      const preflight = await fetch(`${server.base}${path}`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": method },
      });
      const answer = await fetch(`${server.base}${path}`, { method, headers: { origin, cookie: COOKIE } });
      for (const response of [preflight, answer]) {
        expect(response.headers.get("access-control-allow-origin")).toBeNull();
        expect(response.headers.get("access-control-allow-credentials")).toBeNull();
      }
    }
  });

  test("cookies are ignored on public routes that another site calls", async () => {
    await fetch(`${server.base}/api/v1/payments/pay_1?token=t`, {
      headers: { origin: FOREIGN, cookie: COOKIE },
    });
    expect(server.fake.calls.at(-1)?.caller).toMatchObject({ kind: "payer", clientToken: "t", userId: null });
  });

  test("the preflight of a public create is answered", async () => {
    const answer = await fetch(`${server.base}/api/v1/payments`, {
      method: "OPTIONS",
      headers: {
        origin: FOREIGN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("the list of payments, on the same path, answers no other origin", async () => {
    const answer = await fetch(`${server.base}/api/v1/payments`, {
      headers: { origin: FOREIGN, authorization: "Bearer good.jwt.token" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("secret keys in browsers", () => {
  test.each([FOREIGN, "null", OWN])(
    "a live key with Origin %s is refused with a hint and noted",
    async (origin) => {
      const answer = await fetch(`${server.base}/api/v1/links`, {
        headers: { origin, "x-api-key": LIVE_KEY },
      });
      expect(answer.status).toBe(403);
      const body = (await answer.json()) as { code: string; error: string };
      expect(body.code).toBe("origin_not_allowed");
      expect(body.error).toMatch(/from your server/);
      expect(server.identities.inBrowser.at(-1)).toBe(LIVE_KEY);
    },
  );

  test("a test key may be tried out from our own reference page only", async () => {
    const from = (origin: string) =>
      fetch(`${server.base}/api/v1/links`, { headers: { origin, "x-api-key": TEST_KEY } });
    expect((await from(OWN)).status).toBe(200);
    expect((await from(FOREIGN)).status).toBe(403);
  });
});

describe("proofs", () => {
  test.each([
    ["an unknown key", { "x-api-key": `kp_live_${"z".repeat(49)}` }],
    ["a JWT of nobody", { authorization: "Bearer not.a.token" }],
    ["no bearer", { authorization: "Basic YTpi" }],
    ["something else as key", { "x-api-key": "hello" }],
    ["a proof of 8 KiB", { authorization: `Bearer ${"a".repeat(8192)}` }],
  ])("A-10 %s is 401, even where none is needed", async (_name, headers) => {
    const answer = await fetch(`${server.base}/api/v1/price`, {
      headers: headers as unknown as Record<string, string>,
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  test("A-08 a cookie whose session is over gets session_expired; public routes answer nevertheless", async () => {
    const headers = { cookie: "kp_dev=ended" };
    const closed = await fetch(`${server.base}/api/v1/links`, { headers });
    expect(closed.status).toBe(401);
    expect(await closed.json()).toMatchObject({ code: "session_expired" });
    expect((await fetch(`${server.base}/api/v1/price`, { headers })).status).toBe(200);
  });

  test("a store that is not the user's is 404", async () => {
    const answer = await fetch(`${server.base}/api/v1/links`, {
      headers: { cookie: COOKIE, "x-store-id": "sto_other" },
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "not_found", error: "Store not found" });
  });
});
