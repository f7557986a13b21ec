import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import {
  generateSecret,
  generateTestHeaders,
  InvalidBodyError,
  InvalidSecretError,
  InvalidTimestampError,
  kasPaySignature,
  MalformedSignatureError,
  MissingHeaderError,
  SignatureMismatchError,
  sign,
  TimestampTooNewError,
  TimestampTooOldError,
  verify,
  WebhookVerificationError,
} from "../src/index.ts";

const secret = generateSecret();
const now = 1_795_000_000_000;
const sentAt = now / 1000;
const body = JSON.stringify({ id: "evt_1", event: "payment.confirmed", data: { note: "grüße ☕ \u2028" } });
const genuine = () => generateTestHeaders({ secret, body, id: "evt_1", timestamp: sentAt });

async function refusal(
  change: Record<string, string | undefined>,
  more: Partial<{ body: string; now: number }> = {},
) {
  const headers = { ...(await genuine()), ...change };
  return verify({ secret, headers, body, now, ...more }).then(
    () => null,
    (error: unknown) => error,
  );
}

describe("W-12 verify refuses by name", () => {
  it("a genuine delivery passes and comes back parsed", async () => {
    const event = await verify({ secret, headers: await genuine(), body, now });
    expect(event).toEqual(JSON.parse(body));
  });

  it("a changed body, id or timestamp is a SignatureMismatchError", async () => {
    expect(await refusal({}, { body: body.replace("evt_1", "evt_2") })).toBeInstanceOf(
      SignatureMismatchError,
    );
    expect(await refusal({}, { body: `${body} ` })).toBeInstanceOf(SignatureMismatchError);
    expect(await refusal({ "webhook-id": "evt_2" })).toBeInstanceOf(SignatureMismatchError);
    expect(await refusal({ "webhook-timestamp": String(sentAt + 1) })).toBeInstanceOf(SignatureMismatchError);
    expect(await refusal({ "webhook-timestamp": `0${sentAt}` })).toBeInstanceOf(SignatureMismatchError);
  });

  it("300 seconds either way pass, 301 are TimestampTooOldError and TimestampTooNewError", async () => {
    expect(await refusal({}, { now: now + 300_000 })).toBeNull();
    expect(await refusal({}, { now: now - 300_000 })).toBeNull();
    expect(await refusal({}, { now: now + 301_000 })).toBeInstanceOf(TimestampTooOldError);
    expect(await refusal({}, { now: now - 301_000 })).toBeInstanceOf(TimestampTooNewError);
  });

  it("a tolerance of zero is zero seconds, not a switched-off check", async () => {
    const headers = await genuine();
    await expect(verify({ secret, headers, body, now, toleranceSeconds: 0 })).resolves.toBeDefined();
    await expect(verify({ secret, headers, body, now: now + 1000, toleranceSeconds: 0 })).rejects.toThrow(
      TimestampTooOldError,
    );
    await expect(verify({ secret, headers, body, now, toleranceSeconds: Number.NaN })).rejects.toThrow(
      RangeError,
    );
  });

  it("signatures of another length, version or alphabet are MalformedSignatureError and never crash", async () => {
    const good = (await genuine())["webhook-signature"] as string;
    for (const bad of [
      "v1,",
      good.slice(0, -4),
      `${good}AAAA`,
      "v1,!!!!",
      good.replace("v1", "v2"),
      "v1a,x",
      "x",
      " ",
    ])
      expect(await refusal({ "webhook-signature": bad }), bad).toBeInstanceOf(MalformedSignatureError);
  });

  it("missing and odd headers have their own names", async () => {
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      for (const value of [undefined, ""]) {
        const error = await refusal({ [name]: value });
        expect(error).toBeInstanceOf(MissingHeaderError);
        expect((error as MissingHeaderError).header).toBe(name);
        expect(error).toBeInstanceOf(WebhookVerificationError);
      }
    }
    for (const odd of ["soon", "1.5", "-5", "1e9", "9999999999999", ` ${sentAt}`])
      expect(await refusal({ "webhook-timestamp": odd }), odd).toBeInstanceOf(InvalidTimestampError);
  });

  it("a correctly signed body that is not JSON, and a parsed object, are InvalidBodyError", async () => {
    const headers = await generateTestHeaders({ secret, body: "not json", timestamp: sentAt });
    await expect(verify({ secret, headers, body: "not json", now })).rejects.toThrow(InvalidBodyError);
    const parsed = JSON.parse(body) as unknown as string;
    await expect(verify({ secret, headers: await genuine(), body: parsed, now })).rejects.toThrow(
      InvalidBodyError,
    );
  });

  it("a secret in the wrong form is an InvalidSecretError that does not print it", async () => {
    for (const wrong of ["", "whsec_", "whsec_c2hvcnQ=", secret.slice(6), "whsec_*".repeat(8)]) {
      const error = await verify({ secret: wrong, headers: await genuine(), body, now }).catch(
        (e: unknown) => e,
      );
      expect(error, wrong).toBeInstanceOf(InvalidSecretError);
      if (wrong !== "") expect(String(error).includes(wrong) && wrong !== "whsec_").toBe(false);
    }
    await expect(verify({ secret: [], headers: await genuine(), body, now })).rejects.toThrow(
      InvalidSecretError,
    );
  });
});

describe("rotation and forms of input", () => {
  it("a delivery signed with new and old secret verifies with either", async () => {
    const old = generateSecret();
    const headers = await generateTestHeaders({ secret: [secret, old], body, timestamp: sentAt });
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const held of [secret, old, [generateSecret(), old]])
      await expect(verify({ secret: held, headers, body, now })).resolves.toBeDefined();
    await expect(verify({ secret: generateSecret(), headers, body, now })).rejects.toThrow(
      SignatureMismatchError,
    );
  });

  it("Headers, any letter case, one-element arrays and bytes are accepted", async () => {
    const headers = await genuine();
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    const bytes = new TextEncoder().encode(body);
    for (const form of [new Headers(headers), upper, headers])
      await expect(verify({ secret, headers: form, body: bytes, now })).resolves.toBeDefined();
    const doubled = { ...headers, "webhook-id": ["evt_1", "evt_1"] };
    await expect(verify({ secret, headers: doubled, body, now })).rejects.toThrow(MissingHeaderError);
  });

  it("secrets are whsec_ and base64 of 32 random bytes, given bytes are used", () => {
    expect(Buffer.from(generateSecret().slice(6), "base64")).toHaveLength(32);
    expect(generateSecret(new Uint8Array(32))).toBe(`whsec_${Buffer.alloc(32).toString("base64")}`);
    expect(new Set(Array.from({ length: 1000 }, () => generateSecret())).size).toBe(1000);
    expect(() => generateSecret(new Uint8Array(16))).toThrow(InvalidSecretError);
  });

  it("ids with a dot and times that are not whole seconds are never signed", async () => {
    await expect(sign(secret, "evt_1.2", sentAt, body)).rejects.toThrow(TypeError);
    await expect(sign(secret, "", sentAt, body)).rejects.toThrow(TypeError);
    await expect(sign(secret, "evt_1", 1.5, body)).rejects.toThrow(TypeError);
  });
});

describe("W-13 foreign oracles agree", () => {
  it("standardwebhooks verifies what we sign, and we verify what it signs", async () => {
    const wall = Math.floor(Date.now() / 1000);
    for (const text of [body, "{}", JSON.stringify({ a: "\u0000 \ud83d\ude00" })]) {
      const headers = await generateTestHeaders({ secret, body: text, id: "evt_x", timestamp: wall });
      expect(new Webhook(secret).verify(text, headers)).toEqual(JSON.parse(text));
      const theirs = new Webhook(secret).sign("evt_y", new Date(wall * 1000), text);
      expect(await sign(secret, "evt_y", wall, text)).toBe(theirs);
      const foreign = { "webhook-id": "evt_y", "webhook-timestamp": `${wall}`, "webhook-signature": theirs };
      await expect(verify({ secret, headers: foreign, body: text })).resolves.toEqual(JSON.parse(text));
    }
  });

  it("the verifier that KasPay printed accepts X-KasPay-Signature of a JSON.stringify body", async () => {
    // The shop's code as KasPay printed it, re-serialisation and plain comparison included.
    function verifySignature(payload: unknown, signature: string, key: string): boolean {
      const expected = createHmac("sha256", key).update(JSON.stringify(payload)).digest("hex");
      return signature === expected;
    }
    const signature = await kasPaySignature(secret, body);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect((await genuine())["x-kaspay-signature"]).toBe(signature);
    expect(verifySignature(JSON.parse(body), signature, secret)).toBe(true);
    expect(verifySignature({ ...JSON.parse(body), id: "evt_2" }, signature, secret)).toBe(false);
    await expect(kasPaySignature("", body)).rejects.toThrow(InvalidSecretError);
  });

  it("published vector of Standard Webhooks", async () => {
    const signature = await sign(
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      1614265330,
      '{"test": 2432232314}',
    );
    expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });
});
