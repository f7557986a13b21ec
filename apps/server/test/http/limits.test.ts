import { afterEach, describe, expect, test } from "vitest";
import { type Running, startHttp, TEST_KEY } from "./harness.ts";

let server: Running;
afterEach(() => server.stop());

const json = { "content-type": "application/json" };

/** A fresh client address at each call. */
function addresses(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `10.0.0.${last}`;
  };
}

async function statuses(count: number, call: () => Promise<Response>): Promise<number[]> {
  const all = await Promise.all(Array.from({ length: count }, call));
  await Promise.all(all.map((answer) => answer.text()));
  return all.map((answer) => answer.status);
}

describe("limits", () => {
  test("B-01 of 1,000 public creates from one address in a minute at most 14 go through", async () => {
    server = await startHttp({ limits: { createPerMinute: 4, createBurst: 10 } });
    const body = JSON.stringify({ paymentLinkSlug: "plan-abc" });
    const all = await statuses(1000, () =>
      fetch(`${server.base}/api/v1/payments`, { method: "POST", headers: json, body }),
    );
    expect(all.filter((status) => status === 201)).toHaveLength(14);
    expect(all.filter((status) => status === 429)).toHaveLength(986);
  });

  test("B-02 a link takes 60 an hour, from however many addresses", async () => {
    server = await startHttp({ trustProxy: ["loopback"] });
    const nextAddress = addresses();
    const create = () =>
      fetch(`${server.base}/api/v1/payments`, {
        method: "POST",
        headers: { ...json, "x-forwarded-for": nextAddress() },
        body: JSON.stringify({ paymentLinkSlug: "plan-abc" }),
      });
    const all = await statuses(100, create);
    expect(all.filter((status) => status === 201)).toHaveLength(60);
  });

  test("B-02 the door of the dashboard is no way round it", async () => {
    server = await startHttp({ limits: { createPerLinkPerHour: 3 } });
    const create = () =>
      fetch(`${server.base}/trpc/payments.create`, {
        method: "POST",
        headers: { ...json, "x-kp-csrf": "1" },
        body: JSON.stringify({ paymentLinkSlug: "plan-abc" }),
      });
    const all = await statuses(10, create);
    expect(all.filter((status) => status === 200)).toHaveLength(3);
  });

  test("A-03 a forged X-Forwarded-For counts for nothing without a trusted proxy", async () => {
    server = await startHttp({ limits: { loginPerMinute: 5 } });
    const nextAddress = addresses();
    const login = () =>
      fetch(`${server.base}/api/v1/auth/login`, {
        method: "POST",
        headers: { ...json, "x-forwarded-for": nextAddress() },
        body: JSON.stringify({ email: "a@b.example", password: "wrong" }),
      });
    const all = await statuses(20, login);
    expect(all.filter((status) => status === 200)).toHaveLength(5);
    expect(server.fake.calls[0]?.caller.ip).toMatch(/127\.0\.0\.1$/);
  });

  test("A-01 sign-ins in one tRPC batch count one by one, together with those over REST", async () => {
    server = await startHttp({ limits: { loginPerMinute: 5 } });
    const paths = Array.from({ length: 6 }, () => "auth.startSession").join(",");
    const one = { email: "a@b.example", password: "wrong" };
    const answer = await fetch(`${server.base}/trpc/${paths}?batch=1`, {
      method: "POST",
      headers: { ...json, "x-kp-csrf": "1" },
      body: JSON.stringify({ 0: one, 1: one, 2: one, 3: one, 4: one, 5: one }),
    });
    expect(answer.status).toBe(429);
    expect(server.fake.calls).toHaveLength(0);
    const rest = await fetch(`${server.base}/api/v1/auth/login`, {
      method: "POST",
      headers: json,
      body: JSON.stringify(one),
    });
    expect(rest.status).toBe(429);
  });

  test("keys see their limits in headers; reads and writes are counted apart", async () => {
    server = await startHttp({ limits: { writesPerMinute: 2 } });
    const headers = { ...json, authorization: `Bearer ${TEST_KEY}` };
    const body = JSON.stringify({ title: "a", amount: "1" });
    const create = () => fetch(`${server.base}/api/v1/links`, { method: "POST", headers, body });
    const first = await create();
    expect(first.headers.get("ratelimit-limit")).toBe("2");
    expect(first.headers.get("ratelimit-remaining")).toBe("1");
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    await create();
    const third = await create();
    expect(third.status).toBe(429);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await third.json()).toMatchObject({ code: "rate_limited" });
    const list = await fetch(`${server.base}/api/v1/links`, { headers });
    expect(list.status).toBe(200);
    expect(list.headers.get("ratelimit-limit")).toBe("600");
  });
});
