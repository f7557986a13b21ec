// Wrong passwords of strangers slow strangers down, and nobody else. The clock moves only by tests.

import { beforeEach, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Answer } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

let nowMs = Date.now();
const test = gatewayTest({ parts: { clock: { now: () => nowMs } }, env: { KP_TRUST_PROXY: "127.0.0.1" } });
/** Comparing a password is slow on purpose, and the machine may be slow too. */
const PATIENCE_MS = 240_000;
beforeEach(() => {
  // Reset the counts of the test before.
  nowMs += 16 * 60_000;
});

const from = (ip: string, cookie = "") => ({ "x-forwarded-for": ip, "x-kp-csrf": "1", cookie });
const login = (merchant: Merchant, password: string, ip: string) =>
  merchant.gateway.call("POST", "/api/v1/auth/login", {
    body: { email: merchant.email, password },
    headers: from(ip),
  });
const startSession = (merchant: Merchant, password: string, ip: string, cookie = "") =>
  merchant.gateway.call("POST", "/trpc/auth.startSession", {
    body: { email: merchant.email, password },
    headers: from(ip, cookie),
  });
const deviceOf = ({ headers }: Answer): string =>
  /kp_device=[^;]+/.exec(headers.get("set-cookie") ?? "")?.[0] ?? "";

/** One wrong password of a stranger; time passes until the next may be tried. */
async function attack(merchant: Merchant, at: number): Promise<number> {
  const answer = await login(merchant, "wrong password", `203.0.113.${at}`);
  if (answer.status !== 429) {
    expect(answer.status).toBe(401);
    return 0;
  }
  expect(answer.body).toMatchObject({ code: "rate_limited" });
  const wait = Number(answer.headers.get("retry-after"));
  nowMs += wait * 1_000;
  return wait;
}

test(
  "A-02 the wait of strangers grows to 30 s and more, and ends by itself",
  async ({ merchant }) => {
    const waits: number[] = [];
    for (let at = 0; at < 40; at++) waits.push(await attack(merchant, at));
    const refused = waits.filter((wait) => wait > 0);
    expect(waits.length - refused.length).toBeLessThan(25);
    expect(Math.max(...refused)).toBeGreaterThanOrEqual(30);
    expect(refused.toSorted((a, b) => a - b)).toEqual(refused);
    await login(merchant, "wrong password", "203.0.113.98");
    expect((await login(merchant, PASSWORD, "203.0.113.99")).status).toBe(429);
    nowMs += 91_000;
    expect((await login(merchant, PASSWORD, "203.0.113.99")).status).toBe(200);
  },
  PATIENCE_MS,
);

test(
  "the owner's device signs in at the first try, every time, while strangers fail without end",
  async ({ merchant }) => {
    const first = await startSession(merchant, PASSWORD, "198.51.100.1");
    const device = deviceOf(first);
    expect(first.headers.getSetCookie().find((cookie) => cookie.startsWith("kp_device="))).toMatch(
      /^kp_device=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
    for (let at = 0; at < 20; at++) {
      await attack(merchant, at);
      if (at % 4 !== 3) continue;
      // From addresses that were never seen: what is known is the device.
      expect((await startSession(merchant, PASSWORD, `192.0.2.${at}`, device)).status).toBe(200);
    }
    await login(merchant, "wrong password", "203.0.113.97");
    expect((await startSession(merchant, PASSWORD, "192.0.2.99")).status).toBe(429);
    expect((await startSession(merchant, PASSWORD, "192.0.2.100", device)).status).toBe(200);
  },
  PATIENCE_MS,
);

test(
  "a program that takes tokens has the lane of its known address",
  async ({ merchant }) => {
    expect((await login(merchant, PASSWORD, "198.51.100.7")).status).toBe(200);
    for (let at = 0; at < 12; at++) {
      await attack(merchant, at);
      if (at % 4 === 3) expect((await login(merchant, PASSWORD, "198.51.100.7")).status).toBe(200);
    }
    await login(merchant, "wrong password", "203.0.113.97");
    expect((await login(merchant, PASSWORD, "198.51.100.8")).status).toBe(429);
  },
  PATIENCE_MS,
);

test(
  "a device token of another account, a changed one and an invented one are strangers",
  async ({ gateway, merchant }) => {
    const mallory = await gateway.signUp("mallory");
    const ownerAnswer = await gateway.call("POST", "/trpc/auth.startSession", {
      body: { email: mallory.email, password: PASSWORD },
      headers: from("198.51.100.9"),
    });
    const good = deviceOf(await startSession(merchant, PASSWORD, "198.51.100.1"));
    const strangers = [
      deviceOf(ownerAnswer),
      good.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      `kp_device=${"a".repeat(22)}.${"b".repeat(22)}`,
      "kp_device=",
    ];
    for (let at = 0; at < 6; at++) await attack(merchant, at);
    await login(merchant, "wrong password", "203.0.113.97");
    for (const [at, cookie] of strangers.entries()) {
      expect((await startSession(merchant, PASSWORD, `233.252.0.${at}`, cookie)).status, cookie).toBe(429);
    }
    expect((await startSession(merchant, PASSWORD, "192.0.2.9", good)).status).toBe(200);
  },
  PATIENCE_MS,
);

test("a browser with two accounts is known to both", async ({ gateway, merchant }) => {
  const bob = await gateway.signUp("bob");
  const sign = (email: string, cookie: string) =>
    gateway.call("POST", "/trpc/auth.startSession", {
      body: { email, password: PASSWORD },
      headers: from("198.51.100.1", cookie),
    });
  const both = deviceOf(await sign(bob.email, deviceOf(await sign(merchant.email, ""))));
  for (let at = 0; at < 6; at++) await attack(merchant, at);
  await login(merchant, "wrong password", "203.0.113.97");
  expect((await startSession(merchant, PASSWORD, "192.0.2.1", both)).status).toBe(200);
}, 120_000);
