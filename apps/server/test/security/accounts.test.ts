import { beforeEach, describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { type Answer, errorBody } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

/** Stands still unless a test moves it. */
let nowMs = Date.now();
const test = gatewayTest({ parts: { clock: { now: () => nowMs } }, env: { KP_TRUST_PROXY: "127.0.0.1" } });
beforeEach(() => {
  // Reset the counts of the test before.
  nowMs += 16 * 60_000;
});

const CSRF = { "x-kp-csrf": "1" };
const login = (gateway: TestGateway, email: string, password: string, ip = "198.51.100.1") =>
  gateway.call("POST", "/api/v1/auth/login", {
    body: { email, password },
    headers: { "x-forwarded-for": ip },
  });
const cookieOf = ({ headers }: Answer): string =>
  /kp_dev=[^;]*/.exec(headers.get("set-cookie") ?? "")?.[0] ?? "";
const startSession = async (
  merchant: Merchant,
  password = PASSWORD,
  cookie = "",
  email = merchant.email,
): Promise<Answer> =>
  merchant.gateway.call("POST", "/trpc/auth.startSession", {
    body: { email, password },
    headers: { ...CSRF, cookie },
  });
const meBy = (gateway: TestGateway, proof: { cookie: string } | { bearer: string }) =>
  "cookie" in proof
    ? gateway.call("GET", "/trpc/auth.me", { headers: { cookie: proof.cookie } })
    : gateway.call("GET", "/api/v1/auth/me", { as: proof.bearer });

test("an account that does not exist waits in the same words", async ({ gateway, merchant }) => {
  const ask = async (email: string) => {
    let last: Answer | undefined;
    for (let at = 0; at < 5; at++) last = await login(gateway, email, "wrong password", `192.0.2.${at}`);
    return last as Answer;
  };
  const [known, unknown] = [await ask(merchant.email), await ask("nobody@example.com")];
  expect([known.status, unknown.status]).toEqual([429, 429]);
  expect(errorBody(known)).toEqual(errorBody(unknown));
}, 60_000);

test("A-03 without a trusted proxy X-Forwarded-For is ignored", async () => {
  const plain = await startGateway({ parts: { limits: { loginPerMinute: 5 } } });
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

describe("A-04 every route asks for the password", () => {
  const doors: [string, (merchant: Merchant, password: string) => Promise<Answer>][] = [
    ["the dashboard's sign-in", (merchant, password) => startSession(merchant, password)],
    ["POST /auth/login", (merchant, password) => login(merchant.gateway, merchant.email, password)],
    [
      "a tRPC batch",
      (merchant, password) =>
        merchant.gateway.call("POST", "/trpc/auth.login,auth.startSession?batch=1", {
          body: { 0: { email: merchant.email, password }, 1: { email: merchant.email, password } },
          headers: CSRF,
        }),
    ],
    [
      "step-up",
      (merchant, password) =>
        merchant.gateway.call("POST", "/api/v1/auth/step-up", { as: merchant.token, body: { password } }),
    ],
    [
      "a reset token that was never given out",
      ({ gateway }) =>
        gateway.call("POST", "/api/v1/auth/password/reset", {
          body: { token: "guess", newPassword: "some new words" },
        }),
    ],
  ];
  test.for(doors)(
    "%s refuses a wrong one and mints nothing",
    async ([_name, door], { gateway, merchant }) => {
      const before = await gateway.sql("select count(*)::int as n from sessions");
      const answer = await door(merchant, "not the password");
      const parts = Array.isArray(answer.body) ? answer.body : [answer.body];
      for (const part of parts) expect(part.error?.data?.code ?? part.code).toBe("unauthorized");
      expect(answer.headers.get("set-cookie")).toBeNull();
      expect(JSON.stringify(answer.body)).not.toMatch(/eyJ/);
      expect(await gateway.sql("select count(*)::int as n from sessions")).toEqual(before);
    },
  );

  test("Basic authentication is refused", async ({ gateway, merchant }) => {
    const basic = Buffer.from(`${merchant.email}:${PASSWORD}`).toString("base64");
    const answer = await gateway.call("GET", "/api/v1/auth/me", {
      headers: { authorization: `Basic ${basic}` },
    });
    expect(answer.status).toBe(401);
  });
});

describe("A-06 who has an account", () => {
  test("a wrong password and an unknown e-mail get the same body, and take as long", async ({
    gateway,
    merchant,
  }) => {
    const [known, unknown] = [
      await login(gateway, merchant.email, "wrong password"),
      await login(gateway, "nobody@example.org", "wrong password"),
    ];
    expect(known.status).toBe(401);
    expect(errorBody(known)).toEqual(errorBody(unknown));
  });

  test("a forgotten password is answered the same for both", async ({ gateway, merchant }) => {
    const ask = (email: string) => gateway.call("POST", "/api/v1/auth/password/forgot", { body: { email } });
    const [known, unknown] = [await ask(merchant.email), await ask("nobody@example.net")];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.body).toEqual(unknown.body);
  });

  test("registering a taken e-mail says so, in any case of letters", async ({ gateway, merchant }) => {
    for (const email of [merchant.email, merchant.email.toUpperCase()]) {
      const answer = await gateway.call("POST", "/api/v1/auth/register", {
        body: { email, password: PASSWORD, name: "Again" },
      });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ error: "Email already registered", code: "already_exists" });
    }
  });
});

describe("A-07 session fixation", () => {
  test("signing in gives a new id; a planted one never becomes a session", async ({ gateway, merchant }) => {
    const planted = "kp_dev=planted-by-somebody-else-0123456789abcdef";
    const started = await startSession(merchant, PASSWORD, planted);
    expect(cookieOf(started)).not.toBe(planted);
    expect((await meBy(gateway, { cookie: planted })).status).toBe(401);
    expect((await meBy(gateway, { cookie: cookieOf(started) })).status).toBe(200);
  });

  test("signing in again inside a session ends the old one: cookie or token", async ({
    gateway,
    merchant,
  }) => {
    const old = cookieOf(await startSession(merchant));
    const fresh = cookieOf(await startSession(merchant, PASSWORD, old));
    expect(fresh).not.toBe(old);
    expect((await meBy(gateway, { cookie: old })).status).toBe(401);
    expect((await meBy(gateway, { cookie: fresh })).status).toBe(200);
    const bearer: string = (await login(gateway, merchant.email, PASSWORD)).body.token;
    const again = await gateway.call("POST", "/api/v1/auth/login", {
      body: { email: merchant.email, password: PASSWORD },
      as: bearer,
    });
    expect((await meBy(gateway, { bearer })).status).toBe(401);
    expect((await meBy(gateway, { bearer: again.body.token })).status).toBe(200);
  });

  test("step-up and a new password give a token caller a new token; every copy of the old one is void", async ({
    gateway,
    merchant,
  }) => {
    const bearer: string = (await login(gateway, merchant.email, PASSWORD)).body.token;
    const proved = await gateway.call("POST", "/api/v1/auth/step-up", {
      as: bearer,
      body: { password: PASSWORD },
    });
    const second: string = proved.body.token;
    expect((await meBy(gateway, { bearer })).status).toBe(401);
    expect((await meBy(gateway, { bearer: second })).body.steppedUpUntil).not.toBeNull();
    const change = (as: string, password: string, newPassword: string) =>
      gateway.call("POST", "/api/v1/auth/password/change", { as, body: { password, newPassword } });
    const changed = await change(second, PASSWORD, "eight green lanterns");
    const third: string = changed.body.token;
    expect((await meBy(gateway, { bearer: second })).status).toBe(401);
    expect((await meBy(gateway, { bearer: third })).status).toBe(200);
    expect((await change(third, "eight green lanterns", PASSWORD)).status).toBe(200);
  });

  test("step-up gives a new id and the old one is over", async ({ gateway, merchant }) => {
    const before = cookieOf(await startSession(merchant));
    const proved = await gateway.call("POST", "/trpc/auth.stepUp", {
      body: { password: PASSWORD },
      headers: { ...CSRF, cookie: before },
    });
    expect(proved.status).toBe(200);
    expect(cookieOf(proved)).not.toBe(before);
    expect((await meBy(gateway, { cookie: before })).status).toBe(401);
    expect((await meBy(gateway, { cookie: cookieOf(proved) })).status).toBe(200);
  });
});

describe("A-08 the end of a session", () => {
  const open = async (merchant: Merchant) => ({
    cookie: cookieOf(await startSession(merchant)),
    other: cookieOf(await startSession(merchant)),
    bearer: (await login(merchant.gateway, merchant.email, PASSWORD)).body.token as string,
  });

  test("signing out ends this cookie or token at once, and no other", async ({ gateway, merchant }) => {
    const { cookie, other, bearer } = await open(merchant);
    await gateway.call("POST", "/trpc/auth.logout", { body: "", headers: { ...CSRF, cookie } });
    expect((await meBy(gateway, { cookie })).status).toBe(401);
    expect((await meBy(gateway, { cookie: other })).status).toBe(200);
    await gateway.call("POST", "/api/v1/auth/logout", { as: bearer });
    expect((await meBy(gateway, { bearer })).status).toBe(401);
  });

  test("a changed password ends all other cookies and tokens at once", async ({ gateway, merchant }) => {
    const { cookie, other, bearer } = await open(merchant);
    const changed = await gateway.call("POST", "/trpc/auth.changePassword", {
      body: { password: PASSWORD, newPassword: "eight green lanterns" },
      headers: { ...CSRF, cookie },
    });
    expect(changed.status).toBe(200);
    const renewed = cookieOf(changed);
    expect((await meBy(gateway, { cookie })).status).toBe(401);
    expect((await meBy(gateway, { cookie: renewed })).status).toBe(200);
    expect((await meBy(gateway, { cookie: other })).status).toBe(401);
    expect((await meBy(gateway, { bearer })).status).toBe(401);
    expect((await login(gateway, merchant.email, PASSWORD)).status).toBe(401);
    expect((await login(gateway, merchant.email, "eight green lanterns")).status).toBe(200);
    await gateway.call("POST", "/trpc/auth.changePassword", {
      body: { password: "eight green lanterns", newPassword: PASSWORD },
      headers: { ...CSRF, cookie: renewed },
    });
  });

  test("sign out everywhere ends tokens too", async ({ gateway, merchant }) => {
    const { cookie, other, bearer } = await open(merchant);
    await gateway.call("POST", "/trpc/auth.endOtherSessions", { body: "", headers: { ...CSRF, cookie } });
    expect([
      (await meBy(gateway, { cookie: other })).status,
      (await meBy(gateway, { bearer })).status,
    ]).toEqual([401, 401]);
  });
});

test.for([
  ["common", "password1234", "most common"],
  ["too short", "a1b2c3", "at least 8"],
  ["too long", "x".repeat(257), "at most 256"],
  ["made of the shop's name", "shopofmallory1", "names that others can guess"],
])("a %s password is refused with the cure", async ([_name, password, words], { gateway }) => {
  const answer = await gateway.call("POST", "/api/v1/auth/register", {
    body: { email: "mallory@example.com", password, name: "Shopofmallory" },
  });
  expect([400, 422]).toContain(answer.status);
  expect(answer.body.param).toBe("password");
  expect(answer.body.error).toContain(words);
});
