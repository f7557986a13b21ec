// Live feeds end with the proof that opened them.

import { describe, expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

let nowMs = Date.now();
const test = gatewayTest({ parts: { clock: { now: () => nowMs } } });
/** Generous: the server checks a feed once a second, and the machine may be slow. */
const PATIENCE_MS = 120_000;

const CSRF = { "x-kp-csrf": "1" };
const FEEDS = operations.filter(({ kind }) => kind === "subscription").map(({ name }) => name);

interface Feed {
  readonly status: number;
  readonly answer: Response;
  /** Reads until the server ends it. */
  ended(): Promise<void>;
  cut(): void;
}

async function openFeed(merchant: Merchant, name: string, headers: Record<string, string>): Promise<Feed> {
  const abort = new AbortController();
  const params = encodeURIComponent(JSON.stringify({ storeId: merchant.storeId }));
  const answer = await fetch(`${merchant.gateway.url}/trpc/${name}?connectionParams=${params}`, {
    headers,
    signal: abort.signal,
  });
  const ended = async () => {
    const reader = answer.body?.getReader();
    try {
      while (!(await reader?.read())?.done);
    } catch (error) {
      expect(abort.signal.aborted, String(error)).toBe(false);
    }
  };
  return { status: answer.status, answer, ended, cut: () => abort.abort() };
}

const cookieOf = ({ headers }: Answer): string =>
  /kp_dev=[^;]*/.exec(headers.get("set-cookie") ?? "")?.[0] ?? "";
async function session(merchant: Merchant): Promise<string> {
  const body = { email: merchant.email, password: PASSWORD };
  return cookieOf(await merchant.gateway.call("POST", "/trpc/auth.startSession", { body, headers: CSRF }));
}
const act = (gateway: TestGateway, cookie: string, name: string, body: unknown = "") =>
  gateway.call("POST", `/trpc/${name}`, { body, headers: { ...CSRF, cookie } });
const setSettings = (merchant: Merchant, json: string) =>
  merchant.gateway.sql("update stores set settings = settings || $1::jsonb where id = $2", [
    json,
    uuidOf(merchant.storeId),
  ]);

test("the router has feeds", () => expect(FEEDS).toContain("live.payments"));

/** What voids the proof of a session; each leaves the account as it was. */
const ENDS: Readonly<Record<string, (merchant: Merchant, cookie: string) => Promise<unknown>>> = {
  "signing out": ({ gateway }, cookie) => act(gateway, cookie, "auth.logout"),
  "its end from another session": async (merchant) =>
    act(merchant.gateway, await session(merchant), "auth.endOtherSessions"),
  "step-up, which makes a new proof": ({ gateway }, cookie) =>
    act(gateway, cookie, "auth.stepUp", { password: PASSWORD }),
  "a new password": async ({ gateway }, cookie) => {
    const made = await act(gateway, cookie, "auth.changePassword", {
      password: PASSWORD,
      newPassword: "eight green lanterns",
    });
    await act(gateway, cookieOf(made), "auth.changePassword", {
      password: "eight green lanterns",
      newPassword: PASSWORD,
    });
  },
  "a sign-in inside it": (merchant, cookie) =>
    act(merchant.gateway, cookie, "auth.startSession", { email: merchant.email, password: PASSWORD }),
  "its idle time": async () => {
    nowMs += 31 * 60_000;
  },
  "losing the store": async (merchant) => {
    const where = `where store_id = '${uuidOf(merchant.storeId)}'`;
    await merchant.gateway.sql(`update store_members set role = 'viewer' ${where}`);
  },
  "the store's archiving": (merchant) => setSettings(merchant, '{"archived":true}'),
};

describe.each(FEEDS)("%s", (name) => {
  test.for(Object.keys(ENDS))(
    "ends after %s",
    { timeout: PATIENCE_MS },
    async (end, { gateway, merchant }) => {
      const cookie = await session(merchant);
      const feed = await openFeed(merchant, name, { cookie });
      expect(feed.status).toBe(200);
      await ENDS[end]?.(merchant, cookie);
      await feed.ended();
      await setSettings(merchant, '{"archived":false}');
      await gateway.sql("update store_members set role = 'owner'");
    },
  );

  test("ends after its key is revoked, or over", { timeout: PATIENCE_MS }, async ({ gateway, merchant }) => {
    const { body: signedIn } = await gateway.call("POST", "/api/v1/auth/login", {
      body: { email: merchant.email, password: PASSWORD },
    });
    const make = async (body: object) =>
      (await gateway.call("POST", "/api/v1/api-keys", { as: signedIn.token, body })).body;
    const expiresAt = new Date(nowMs + 60_000).toISOString();
    const [revoked, over] = [await make({ name: "A" }), await make({ name: "B", expiresAt })];
    const feeds = await Promise.all(
      [revoked, over].map(({ key }) => openFeed(merchant, name, { authorization: `Bearer ${key}` })),
    );
    expect(feeds.map(({ status }) => status)).toEqual([200, 200]);
    await gateway.call("DELETE", `/api/v1/api-keys/${revoked.id}`, { as: signedIn.token });
    nowMs += 61_000;
    await Promise.all(feeds.map((feed) => feed.ended()));
  });
});

test("a session has at most six feeds; the seventh is refused with a text, another session has its own six", async ({
  merchant,
}) => {
  const [one, other] = [await session(merchant), await session(merchant)];
  const open = (cookie: string, at: number) => openFeed(merchant, FEEDS[at % FEEDS.length] ?? "", { cookie });
  const feeds = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => open(one, at)));
  expect(feeds.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const seventh = await open(one, 6);
  const body = await seventh.answer.text();
  expect(body).toMatch(/rate_limited/);
  expect(body).toMatch(/at most 6 open live feeds/);
  const elsewhere = await open(other, 0);
  expect(elsewhere.status).toBe(200);
  for (const feed of [...feeds, elsewhere]) feed.cut();
});

function uuidOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
