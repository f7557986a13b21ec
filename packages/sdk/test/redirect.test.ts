import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InvalidSecretError, RedirectVerificationError, verifyRedirect } from "../src/index.ts";

const SECRET = "5f".repeat(32);
const OTHER = "a0".repeat(32);

const returnOf = (fields: Record<string, string>, secret = SECRET) => {
  const text = [fields.paymentId, fields.status, fields.ts, ...(fields.orderId ? [fields.orderId] : [])];
  const sig = createHmac("sha256", secret).update(text.join(".")).digest("hex");
  return new URLSearchParams({ ...fields, sig });
};

const FIELDS = { paymentId: "pay_1", status: "confirmed", ts: "1770552060" };

describe("a signed return", () => {
  it.each([
    ["a whole address", (query: URLSearchParams) => `https://shop.example/thanks?${query}#top`],
    ["the path and query of a request", (query: URLSearchParams) => `/thanks?${query}`],
    ["a URL", (query: URLSearchParams) => new URL(`https://shop.example/thanks?a=b&${query}`)],
    ["the parsed query", (query: URLSearchParams) => query],
  ])("is read from %s", async (_, addressOf) => {
    const url = addressOf(returnOf({ ...FIELDS, orderId: "A-1001 ä" }));
    expect(await verifyRedirect({ secret: SECRET, url })).toEqual({ ...FIELDS, orderId: "A-1001 ä" });
  });

  it("needs no order id, and any of several secrets may fit", async () => {
    const url = returnOf(FIELDS);
    expect(await verifyRedirect({ secret: [OTHER, SECRET], url })).toEqual(FIELDS);
  });

  it.each(Object.keys({ ...FIELDS, orderId: "" }))("is refused when %s was changed", async (name) => {
    const url = returnOf({ ...FIELDS, orderId: "A-1001" });
    url.set(name, "1");
    await expect(verifyRedirect({ secret: SECRET, url })).rejects.toThrow(RedirectVerificationError);
  });

  it.each([...Object.keys(FIELDS), "sig"])("names the missing %s", async (name) => {
    const url = returnOf(FIELDS);
    url.delete(name);
    await expect(verifyRedirect({ secret: SECRET, url })).rejects.toThrow(`has no ${name}`);
  });

  it.each(["zz".repeat(32), "ab", "ab".repeat(33)])("with the signature %s is refused", async (sig) => {
    const url = returnOf(FIELDS);
    url.set("sig", sig);
    await expect(verifyRedirect({ secret: SECRET, url })).rejects.toThrow("did not sign");
  });

  it("by another store is refused", async () => {
    const url = returnOf(FIELDS, OTHER);
    await expect(verifyRedirect({ secret: SECRET, url })).rejects.toThrow("did not sign");
  });
});

interface RedirectVector {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly url: string;
  /** The fields of a genuine return; null = refused; `invalid_secret` = the shop's own mistake. */
  readonly expect: Readonly<Record<string, string | null>> | "invalid_secret" | null;
}

const FILE = new URL("../../../clients/conformance/signatures.json", import.meta.url);
const { redirects } = JSON.parse(readFileSync(FILE, "utf8")) as { redirects: RedirectVector[] };

it.each(redirects)("a return that every client library judges alike: $name", async (vector) => {
  const { secrets: secret, url } = vector;
  const said = await verifyRedirect({ secret, url }).then(
    ({ orderId = null, ...fields }) => ({ ...fields, orderId }),
    (error: Error) => {
      if (error instanceof InvalidSecretError) return "invalid_secret";
      expect(error).toBeInstanceOf(RedirectVerificationError);
      return null;
    },
  );
  expect(said).toEqual(vector.expect);
});
