import { afterEach, describe, expect, test } from "vitest";
import { ACTION_BUDGETS } from "../../src/http/limits/settings.ts";
import { operations } from "../../src/http/operations.ts";
import { COOKIE, type Running, startHttp, TEST_KEY } from "./http-server.ts";

let server: Running;
afterEach(() => server?.stop());

const json = { "content-type": "application/json" };
const WRONG = { email: "a@b.example", password: "wrong" };

/** A fresh client address at each call. */
function addresses(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `10.0.0.${last}`;
  };
}

const login = (headers: Record<string, string> = {}, body: unknown = WRONG) =>
  fetch(`${server.base}/api/v1/auth/login`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });

async function statuses(count: number, call: () => Promise<Response>): Promise<number[]> {
  const all = await Promise.all(Array.from({ length: count }, call));
  await Promise.all(all.map((answer) => answer.text()));
  return all.map((answer) => answer.status);
}

const counted = (all: readonly number[], status: number) => all.filter((code) => code === status).length;

describe("clients without proof", () => {
  test("A-03 a forged X-Forwarded-For counts for nothing without a trusted proxy", async () => {
    server = await startHttp({ limits: { loginPerMinute: 5 } });
    const next = addresses();
    const all = await statuses(20, () => login({ "x-forwarded-for": next() }));
    expect(counted(all, 200)).toBe(5);
    expect(server.fake.calls[0]?.caller.ip).toMatch(/127\.0\.0\.1$/);
  });

  test.each([
    ["addresses of one /64", ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:DB8:1:2::a"], 2],
    ["an IPv4 address, written as IPv6 too", ["192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207"], 2],
    ["addresses of two /64", ["2001:db8:1:2::1", "2001:db8:1:3::1"], 2],
  ])("%s are counted as one client each", async (_name, ips, limit) => {
    server = await startHttp({ trustProxy: ["loopback"], limits: { loginPerMinute: limit } });
    const all: number[] = [];
    for (const ip of ips) all.push((await login({ "x-forwarded-for": ip })).status);
    expect(counted(all, 200)).toBe(2);
  });

  test("a malformed sign-in costs no sign-in, only one of the client's own tries", async () => {
    server = await startHttp({ limits: { loginPerMinute: 2, publicWritesPerMinute: 6 } });
    const faulty = await statuses(4, () => login({}, { email: 1 }));
    expect(counted(faulty, 400)).toBe(4);
    expect(await statuses(2, () => login())).toEqual([200, 200]);
    const refused = await login();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("A-01 sign-ins in one tRPC batch count one by one, together with those over REST", async () => {
    server = await startHttp({ limits: { loginPerMinute: 5 } });
    const paths = Array.from({ length: 6 }, () => "auth.startSession").join(",");
    const answer = await fetch(`${server.base}/trpc/${paths}?batch=1`, {
      method: "POST",
      headers: { ...json, "x-kp-csrf": "1" },
      body: JSON.stringify({ ...Array.from({ length: 6 }, () => WRONG) }),
    });
    const results = (await answer.json()) as { error?: { data: { code: string } } }[];
    const refused = results.filter((result) => result.error !== undefined);
    expect(refused.map((result) => result.error?.data.code)).toEqual(["rate_limited"]);
    expect(server.fake.calls).toHaveLength(5);
    expect((await login()).status).toBe(429);
  });

  test("a call without proof is 401 however often it comes, never 429", async () => {
    server = await startHttp({ limits: { loginPerMinute: 1, publicWritesPerMinute: 1 } });
    const stepUp = () =>
      fetch(`${server.base}/api/v1/auth/step-up`, {
        method: "POST",
        headers: json,
        body: '{"password":"x"}',
      });
    expect(await statuses(10, stepUp)).toEqual(Array.from({ length: 10 }, () => 401));
  });

  test("every procedure that anybody may call to change something has a budget", () => {
    const open = operations.filter(({ kind, auth }) => kind === "mutation" && auth.level === "open");
    // Charged by createPayment, where the link is known; verifying changes nothing, so the budget of calls is enough.
    // A claim has the proof of its link, and a wrong one counts as a miss.
    const elsewhere = new Set(["payments.create", "receipts.verify", "claims.claim"]);
    const without = open.filter(({ name }) => !Object.hasOwn(ACTION_BUDGETS, name) && !elsewhere.has(name));
    expect(without.map(({ name }) => name)).toEqual([]);
    const names = new Set(operations.map(({ name }) => name));
    expect(Object.keys(ACTION_BUDGETS).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("callers with proof", () => {
  test("keys see their limits in headers; reads and writes are counted apart, malformed ones too", async () => {
    server = await startHttp({ limits: { writesPerMinute: 3 } });
    const headers = { ...json, authorization: `Bearer ${TEST_KEY}` };
    const body = JSON.stringify({ title: "a", amount: "1" });
    const create = (sent = body) =>
      fetch(`${server.base}/api/v1/links`, { method: "POST", headers, body: sent });
    const first = await create();
    expect(first.headers.get("ratelimit-limit")).toBe("3");
    expect(first.headers.get("ratelimit-remaining")).toBe("2");
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    expect((await create("{}")).status).toBe(400);
    await create();
    const refused = await create();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "rate_limited" });
    const list = await fetch(`${server.base}/api/v1/links`, { headers });
    expect(list.status).toBe(200);
    expect(list.headers.get("ratelimit-limit")).toBe("600");
  });

  test("a session of the dashboard has a budget of its own", async () => {
    server = await startHttp({ limits: { sessionWritesPerMinute: 2 } });
    const headers = { ...json, cookie: COOKIE, "x-kp-csrf": "1" };
    const body = JSON.stringify({ title: "a", amount: "1" });
    const create = () => fetch(`${server.base}/trpc/links.create`, { method: "POST", headers, body });
    expect((await statuses(5, create)).sort()).toEqual([200, 200, 429, 429, 429]);
  });
});
