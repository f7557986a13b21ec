import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  AmountError,
  fiatToSompiCeil,
  formatDecimal,
  kasToSompi,
  MAX_SOMPI,
  parseDecimal,
  rateLess,
  shareOf,
  sompiToFiat,
  sompiToKas,
} from "./money.ts";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AmountError) return error.code;
    throw error;
  }
  return "accepted";
};

describe("kasToSompi", () => {
  test.each([
    ["0", 0n],
    ["1", 100_000_000n],
    ["0.00000001", 1n],
    ["00.5", 50_000_000n],
    ["90071992.54740993", 9_007_199_254_740_993n],
    ["29000000000", MAX_SOMPI],
    ["29000000000.00000000", MAX_SOMPI],
  ])("reads %s exactly", (text, sompi) => {
    expect(kasToSompi(text)).toBe(sompi);
  });

  test.each([
    "",
    " ",
    "1 ",
    " 1",
    "+1",
    "-1",
    "1e3",
    "1E3",
    "0x10",
    "1,5",
    "1.000,5",
    ".5",
    "1.",
    ".",
    "1..2",
    "1.2.3",
    "NaN",
    "Infinity",
    "\u0661",
    "\uff11",
    "1_000",
    "1n",
    "1\n",
    "1".repeat(49),
  ])("refuses the spelling %j", (text) => {
    expect(codeOf(() => kasToSompi(text))).toBe("bad_format");
  });

  test("refuses a ninth decimal place, even a zero", () => {
    expect(codeOf(() => kasToSompi("1.000000000"))).toBe("too_many_places");
  });

  test("refuses one sompi above the supply", () => {
    expect(codeOf(() => kasToSompi("29000000000.00000001"))).toBe("too_large");
  });

  test("a value that is not text is refused, not coerced", () => {
    expect(codeOf(() => kasToSompi(5 as unknown as string))).toBe("bad_format");
  });
});

describe("sompiToKas", () => {
  test.each([
    [1n, {}, "0.00000001"],
    [500_000_000n, {}, "5.00000000"],
    [500_000_000n, { trim: true }, "5"],
    [510_000_000n, { trim: true }, "5.1"],
    [100_000_000_000n, { trim: true }, "1000"],
    [0n, { trim: true }, "0"],
    [123_456_789n, { places: 2 }, "1.23"],
    [123_500_000n, { places: 2 }, "1.24"],
    [199_999_999n, { places: 0 }, "2"],
    [1_000_000_000n, { places: 0, trim: true }, "10"],
    [-150_000_000n, { places: 1 }, "-1.5"],
  ])("writes %s with %o as %s", (sompi, format, text) => {
    expect(sompiToKas(sompi, format)).toBe(text);
  });

  test("kasToSompi reads back every amount that sompiToKas writes", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, MAX_SOMPI), fc.boolean(), (sompi, trim) => {
        expect(kasToSompi(sompiToKas(sompi, { trim }))).toBe(sompi);
      }),
    );
  });
});

describe("decimal text", () => {
  test("parseDecimal and formatDecimal are inverse for every currency precision", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 24n), fc.integer({ min: 0, max: 18 }), (minor, places) => {
        expect(parseDecimal(formatDecimal(minor, places), places)).toBe(minor);
      }),
    );
  });

  test("a currency without minor units refuses a fraction", () => {
    expect(codeOf(() => parseDecimal("10.5", 0))).toBe("too_many_places");
    expect(formatDecimal(-5n, 2)).toBe("-0.05");
  });
});

describe("fiat", () => {
  test.each([
    [1_000n, 2, "0.1", 100n * 100_000_000n],
    [1n, 2, "0.03", 33_333_334n],
    [1n, 0, "3", 33_333_334n],
    [100n, 2, "0.000000000000000001", null],
  ])("%s minor units (%s digits) at %s KAS price round up", (minor, digits, rate, sompi) => {
    if (sompi === null) expect(codeOf(() => fiatToSompiCeil(minor, digits, rate))).toBe("too_large");
    else expect(fiatToSompiCeil(minor, digits, rate)).toBe(sompi);
  });

  test.each(["0", "0.0", "-1", "", "1e3", "abc", "0.0000000000000000001"])(
    "the rate %j is refused",
    (rate) => {
      expect(codeOf(() => fiatToSompiCeil(1n, 2, rate))).toBe("bad_rate");
      expect(codeOf(() => sompiToFiat(1n, rate, 2))).toBe("bad_rate");
    },
  );

  test("a negative fiat amount is refused", () => {
    expect(codeOf(() => fiatToSompiCeil(-1n, 2, "1"))).toBe("negative");
  });

  test("sompiToFiat rounds half up", () => {
    expect(sompiToFiat(100_000_000n, "0.125", 2)).toBe(13n);
    expect(sompiToFiat(100_000_000n, "0.1249", 2)).toBe(12n);
    expect(sompiToFiat(-100_000_000n, "0.125", 2)).toBe(-13n);
  });

  test("the sompi asked for are the fewest that are worth at least the fiat amount", () => {
    const rate = fc.bigInt(10n ** 15n, 10n ** 21n);
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 6n), rate, fc.integer({ min: 0, max: 3 }), (minor, rate18, digits) => {
        const sompi = fiatToSompiCeil(minor, digits, formatDecimal(rate18, 18));
        const scale = 10n ** 26n;
        const worth = (n: bigint) => n * rate18 * 10n ** BigInt(digits);
        expect(worth(sompi) >= minor * scale).toBe(true);
        expect(worth(sompi - 1n) < minor * scale).toBe(true);
      }),
    );
  });
});

describe("shareOf", () => {
  test.each([
    [10_000n, 250, 250n],
    [1_001n, 250, 25n],
    [19n, 250, 0n],
    [20n, 250, 1n],
    [1n, 5_000, 1n],
    [999n, 0, 0n],
    [999n, 1_000, 100n],
    [2_900_000_000_000_000_000n, 1_000, 290_000_000_000_000_000n],
  ])("of %s at %s ten-thousandths it is %s, a half is rounded up", (amount, bps, share) => {
    expect(shareOf(amount, bps)).toBe(share);
  });

  test("no negative amount has a share", () => {
    expect(codeOf(() => shareOf(-1n, 250))).toBe("negative");
  });
});

describe("rateLess", () => {
  test.each([
    ["0.1", 250, "0.0975"],
    ["0.1", 0, "0.1"],
    ["150", 1, "149.985"],
    ["0.123456789012345678", 1_000, "0.11111111011111111"],
    ["0.000000000000000019", 1_000, "0.000000000000000017"],
  ])("%s less %s ten-thousandths is %s, rounded down", (rate, bps, left) => {
    expect(rateLess(rate, bps)).toBe(left);
  });

  test("a rate of which nothing is left, or that is none, prices nothing", () => {
    for (const rate of ["0.000000000000000001", "0", "-1", "x"])
      expect(codeOf(() => rateLess(rate, 1_000))).toBe("bad_rate");
  });
});
