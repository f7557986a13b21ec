import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_SOMPI } from "./money.ts";
import { buildPaymentUri, PaymentUriError, splitPaymentUri } from "./payment-uri.ts";

const address = "kaspa:qqkqkzjvr7zwxxmjxjkmxxdwju9kjs6e9u82uh59z07vgaks6gg62v8707g73";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof PaymentUriError) return error.code;
    throw error;
  }
  return "accepted";
};

describe("buildPaymentUri", () => {
  test("writes the address once, then the amount without trailing zeros", () => {
    expect(buildPaymentUri({ address, amountSompi: 1_050_000_000n })).toBe(`${address}?amount=10.5`);
    expect(buildPaymentUri({ address, amountSompi: 1n })).toBe(`${address}?amount=0.00000001`);
  });

  test("without an amount the URI is the address alone", () => {
    expect(buildPaymentUri({ address })).toBe(address);
    expect(buildPaymentUri({ address, label: "", message: undefined })).toBe(address);
  });

  test("a space becomes %20 and never a plus sign; reserved characters are escaped", () => {
    expect(buildPaymentUri({ address, label: "A & B", message: "1+1 = 2?" })).toBe(
      `${address}?label=A%20%26%20B&message=1%2B1%20%3D%202%3F`,
    );
  });

  test.each([0n, -1n, MAX_SOMPI + 1n])("refuses the amount %s", (amountSompi) => {
    expect(codeOf(() => buildPaymentUri({ address, amountSompi }))).toBe("bad_amount");
  });

  test("refuses an address without a scheme or with a query, and broken text", () => {
    expect(codeOf(() => buildPaymentUri({ address: "qqkq" }))).toBe("bad_uri");
    expect(codeOf(() => buildPaymentUri({ address: `${address}?amount=1` }))).toBe("bad_uri");
    expect(codeOf(() => buildPaymentUri({ address, label: "\ud800" }))).toBe("bad_encoding");
  });
});

describe("splitPaymentUri", () => {
  test("reads back everything buildPaymentUri writes", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.bigInt(1n, MAX_SOMPI), text, text, (amountSompi, label, message) => {
        const request = { address, amountSompi, label, message };
        expect(splitPaymentUri(buildPaymentUri(request))).toEqual(request);
      }),
    );
  });

  test.each([
    [address, { address }],
    [`${address}?`, { address }],
    [address.replace("kaspa", "KASPA"), { address }],
    [`${address}?label=x?amount=2`, { address, label: "x", amountSompi: 200_000_000n }],
    [`${address}?foo=1&amount=2&bar`, { address, amountSompi: 200_000_000n }],
    [`${address}?label=a+b`, { address, label: "a+b" }],
    [`${address}?message=a=b`, { address, message: "a=b" }],
  ])("reads %s", (text, request) => {
    expect(splitPaymentUri(text)).toEqual(request);
  });

  test.each([
    ["bitcoin:abc", "bad_uri"],
    ["", "bad_uri"],
    [`${address}?amount=1e3`, "bad_amount"],
    [`${address}?amount=`, "bad_amount"],
    [`${address}?amount=-1`, "bad_amount"],
    [`${address}?amount=1&amount=2`, "duplicate"],
    [`${address}?req-escrow=1`, "unknown_required"],
    [`${address}?label=%E0%A4`, "bad_encoding"],
    [`${address}?label=${"x".repeat(5_000)}`, "bad_uri"],
  ])("refuses %s", (text, code) => {
    expect(codeOf(() => splitPaymentUri(text))).toBe(code);
  });
});
