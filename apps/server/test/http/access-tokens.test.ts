import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { createAccessTokens } from "../../src/http/auth/access-tokens.ts";

const key = new Uint8Array(32).fill(7);
const issuer = "http://localhost:3000";
const clock = { now: () => Date.now() };
const tokens = createAccessTokens(key, issuer, clock);
const soon = () => Date.now() + 60_000;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("access tokens", () => {
  test("a token names its user, its session and the session's generation", async () => {
    const token = await tokens.issue({ userId: "usr_1", sessionId: "ses_1", generation: 3 }, soon());
    expect(await tokens.read(token)).toEqual({ userId: "usr_1", sessionId: "ses_1", generation: 3 });
  });

  test("A-10 garbage, alg none, another key, issuer or audience, and an expired token are refused", async () => {
    const claims = {
      sub: "usr_1",
      sid: "ses_1",
      iss: issuer,
      aud: "kaspa-pay-api",
      exp: Math.floor(soon() / 1000),
    };
    const signed = (change: object, header: { alg: string } = { alg: "HS256" }, by = key) =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader(header).sign(by);
    const none = `${encode({ alg: "none" })}.${encode(claims)}.`;
    const good = await signed({});
    const [head = "", , tail = ""] = good.split(".");
    const swapped = `${head}.${encode({ ...claims, sub: "usr_2" })}.${tail}`;
    const bad = [
      "",
      "a.b.c",
      "…",
      none,
      swapped,
      await tokens.issue({ userId: "usr_1", sessionId: "ses_1", generation: 0 }, Date.now() - 1_000),
      await createAccessTokens(new Uint8Array(32).fill(8), issuer, clock).issue(
        { userId: "usr_1", sessionId: "s", generation: 0 },
        soon(),
      ),
      await createAccessTokens(key, "http://other", clock).issue(
        { userId: "usr_1", sessionId: "s", generation: 0 },
        soon(),
      ),
      await signed({ aud: "else" }),
      await signed({ sid: undefined }),
      await signed({ exp: undefined }),
      await signed({}, { alg: "HS512" }, new Uint8Array(64).fill(7)),
    ];
    expect(await tokens.read(good)).not.toBeNull();
    for (const token of bad) expect(await tokens.read(token), token).toBeNull();
  });

  test("a short key is refused at start", () => {
    expect(() => createAccessTokens(new Uint8Array(16), issuer, clock)).toThrow(RangeError);
  });
});
