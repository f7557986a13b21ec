import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uuidV7, uuidV8 } from "./ids.ts";

const random10 = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("ids", () => {
  test("the UUIDv7 of RFC 9562, appendix A.6", () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  test("later ids sort after earlier ones", () => {
    fc.assert(
      fc.property(fc.nat(), random10, (now, random) => {
        expect(uuidV7(now + 1, random) > uuidV7(now, random)).toBe(true);
      }),
    );
  });

  test("too little randomness, a time outside 48 bits and a broken UUID are errors", () => {
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError);
    for (const time of [-1, 0.5, Number.NaN, 2 ** 48]) {
      expect(() => uuidV7(time, new Uint8Array(10))).toThrow(RangeError);
    }
  });

  test("a UUIDv8 has the time and randomness of a UUIDv7 and the given end", () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV8(0x017f22e279b0, random, 0x00af)).toBe("017f22e2-79b0-8cc3-98c4-dc0c0c0700af");
    for (const end of [-1, 0.5, 2 ** 16]) expect(() => uuidV8(0, random, end)).toThrow(RangeError);
  });
});
