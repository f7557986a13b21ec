import { afterAll, beforeAll, describe, expect } from "vitest";
import { operations, restOperations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { rawRequest } from "../support/http.ts";
import { PASSWORD } from "../support/merchant.ts";

const test = gatewayTest();

const FOREIGN = ["evil.example", "evil.example:80", "localhost.evil.example", "192.168.1.9:3000", "a b"];
const ask = (gateway: TestGateway, path: string, host: string, method = "GET", headers = {}, body = "") =>
  rawRequest(gateway.url + path, method, { host, ...headers }, body);
const registration = (email: string, more = {}) =>
  JSON.stringify({ email, password: PASSWORD, name: "Shop", ...more });
const JSON_TYPE = { "content-type": "application/json" };

test("every route of the API refuses a foreign host before it looks at anything else", async ({
  gateway,
}) => {
  const routes = restOperations.flatMap(({ rest }) => [rest, ...(rest.aliases ?? [])]);
  expect(routes.length).toBeGreaterThan(50);
  for (const { method, path } of routes) {
    for (const base of ["/api/v1", "/api"]) {
      const { status, text } = await ask(
        gateway,
        base + path.replaceAll(/:\w+/g, "x"),
        "evil.example",
        method,
      );
      expect([method, path, status, JSON.parse(text).code]).toEqual([
        method,
        path,
        421,
        "misdirected_request",
      ]);
    }
  }
});

test("every procedure refuses a foreign host in the form that its client reads", async ({ gateway }) => {
  expect(operations.length).toBeGreaterThan(restOperations.length);
  for (const { name, kind } of operations) {
    const { status, text } = await ask(
      gateway,
      `/trpc/${name}`,
      "evil.example",
      kind === "mutation" ? "POST" : "GET",
    );
    expect([name, status, JSON.parse(text).error.data.code]).toEqual([name, 421, "misdirected_request"]);
  }
});

test("pages refuse a foreign host as a page, files as an error, and a path that is added later too", async ({
  gateway,
}) => {
  const pages = [
    "/",
    "/app",
    "/app/s/x",
    "/pay/tea",
    "/p/pay_x",
    "/leave/x",
    "/receipt/x",
    "/claim/x",
    "/demo",
    "/docs",
    "/docs/api",
    "/new",
  ];
  const files = ["/openapi.json", "/widget/v1/kaspa-pay.js", "/assets/pages.css", "/new.js", "/api/new"];
  for (const path of [...pages, ...files]) {
    const { status, type, text } = await ask(gateway, path, "evil.example");
    expect([path, status, type.includes("html")]).toEqual([path, 421, pages.includes(path)]);
    expect(text).not.toContain("localhost:23499");
  }
});

test("only the names of the public address and of loopback are ours, under any port", async ({ gateway }) => {
  const statusOf = async (host: string, headers = {}) =>
    (await ask(gateway, "/api/v1/server/info", host, "GET", headers)).status;
  for (const host of [
    "localhost:23499",
    "localhost",
    "LOCALHOST:1",
    "a.localhost",
    "127.0.0.1:8080",
    "127.9.9.9",
    "[::1]:3",
  ])
    expect([host, await statusOf(host)]).toEqual([host, 200]);
  for (const host of FOREIGN) expect([host, await statusOf(host)]).toEqual([host, 421]);
  // Without a trusted proxy no header counts as the host that was asked for.
  expect(await statusOf("evil.example", { "x-forwarded-host": "localhost" })).toBe(421);
  expect(await statusOf("localhost", { "x-forwarded-host": "evil.example" })).toBe(200);
});

test("probes answer under any name and show strangers no more than whether to send traffic", async ({
  gateway,
}) => {
  expect((await ask(gateway, "/healthz", "10.1.2.3")).status).toBe(200);
  expect(JSON.parse((await ask(gateway, "/readyz", "evil.example")).text).entries).toEqual([]);
  expect(JSON.parse((await ask(gateway, "/readyz", "localhost")).text).entries.length).toBeGreaterThan(1);
});

describe("a page of another site", () => {
  test("cannot register, whether it was bound to this address or not", async ({ gateway }) => {
    const page = { ...JSON_TYPE, "sec-fetch-site": "same-origin" };
    const email = "rebound@example.com";
    const rebound = await ask(
      gateway,
      "/api/v1/auth/register",
      "evil.example:4210",
      "POST",
      { ...page, origin: "http://evil.example:4210" },
      registration(email),
    );
    expect(rebound.status).toBe(421);
    const foreign = await ask(
      gateway,
      "/api/v1/auth/register",
      "localhost",
      "POST",
      { ...page, origin: "http://evil.example" },
      registration(email),
    );
    expect([foreign.status, JSON.parse(foreign.text).code]).toEqual([403, "origin_not_allowed"]);
    expect(await gateway.sql("select 1 from users where email = $1", [email])).toEqual([]);
  });

  test("cannot change anything without proof, on any route that has no CORS; programs and our own pages can", async ({
    gateway,
  }) => {
    const writes = restOperations.filter(({ rest }) => rest.method !== "GET" && rest.cors === undefined);
    expect(writes.length).toBeGreaterThan(20);
    const headersOf = [
      { origin: "http://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const { rest } of writes) {
      const path = `/api/v1${rest.path.replaceAll(/:\w+/g, "x")}`;
      const body = rest.method === "DELETE" ? "" : "{}";
      for (const headers of headersOf) {
        const answer = await ask(gateway, path, "localhost", rest.method, { ...JSON_TYPE, ...headers }, body);
        expect([path, JSON.parse(answer.text).code]).toEqual([path, "origin_not_allowed"]);
      }

      const own = await ask(
        gateway,
        path,
        "localhost",
        rest.method,
        { ...JSON_TYPE, origin: "http://localhost:23499" },
        body,
      );
      const program = await ask(gateway, path, "localhost", rest.method, JSON_TYPE, body);
      for (const { text } of [own, program]) expect(JSON.parse(text).code).not.toBe("origin_not_allowed");
    }
  });

  test("cannot send the form of a payment link, and our own page can although it hides its origin", async ({
    gateway,
  }) => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const post = async (headers: Record<string, string>) =>
      (await ask(gateway, "/pay/tea", "localhost", "POST", { ...form, ...headers }, "proof=x")).status;
    expect(await post({ origin: "https://evil.example" })).toBe(403);
    expect(await post({ origin: "null", "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await post({ origin: "null", "sec-fetch-site": "same-origin" })).toBe(303);
    expect(await post({ origin: "http://localhost:23499" })).toBe(303);
  });
});

describe("behind a trusted proxy", () => {
  let proxied: TestGateway;
  beforeAll(async () => {
    proxied = await startGateway({
      env: { KP_TRUST_PROXY: "loopback", KP_PUBLIC_URL: "https://pay.example" },
    });
  });
  afterAll(() => proxied.close());

  test("every forwarded name must be ours, and Host counts when there is none", async () => {
    const statusOf = async (host: string, headers = {}) =>
      (await rawRequest(`${proxied.url}/api/v1/server/info`, "GET", { host, ...headers })).status;
    expect(await statusOf("pay.example")).toBe(200);
    expect(await statusOf("PAY.EXAMPLE.:443")).toBe(200);
    expect(await statusOf("gateway:3000", { "x-forwarded-host": "pay.example" })).toBe(200);
    expect(await statusOf("gateway:3000")).toBe(421);
    expect(await statusOf("pay.example", { "x-forwarded-host": "evil.example" })).toBe(421);
    expect(await statusOf("pay.example", { "x-forwarded-host": "pay.example, evil.example" })).toBe(421);
  });
});

describe("the first account", () => {
  const first = async (
    env: NodeJS.ProcessEnv,
    work: (gateway: TestGateway, code: string) => Promise<void>,
  ): Promise<void> => {
    const fresh = await startGateway({ env });
    try {
      await work(fresh, (await fresh.setupCode()) ?? "");
    } finally {
      await fresh.close();
    }
  };
  const register = (to: TestGateway, headers: Record<string, string>, more = {}) =>
    rawRequest(
      `${to.url}/api/v1/auth/register`,
      "POST",
      { ...JSON_TYPE, ...headers },
      registration("owner@example.com", more),
    );
  const asks = async (to: TestGateway, headers: Record<string, string>): Promise<boolean> => {
    const { text } = await rawRequest(`${to.url}/trpc/market.setup`, "GET", headers);
    return JSON.parse(text).result.data.setupCodeNeeded;
  };

  test("needs no code from this machine itself, and then there is none any more", async () => {
    await first({}, async (fresh, code) => {
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      expect(await asks(fresh, { host: "localhost" })).toBe(false);
      expect((await register(fresh, { host: "localhost" })).status).toBe(201);
      expect(await fresh.setupCode()).toBeNull();
      // Whoever comes later is not asked: the policy decides.
      const later = await register(
        fresh,
        { host: "localhost", "x-forwarded-for": "203.0.113.7" },
        { email: "b@example.com" },
      );
      expect(later.status).toBe(201);
    });
  });

  test("needs the code behind any sign of a proxy, also one that is not trusted", async () => {
    await first({}, async (fresh, code) => {
      const signs = [
        "x-forwarded-for",
        "forwarded",
        "via",
        "x-real-ip",
        "x-forwarded-proto",
        "x-forwarded-host",
      ];
      for (const name of signs) {
        const headers = { host: "localhost", [name]: "127.0.0.1" };
        expect(await asks(fresh, headers)).toBe(true);
        const refused = await register(fresh, headers);
        expect(refused.status).toBe(403);
        expect(JSON.parse(refused.text)).toMatchObject({
          code: "forbidden",
          param: "setupCode",
          error: expect.stringMatching("prints it at its start"),
        });
        expect((await register(fresh, headers, { setupCode: "0000-0000-0000" })).status).toBe(403);
      }
      expect(await fresh.sql("select 1 from users")).toEqual([]);
      const typed = { setupCode: code.toLowerCase().replaceAll("-", " ") };
      expect((await register(fresh, { host: "localhost", via: "1.1 proxy" }, typed)).status).toBe(201);
    });
  });

  test("needs the code whenever the public address is not this machine, and a restart asks for the same one", async () => {
    await first({ KP_PUBLIC_URL: "https://pay.example" }, async (fresh, code) => {
      for (const host of ["localhost", "pay.example"])
        expect((await register(fresh, { host })).status).toBe(403);
      const again = await fresh.startAnother({}, { KP_PUBLIC_URL: "https://pay.example" });
      expect(await again.setupCode()).toBe(code);
      expect((await register(fresh, { host: "pay.example" }, { setupCode: code })).status).toBe(201);
    });
  });

  test("is taken as KP_REGISTRATION says, and each refusal names the setting that would open it", async () => {
    const outcome = { first: [201, 403], open: [201, 201], invite: [201, 403], closed: [403, 403] } as const;
    for (const [policy, [one, two]] of Object.entries(outcome)) {
      await first({ KP_REGISTRATION: policy }, async (fresh) => {
        const answers = [
          await register(fresh, { host: "localhost" }),
          await register(fresh, { host: "localhost" }, { email: "b@example.com" }),
        ];
        expect([policy, ...answers.map(({ status }) => status)]).toEqual([policy, one, two]);
        for (const { status, text } of answers)
          if (status === 403) expect(JSON.parse(text).error).toMatch(/KP_REGISTRATION=/);
      });
    }
  });
});
