// Forgotten passwords, and the mails that the owner of an account gets, over a real mail server.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Letter, type Mailbox, openMailbox } from "../receive/mailbox.ts";
import { type Answer, type House, type Merchant, openHouse, PASSWORD } from "./house.ts";

let mailbox: Mailbox;
let house: House;
let nowMs = Date.now();
let alice: Merchant;
beforeAll(async () => {
  mailbox = await openMailbox();
  house = await openHouse(
    { clock: { now: () => nowMs } },
    { SMTP_URL: mailbox.url, KP_TRUST_PROXY: "127.0.0.1" },
  );
});
let people = 0;
beforeEach(async () => {
  nowMs += 60 * 60_000;
  alice = await house.signUp(`alice${people++}`);
});
afterAll(async () => {
  await house.close();
  mailbox.close();
});

const post = (path: string, body: unknown, as?: string, headers: Record<string, string> = {}) =>
  house.call("POST", `/api/v1${path}`, { body, as, headers });
const forgot = (email: string): Promise<Answer> => post("/auth/password/forgot", { email });
const reset = (token: string, newPassword: string) => post("/auth/password/reset", { token, newPassword });
const login = (email: string, password: string, ip = "127.0.0.1") =>
  post("/auth/login", { email, password }, undefined, { "x-forwarded-for": ip });

/** Letters to this person, once all that was begun is sent. */
async function lettersTo(email: string): Promise<readonly Letter[]> {
  await house.gateway.useCases.background.idle();
  return mailbox.letters.filter(({ to }) => to === email);
}

/** The token of the newest reset link, as a mail program would show it. */
async function tokenOf(email: string): Promise<string> {
  const letters = await lettersTo(email);
  const plain = (letters.at(-1)?.text ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "=");
  return /\/app\/reset#([\w-]+)/.exec(plain)?.[1] ?? "";
}

/** Asks for a link when the last one is old enough. */
async function newToken(email: string): Promise<string> {
  nowMs += 6 * 60_000;
  expect((await forgot(email)).status).toBe(202);
  return tokenOf(email);
}

describe("A-13 a reset link", () => {
  test("works once, and voids every other link and session of the account", async () => {
    const [first, second, third] = [
      await newToken(alice.email),
      await newToken(alice.email),
      await newToken(alice.email),
    ];
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await reset(second ?? "", "eight green lanterns")).status).toBe(200);
    for (const used of [first, second, third]) {
      expect((await reset(used ?? "", "nine blue umbrellas")).status).toBe(401);
    }
    expect((await house.call("GET", "/api/v1/auth/me", { as: alice.token })).status).toBe(401);
    expect((await login(alice.email, "eight green lanterns")).status).toBe(200);
    expect((await login(alice.email, "nine blue umbrellas")).status).toBe(401);
  });

  test("is void after the password was changed", async () => {
    const token = await newToken(alice.email);
    const change = { password: PASSWORD, newPassword: "eight green lanterns" };
    expect((await post("/auth/password/change", change, alice.token)).status).toBe(200);
    expect((await reset(token, "nine blue umbrellas")).status).toBe(401);
  });

  test("is over after an hour, and its row is swept", async () => {
    const token = await newToken(alice.email);
    nowMs += 60 * 60_000;
    expect((await reset(token, "nine blue umbrellas")).status).toBe(401);
    nowMs += 25 * 60 * 60_000;
    await house.gateway.workers.cleanup.tick();
    expect(await house.sql("select count(*)::int as n from password_resets")).toEqual([{ n: 0 }]);
  });

  test("leaves its token in no log: not when it is used, nor in the path of a link of old mails", async () => {
    const token = await newToken(alice.email);
    await house.call("GET", `/app/reset/${token}`);
    await reset(token, "eight green lanterns");
    expect(token.length).toBeGreaterThan(40);
    expect(house.log.join("")).toContain("/app/reset/…");
    expect(house.log.join("")).not.toContain(token);
  });
});

describe("A-06 asking for a link", () => {
  test("mails an account once in five minutes, whoever asks how often", async () => {
    for (let at = 0; at < 13; at++) expect((await forgot(alice.email)).status).toBe(202);
    expect(await lettersTo(alice.email)).toHaveLength(1);
    nowMs += 5 * 60_000;
    await Promise.all([forgot(alice.email), forgot(alice.email), forgot(alice.email)]);
    expect(await lettersTo(alice.email)).toHaveLength(2);
  });

  test("is answered before any of its work: a mail server that is down changes nothing", async () => {
    const deaf = await openHouse({}, { SMTP_URL: "smtp://127.0.0.1:1" });
    try {
      const carol = await deaf.signUp("carol");
      const ask = (email: string) => deaf.call("POST", "/api/v1/auth/password/forgot", { body: { email } });
      const [known, unknown] = [await ask(carol.email), await ask("nobody@example.com")];
      expect([known.status, unknown.status]).toEqual([202, 202]);
      expect(known.body).toEqual(unknown.body);
      await deaf.gateway.useCases.background.idle();
      expect(deaf.log.join("")).toContain("mail not sent");
    } finally {
      await deaf.close();
    }
  }, 120_000);

  test("what was asked for is mailed although the server stops", async () => {
    const stopping = await openHouse({}, { SMTP_URL: mailbox.url });
    const dora = await stopping.signUp("dora");
    await stopping.call("POST", "/api/v1/auth/password/forgot", { body: { email: dora.email } });
    await stopping.close();
    expect(mailbox.letters.filter(({ to }) => to === dora.email)).toHaveLength(1);
  }, 120_000);
});

describe("the owner hears of what a thief would do silently", () => {
  const subjects = async (): Promise<string[]> =>
    (await lettersTo(alice.email)).map(({ text }) => /^Subject: (.*)\r$/m.exec(text)?.[1] ?? "");

  test("a sign-in from a new device or address, not from a known one", async () => {
    expect((await login(alice.email, PASSWORD)).status).toBe(200);
    expect(await subjects()).toEqual([]);
    expect((await login(alice.email, PASSWORD, "203.0.113.5")).status).toBe(200);
    expect(await subjects()).toEqual(["New sign-in to kaspa-pay"]);
    const sign = (cookie: string) =>
      house.call("POST", "/trpc/auth.startSession", {
        body: { email: alice.email, password: PASSWORD },
        headers: { "x-kp-csrf": "1", cookie },
      });
    const first = await sign("");
    expect(await subjects()).toHaveLength(2);
    await sign(/kp_device=[^;]+/.exec(first.headers.get("set-cookie") ?? "")?.[0] ?? "");
    expect(await subjects()).toHaveLength(2);
  });

  test("a changed password, a reset one and a new key, each once", async () => {
    expect((await post("/api-keys", { name: "Cash desk" }, alice.token)).status).toBe(201);
    const again = { "idempotency-key": "key-1" };
    for (let at = 0; at < 2; at++) await post("/api-keys", { name: "Office" }, alice.token, again);
    await post(
      "/auth/password/change",
      { password: PASSWORD, newPassword: "eight green lanterns" },
      alice.token,
    );
    await reset(await newToken(alice.email), "nine blue umbrellas");
    const shop = alice.email.split("@")[0];
    expect(await subjects()).toEqual([
      `A new API key of Shop of ${shop}`,
      `A new API key of Shop of ${shop}`,
      "Your kaspa-pay password was changed",
      "Reset your kaspa-pay password",
      "Your kaspa-pay password was reset",
    ]);
  });

  test("the security log shows all of it to the person, page by page, and to nobody else", async () => {
    await post("/api-keys", { name: "Cash desk" }, alice.token);
    await newToken(alice.email);
    const { token } = (await post("/auth/step-up", { password: PASSWORD }, alice.token)).body;
    const read = (as: string, query = "") => house.call("GET", `/api/v1/auth/security-log${query}`, { as });
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
    const bob = await house.signUp(`bob${people++}`);
    expect((await read(bob.token)).body.data).toHaveLength(1);
    expect((await read(alice.key)).status).toBe(403);
  });
});

test("GET /auth/me by a key shows its store and itself, and no more than its scopes", async () => {
  const { key } = (await post("/api-keys", { name: "Narrow", scopes: ["links:read"] }, alice.token)).body;
  await post("/api-keys", { name: "Newer" }, alice.token);
  const { status, body } = await house.call("GET", "/api/v1/auth/me", { as: key });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: alice.storeId, email: "", kaspaAddress: null, storeId: alice.storeId });
  expect(body.apiKey).toBe(`kp_test_…${key.slice(-4)}`);
  expect(body.stores.map(({ id }: { id: string }) => id)).toEqual([alice.storeId]);
  const all = await house.call("GET", "/api/v1/auth/me", { as: alice.key });
  expect(all.body.kaspaAddress).toMatch(/^kaspasim:/);
});
