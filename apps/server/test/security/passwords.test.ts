// Forgotten passwords, and the mails that the owner of an account gets, over a real mail server.

import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Letter } from "../support/mailbox.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

let nowMs = Date.now();
const test = gatewayTest({
  parts: { clock: { now: () => nowMs } },
  env: { KP_TRUST_PROXY: "127.0.0.1" },
  mail: true,
  keepLog: true,
});
let alice: Merchant;
let people = 0;
test.beforeEach(async ({ gateway }) => {
  nowMs += 60 * 60_000;
  alice = await gateway.signUp(`alice${people++}`);
});

const post = (
  gateway: TestGateway,
  path: string,
  body: unknown,
  as?: string,
  headers: Record<string, string> = {},
) => gateway.call("POST", `/api/v1${path}`, { body, as, headers });
const forgot = (gateway: TestGateway, email: string): Promise<Answer> =>
  post(gateway, "/auth/password/forgot", { email });
const reset = (gateway: TestGateway, token: string, newPassword: string) =>
  post(gateway, "/auth/password/reset", { token, newPassword });
const login = (gateway: TestGateway, email: string, password: string, ip = "127.0.0.1") =>
  post(gateway, "/auth/login", { email, password }, undefined, { "x-forwarded-for": ip });

/** Letters to this person, once all that was begun is sent. */
async function lettersTo(gateway: TestGateway, email: string): Promise<readonly Letter[]> {
  await gateway.useCases.background.idle();
  return gateway.mailbox.letters.filter(({ to }) => to === email);
}

/** The token of the newest reset link, as a mail program would show it. */
async function tokenOf(gateway: TestGateway, email: string): Promise<string> {
  const letters = await lettersTo(gateway, email);
  const plain = (letters.at(-1)?.text ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "=");
  return /\/app\/reset#([\w-]+)/.exec(plain)?.[1] ?? "";
}

/** Asks for a link when the last one is old enough. */
async function newToken(gateway: TestGateway, email: string): Promise<string> {
  nowMs += 6 * 60_000;
  expect((await forgot(gateway, email)).status).toBe(202);
  return tokenOf(gateway, email);
}

describe("A-13 a reset link", () => {
  test("works once, and voids every other link and session of the account", async ({ gateway }) => {
    const [first, second, third] = [
      await newToken(gateway, alice.email),
      await newToken(gateway, alice.email),
      await newToken(gateway, alice.email),
    ];
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await reset(gateway, second ?? "", "eight green lanterns")).status).toBe(200);
    for (const used of [first, second, third]) {
      expect((await reset(gateway, used ?? "", "nine blue umbrellas")).status).toBe(401);
    }
    expect((await gateway.call("GET", "/api/v1/auth/me", { as: alice.token })).status).toBe(401);
    expect((await login(gateway, alice.email, "eight green lanterns")).status).toBe(200);
    expect((await login(gateway, alice.email, "nine blue umbrellas")).status).toBe(401);
  });

  test("is void after the password was changed", async ({ gateway }) => {
    const token = await newToken(gateway, alice.email);
    const change = { password: PASSWORD, newPassword: "eight green lanterns" };
    expect((await post(gateway, "/auth/password/change", change, alice.token)).status).toBe(200);
    expect((await reset(gateway, token, "nine blue umbrellas")).status).toBe(401);
  });

  test("is over after an hour, and its row is swept", async ({ gateway }) => {
    const token = await newToken(gateway, alice.email);
    nowMs += 60 * 60_000;
    expect((await reset(gateway, token, "nine blue umbrellas")).status).toBe(401);
    nowMs += 25 * 60 * 60_000;
    await gateway.workers.cleanup.tick();
    expect(await gateway.sql("select count(*)::int as n from password_resets")).toEqual([{ n: 0 }]);
  });

  test("leaves its token in no log: not when it is used, nor in the path of a link of old mails", async ({
    gateway,
  }) => {
    const token = await newToken(gateway, alice.email);
    await gateway.call("GET", `/app/reset/${token}`);
    await reset(gateway, token, "eight green lanterns");
    expect(token.length).toBeGreaterThan(40);
    expect(gateway.log.join("")).toContain("/app/reset/…");
    expect(gateway.log.join("")).not.toContain(token);
  });
});

describe("A-06 asking for a link", () => {
  test("mails an account once in five minutes, however often it is asked", async ({ gateway }) => {
    for (let at = 0; at < 13; at++) expect((await forgot(gateway, alice.email)).status).toBe(202);
    expect(await lettersTo(gateway, alice.email)).toHaveLength(1);
    nowMs += 5 * 60_000;
    await Promise.all([
      forgot(gateway, alice.email),
      forgot(gateway, alice.email),
      forgot(gateway, alice.email),
    ]);
    expect(await lettersTo(gateway, alice.email)).toHaveLength(2);
  });

  test("is answered before any of its work: a mail server that is down changes nothing", async () => {
    const withoutMail = await startGateway({ env: { SMTP_URL: "smtp://127.0.0.1:1" }, keepLog: true });
    try {
      const carol = await withoutMail.signUp("carol");
      const ask = (email: string) =>
        withoutMail.call("POST", "/api/v1/auth/password/forgot", { body: { email } });
      const [known, unknown] = [await ask(carol.email), await ask("nobody@example.com")];
      expect([known.status, unknown.status]).toEqual([202, 202]);
      expect(known.body).toEqual(unknown.body);
      await withoutMail.useCases.background.idle();
      expect(withoutMail.log.join("")).toContain("mail not sent");
    } finally {
      await withoutMail.close();
    }
  }, 120_000);

  test("what was asked for is mailed although the server stops", async ({ mailbox }) => {
    const stopping = await startGateway({ env: { SMTP_URL: mailbox.url } });
    const dora = await stopping.signUp("dora");
    await stopping.call("POST", "/api/v1/auth/password/forgot", { body: { email: dora.email } });
    await stopping.close();
    expect(mailbox.letters.filter(({ to }) => to === dora.email)).toHaveLength(1);
  }, 120_000);
});

describe("the owner is notified of changes that somebody else could make silently", () => {
  const subjects = async (gateway: TestGateway): Promise<string[]> =>
    (await lettersTo(gateway, alice.email)).map(({ text }) => /^Subject: (.*)\r$/m.exec(text)?.[1] ?? "");

  test("a sign-in from a new device or address, not from a known one", async ({ gateway }) => {
    expect((await login(gateway, alice.email, PASSWORD)).status).toBe(200);
    expect(await subjects(gateway)).toEqual([]);
    expect((await login(gateway, alice.email, PASSWORD, "203.0.113.5")).status).toBe(200);
    expect(await subjects(gateway)).toEqual(["New sign-in to kaspa-pay"]);
    const sign = (cookie: string) =>
      gateway.call("POST", "/trpc/auth.startSession", {
        body: { email: alice.email, password: PASSWORD },
        headers: { "x-kp-csrf": "1", cookie },
      });
    const first = await sign("");
    expect(await subjects(gateway)).toHaveLength(2);
    await sign(/kp_device=[^;]+/.exec(first.headers.get("set-cookie") ?? "")?.[0] ?? "");
    expect(await subjects(gateway)).toHaveLength(2);
  });

  test("a changed password, a reset one and a new key, each once", async ({ gateway }) => {
    expect((await post(gateway, "/api-keys", { name: "Cash desk" }, alice.token)).status).toBe(201);
    const again = { "idempotency-key": "key-1" };
    for (let at = 0; at < 2; at++) await post(gateway, "/api-keys", { name: "Office" }, alice.token, again);
    await post(
      gateway,
      "/auth/password/change",
      { password: PASSWORD, newPassword: "eight green lanterns" },
      alice.token,
    );
    await reset(gateway, await newToken(gateway, alice.email), "nine blue umbrellas");
    const nameOfMerchant = alice.email.split("@")[0];
    expect(await subjects(gateway)).toEqual([
      `A new API key of Shop of ${nameOfMerchant}`,
      `A new API key of Shop of ${nameOfMerchant}`,
      "Your kaspa-pay password was changed",
      "Reset your kaspa-pay password",
      "Your kaspa-pay password was reset",
    ]);
  });

  test("the security log shows all of it to the person, page by page, and to nobody else", async ({
    gateway,
  }) => {
    await post(gateway, "/api-keys", { name: "Cash desk" }, alice.token);
    await newToken(gateway, alice.email);
    const { token } = (await post(gateway, "/auth/step-up", { password: PASSWORD }, alice.token)).body;
    const read = (as: string, query = "") => gateway.call("GET", `/api/v1/auth/security-log${query}`, { as });
    const { body } = await read(token);
    expect(body.data.map(({ action }: { action: string }) => action)).toEqual([
      "session.stepped_up",
      "password.reset_asked",
      "api_key.created",
      "account.registered",
    ]);
    expect(body.data[1]).toMatchObject({ actor: "anonymous", ip: "127.0.0.1" });
    const { body: page } = await read(token, "?limit=1");
    expect(page.hasMore).toBe(true);
    const { body: next } = await read(token, `?limit=1&cursor=${page.nextCursor}`);
    expect(next.data[0].action).toBe("password.reset_asked");
    const bob = await gateway.signUp(`bob${people++}`);
    expect((await read(bob.token)).body.data).toHaveLength(1);
    expect((await read(alice.key)).status).toBe(403);
  });
});

test("GET /auth/me by a key shows its store and itself, and no more than its scopes", async ({ gateway }) => {
  const { key } = (await post(gateway, "/api-keys", { name: "Narrow", scopes: ["links:read"] }, alice.token))
    .body;
  await post(gateway, "/api-keys", { name: "Newer" }, alice.token);
  const { status, body } = await gateway.call("GET", "/api/v1/auth/me", { as: key });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: alice.storeId, email: "", kaspaAddress: null, storeId: alice.storeId });
  expect(body.apiKey).toBe(`kp_test_…${key.slice(-4)}`);
  expect(body.stores.map(({ id }: { id: string }) => id)).toEqual([alice.storeId]);
  const all = await gateway.call("GET", "/api/v1/auth/me", { as: alice.key });
  expect(all.body.kaspaAddress).toMatch(/^kaspasim:/);
});
