// Live feeds end with the proof that opened them.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { type Answer, type House, type Merchant, openHouse, PASSWORD } from "./house.ts";

let house: House;
let alice: Merchant;
let nowMs = Date.now();
/** Generous: the server checks a feed once a second, and the machine may be slow. */
const PATIENCE_MS = 120_000;
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => nowMs } });
  alice = await house.signUp("alice");
});
afterAll(() => house.close());

const CSRF = { "x-kp-csrf": "1" };
const FEEDS = operations.filter(({ kind }) => kind === "subscription").map(({ name }) => name);

interface Feed {
  readonly status: number;
  readonly answer: Response;
  /** Reads until the server ends it. */
  ended(): Promise<void>;
  cut(): void;
}

async function openFeed(name: string, headers: Record<string, string>): Promise<Feed> {
  const abort = new AbortController();
  const params = encodeURIComponent(JSON.stringify({ storeId: alice.storeId }));
  const answer = await fetch(`${house.gateway.url}/trpc/${name}?connectionParams=${params}`, {
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
async function session(): Promise<string> {
  const body = { email: alice.email, password: PASSWORD };
  return cookieOf(await house.call("POST", "/trpc/auth.startSession", { body, headers: CSRF }));
}
const act = (cookie: string, name: string, body: unknown = "") =>
  house.call("POST", `/trpc/${name}`, { body, headers: { ...CSRF, cookie } });
const setSettings = (json: string) =>
  house.sql("update stores set settings = settings || $1::jsonb where id = $2", [
    json,
    uuidOf(alice.storeId),
  ]);

test("the router has feeds", () => expect(FEEDS).toContain("live.payments"));

/** What voids the proof of a session; each leaves the account as it was. */
const ENDS: Readonly<Record<string, (cookie: string) => Promise<unknown>>> = {
  "signing out": (cookie) => act(cookie, "auth.logout"),
  "its end from another session": async () => act(await session(), "auth.endOtherSessions"),
  "step-up, which makes a new proof": (cookie) => act(cookie, "auth.stepUp", { password: PASSWORD }),
  "a new password": async (cookie) => {
    const made = await act(cookie, "auth.changePassword", {
      password: PASSWORD,
      newPassword: "eight green lanterns",
    });
    await act(cookieOf(made), "auth.changePassword", {
      password: "eight green lanterns",
      newPassword: PASSWORD,
    });
  },
  "a sign-in inside it": (cookie) =>
    act(cookie, "auth.startSession", { email: alice.email, password: PASSWORD }),
  "its idle time": async () => {
    nowMs += 31 * 60_000;
  },
  "losing the store": async () => {
    const where = `where store_id = '${uuidOf(alice.storeId)}'`;
    await house.sql(`update store_members set role = 'viewer' ${where}`);
  },
  "the store's archiving": () => setSettings('{"archived":true}'),
};

describe.each(FEEDS)("%s", (name) => {
  test.each(Object.keys(ENDS))(
    "ends after %s",
    async (end) => {
      const cookie = await session();
      const feed = await openFeed(name, { cookie });
      expect(feed.status).toBe(200);
      await ENDS[end]?.(cookie);
      await feed.ended();
      await setSettings('{"archived":false}');
      await house.sql("update store_members set role = 'owner'");
    },
    PATIENCE_MS,
  );

  test(
    "ends after its key is revoked, or over",
    async () => {
      const { body: signedIn } = await house.call("POST", "/api/v1/auth/login", {
        body: { email: alice.email, password: PASSWORD },
      });
      const make = async (body: object) =>
        (await house.call("POST", "/api/v1/api-keys", { as: signedIn.token, body })).body;
      const expiresAt = new Date(nowMs + 60_000).toISOString();
      const [revoked, over] = [await make({ name: "A" }), await make({ name: "B", expiresAt })];
      const feeds = await Promise.all(
        [revoked, over].map(({ key }) => openFeed(name, { authorization: `Bearer ${key}` })),
      );
      expect(feeds.map(({ status }) => status)).toEqual([200, 200]);
      await house.call("DELETE", `/api/v1/api-keys/${revoked.id}`, { as: signedIn.token });
      nowMs += 61_000;
      await Promise.all(feeds.map((feed) => feed.ended()));
    },
    PATIENCE_MS,
  );
});

test("a session has at most six feeds; the seventh is refused in words, another session has its own six", async () => {
  const [one, other] = [await session(), await session()];
  const open = (cookie: string, at: number) => openFeed(FEEDS[at % FEEDS.length] ?? "", { cookie });
  const feeds = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => open(one, at)));
  expect(feeds.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const seventh = await open(one, 6);
  const said = await seventh.answer.text();
  expect(said).toMatch(/rate_limited/);
  expect(said).toMatch(/at most 6 open live feeds/);
  const elsewhere = await open(other, 0);
  expect(elsewhere.status).toBe(200);
  for (const feed of [...feeds, elsewhere]) feed.cut();
});

function uuidOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
