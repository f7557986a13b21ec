import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, type House, type Merchant, openHouse, PASSWORD, sayings } from "./house.ts";

let house: House;
let alice: Merchant;
/** Stands still unless a test moves it. */
let nowMs = Date.now();
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => nowMs } }, { KP_TRUST_PROXY: "127.0.0.1" });
  alice = await house.signUp("alice");
});
beforeEach(() => {
  // Reset the counts of the test before.
  nowMs += 16 * 60_000;
});
afterAll(() => house.close());

const CSRF = { "x-kp-csrf": "1" };
const login = (email: string, password: string, ip = "198.51.100.1") =>
  house.call("POST", "/api/v1/auth/login", { body: { email, password }, headers: { "x-forwarded-for": ip } });
const cookieOf = ({ headers }: Answer): string =>
  /kp_dev=[^;]*/.exec(headers.get("set-cookie") ?? "")?.[0] ?? "";
const startSession = async (password = PASSWORD, cookie = "", email = alice.email): Promise<Answer> =>
  house.call("POST", "/trpc/auth.startSession", { body: { email, password }, headers: { ...CSRF, cookie } });
const meBy = (proof: { cookie: string } | { bearer: string }) =>
  "cookie" in proof
    ? house.call("GET", "/trpc/auth.me", { headers: { cookie: proof.cookie } })
    : house.call("GET", "/api/v1/auth/me", { as: proof.bearer });

test("an account that does not exist waits in the same words", async () => {
  const ask = async (email: string) => {
    let last: Answer | undefined;
    for (let at = 0; at < 5; at++) last = await login(email, "wrong password", `192.0.2.${at}`);
    return last as Answer;
  };
  const [known, unknown] = [await ask(alice.email), await ask("nobody@example.com")];
  expect([known.status, unknown.status]).toEqual([429, 429]);
  expect(sayings(known)).toEqual(sayings(unknown));
}, 60_000);

test("A-03 without a trusted proxy X-Forwarded-For is nobody", async () => {
  const plain = await openHouse({ limits: { loginPerMinute: 5 } });
  try {
    const tries = [];
    for (let at = 0; at < 8; at++) {
      tries.push(
        await plain.call("POST", "/api/v1/auth/login", {
          body: { email: `user${at}@example.com`, password: "wrong password" },
          headers: { "x-forwarded-for": `203.0.113.${at}` },
        }),
      );
    }
    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  } finally {
    await plain.close();
  }
});

describe("A-04 every entrance asks for the password", () => {
  const doors: [string, (password: string) => Promise<Answer>][] = [
    ["the dashboard's sign-in", (password) => startSession(password)],
    ["POST /auth/login", (password) => login(alice.email, password)],
    [
      "a tRPC batch",
      (password) =>
        house.call("POST", "/trpc/auth.login,auth.startSession?batch=1", {
          body: { 0: { email: alice.email, password }, 1: { email: alice.email, password } },
          headers: CSRF,
        }),
    ],
    [
      "step-up",
      (password) => house.call("POST", "/api/v1/auth/step-up", { as: alice.token, body: { password } }),
    ],
    [
      "a reset token that was never given out",
      () =>
        house.call("POST", "/api/v1/auth/password/reset", {
          body: { token: "guess", newPassword: "some new words" },
        }),
    ],
  ];
  test.each(doors)("%s refuses a wrong one and mints nothing", async (_name, door) => {
    const before = await house.sql("select count(*)::int as n from sessions");
    const answer = await door("not the password");
    const parts = Array.isArray(answer.body) ? answer.body : [answer.body];
    for (const part of parts) expect(part.error?.data?.code ?? part.code).toBe("unauthorized");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(JSON.stringify(answer.body)).not.toMatch(/eyJ/);
    expect(await house.sql("select count(*)::int as n from sessions")).toEqual(before);
  });

  test("Basic authentication is refused", async () => {
    const basic = Buffer.from(`${alice.email}:${PASSWORD}`).toString("base64");
    const answer = await house.call("GET", "/api/v1/auth/me", {
      headers: { authorization: `Basic ${basic}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe("A-06 who has an account", () => {
  test("a wrong password and an unknown e-mail get the same body, and take as long", async () => {
    const [known, unknown] = [
      await login(alice.email, "wrong password"),
      await login("nobody@example.org", "wrong password"),
    ];
    expect(known.status).toBe(401);
    expect(sayings(known)).toEqual(sayings(unknown));
  });

  test("a forgotten password is answered the same for both", async () => {
    const ask = (email: string) => house.call("POST", "/api/v1/auth/password/forgot", { body: { email } });
    const [known, unknown] = [await ask(alice.email), await ask("nobody@example.net")];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.body).toEqual(unknown.body);
  });

  test("registering a taken e-mail says so, in any case of letters", async () => {
    for (const email of [alice.email, alice.email.toUpperCase()]) {
      const answer = await house.call("POST", "/api/v1/auth/register", {
        body: { email, password: PASSWORD, name: "Again" },
      });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ error: "Email already registered", code: "already_exists" });
    }
  });
});

describe("A-07 session fixation", () => {
  test("signing in gives a new id; a planted one never becomes a session", async () => {
    const planted = "kp_dev=planted-by-somebody-else-0123456789abcdef";
    const started = await startSession(PASSWORD, planted);
    expect(cookieOf(started)).not.toBe(planted);
    expect((await meBy({ cookie: planted })).status).toBe(401);
    expect((await meBy({ cookie: cookieOf(started) })).status).toBe(200);
  });

  test("signing in again inside a session ends the old one: cookie or token", async () => {
    const old = cookieOf(await startSession());
    const fresh = cookieOf(await startSession(PASSWORD, old));
    expect(fresh).not.toBe(old);
    expect((await meBy({ cookie: old })).status).toBe(401);
    expect((await meBy({ cookie: fresh })).status).toBe(200);
    const bearer: string = (await login(alice.email, PASSWORD)).body.token;
    const again = await house.call("POST", "/api/v1/auth/login", {
      body: { email: alice.email, password: PASSWORD },
      as: bearer,
    });
    expect((await meBy({ bearer })).status).toBe(401);
    expect((await meBy({ bearer: again.body.token })).status).toBe(200);
  });

  test("step-up and a new password give a token caller a new token; every copy of the old one is void", async () => {
    const bearer: string = (await login(alice.email, PASSWORD)).body.token;
    const proved = await house.call("POST", "/api/v1/auth/step-up", {
      as: bearer,
      body: { password: PASSWORD },
    });
    const second: string = proved.body.token;
    expect((await meBy({ bearer })).status).toBe(401);
    expect((await meBy({ bearer: second })).body.steppedUpUntil).not.toBeNull();
    const change = (as: string, password: string, newPassword: string) =>
      house.call("POST", "/api/v1/auth/password/change", { as, body: { password, newPassword } });
    const changed = await change(second, PASSWORD, "eight green lanterns");
    const third: string = changed.body.token;
    expect((await meBy({ bearer: second })).status).toBe(401);
    expect((await meBy({ bearer: third })).status).toBe(200);
    expect((await change(third, "eight green lanterns", PASSWORD)).status).toBe(200);
  });

  test("step-up gives a new id and the old one is over", async () => {
    const before = cookieOf(await startSession());
    const proved = await house.call("POST", "/trpc/auth.stepUp", {
      body: { password: PASSWORD },
      headers: { ...CSRF, cookie: before },
    });
    expect(proved.status).toBe(200);
    expect(cookieOf(proved)).not.toBe(before);
    expect((await meBy({ cookie: before })).status).toBe(401);
    expect((await meBy({ cookie: cookieOf(proved) })).status).toBe(200);
  });
});

describe("A-08 the end of a session", () => {
  const open = async () => ({
    cookie: cookieOf(await startSession()),
    other: cookieOf(await startSession()),
    bearer: (await login(alice.email, PASSWORD)).body.token as string,
  });

  test("signing out ends this cookie or token at once, and no other", async () => {
    const { cookie, other, bearer } = await open();
    await house.call("POST", "/trpc/auth.logout", { body: "", headers: { ...CSRF, cookie } });
    expect((await meBy({ cookie })).status).toBe(401);
    expect((await meBy({ cookie: other })).status).toBe(200);
    await house.call("POST", "/api/v1/auth/logout", { as: bearer });
    expect((await meBy({ bearer })).status).toBe(401);
  });

  test("a changed password ends all other cookies and tokens at once", async () => {
    const { cookie, other, bearer } = await open();
    const changed = await house.call("POST", "/trpc/auth.changePassword", {
      body: { password: PASSWORD, newPassword: "eight green lanterns" },
      headers: { ...CSRF, cookie },
    });
    expect(changed.status).toBe(200);
    const renewed = cookieOf(changed);
    expect((await meBy({ cookie })).status).toBe(401);
    expect((await meBy({ cookie: renewed })).status).toBe(200);
    expect((await meBy({ cookie: other })).status).toBe(401);
    expect((await meBy({ bearer })).status).toBe(401);
    expect((await login(alice.email, PASSWORD)).status).toBe(401);
    expect((await login(alice.email, "eight green lanterns")).status).toBe(200);
    await house.call("POST", "/trpc/auth.changePassword", {
      body: { password: "eight green lanterns", newPassword: PASSWORD },
      headers: { ...CSRF, cookie: renewed },
    });
  });

  test("sign out everywhere ends tokens too", async () => {
    const { cookie, other, bearer } = await open();
    await house.call("POST", "/trpc/auth.endOtherSessions", { body: "", headers: { ...CSRF, cookie } });
    expect([(await meBy({ cookie: other })).status, (await meBy({ bearer })).status]).toEqual([401, 401]);
  });
});

test.each([
  ["common", "password1234", "most common"],
  ["too short", "a1b2c3", "at least 8"],
  ["too long", "x".repeat(257), "at most 256"],
  ["made of the shop's name", "shopofmallory1", "names that others can guess"],
])("a %s password is refused with the cure", async (_name, password, words) => {
  const answer = await house.call("POST", "/api/v1/auth/register", {
    body: { email: "mallory@example.com", password, name: "Shopofmallory" },
  });
  expect([400, 422]).toContain(answer.status);
  expect(answer.body.param).toBe("password");
  expect(answer.body.error).toContain(words);
});
