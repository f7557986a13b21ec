import fc from "fast-check";
import jsqr from "jsqr";
import { describe, expect, it } from "vitest";
import { qrPath } from "../src/views/qr.ts";

/** The decoder is a CommonJS module: its types name a default that Node unwraps already. */
const read = (typeof jsqr === "function" ? jsqr : jsqr.default) as typeof jsqr.default;
const SCALE = 4;

/** Paints the path as a browser would and reads it with an independent decoder. */
function decode(content: string): string | undefined {
  const { path, size } = qrPath(content);
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let py = Number(y) * SCALE; py < (Number(y) + 1) * SCALE; py++)
      for (let px = Number(x) * SCALE; px < (Number(x) + Number(width)) * SCALE; px++)
        pixels.fill(0, (py * side + px) * 4, (py * side + px) * 4 + 3);
  return read(pixels, side, side)?.data;
}

const PAYLOAD = "qpzpfwcsqsxhxwup26r55fd0ghqlhyugz8cp6y3wxuddc02vcxtjg75pspnwz";

describe("QR code", () => {
  for (const scheme of ["kaspa:", "kaspatest:", "kaspasim:"]) {
    it(`CK-08 of a ${scheme} URI and address decodes byte for byte`, () => {
      const address = `${scheme}${PAYLOAD}`;
      for (const content of [
        address,
        `${address}?amount=150.12345678`,
        `${address}?amount=28999999999.99999999`,
      ])
        expect(decode(content)).toBe(content);
    });
  }

  it("any amount and any address decodes byte for byte", () => {
    const payload = fc
      .array(fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l"), { minLength: 61, maxLength: 63 })
      .map((letters) => letters.join(""));
    const amount = fc.bigInt({ min: 1n, max: 2_900_000_000_000_000_000n });
    fc.assert(
      fc.property(payload, amount, (letters, sompi) => {
        const content = `kaspatest:${letters}?amount=${sompi / 100_000_000n}.${String(sompi % 100_000_000n).padStart(8, "0")}`;
        expect(decode(content)).toBe(content);
      }),
      { numRuns: 60 },
    );
  });

  it("a URI uses version 6, an address version 5, with a quiet zone of 4 modules", () => {
    expect(qrPath(`kaspa:${PAYLOAD}?amount=150.12345678`).size).toBe(41 + 8);
    expect(qrPath(`kaspa:${PAYLOAD}`).size).toBe(37 + 8);
  });

  it("text that cannot be an address draws nothing instead of breaking the page", () => {
    expect(qrPath("x".repeat(107)).path).toBe("");
  });
});
