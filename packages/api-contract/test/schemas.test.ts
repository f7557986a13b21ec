import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as contract from "../src/index.ts";
import { numberToDecimal } from "../src/schemas/wire.ts";

const { AmountInput, CreateLink, CreatePayment, Metadata, StatusFilter, ListPayments } = contract;

/** Every schema that can be reached from the package's exports. */
function reachable(): Set<z.ZodType> {
  const seen = new Set<z.ZodType>();
  const visit = (value: unknown): void => {
    if (value instanceof z.ZodType) {
      if (seen.has(value)) return;
      seen.add(value);
      for (const inner of Object.values(value.def)) visit(inner);
    } else if (Array.isArray(value)) for (const inner of value) visit(inner);
    else if (
      typeof value === "object" &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    ) {
      for (const inner of Object.values(value)) visit(inner);
    }
  };
  for (const value of Object.values(contract)) visit(value);
  return seen;
}

test("no two schemas share an id: the later one would replace the other in the document", () => {
  const ids = new Map<string, z.ZodType>();
  for (const schema of reachable()) {
    const id = schema.meta()?.id;
    if (id === undefined) continue;
    expect(ids.get(id), id).toBeUndefined();
    ids.set(id, schema);
  }
  expect(ids.size).toBeGreaterThan(70);
});

/** Parts of paths, which the examples of bodies leave out. */
const IN_PATHS = { id: "obj_1", token: `rfd_${"0".repeat(32)}_${"A".repeat(32)}` };

test("examples of requests pass their own schema", () => {
  let checked = 0;
  for (const schema of reachable()) {
    const examples = schema.meta()?.examples;
    if (!(schema instanceof z.ZodObject) || !Array.isArray(examples)) continue;
    const missing = Object.entries(IN_PATHS).filter(
      ([name]) => name in schema.shape && examples.some((example) => !Object.hasOwn(example as object, name)),
    );
    for (const example of examples as Record<string, unknown>[]) {
      const value = { ...Object.fromEntries(missing), ...example };
      expect(schema.safeParse(value).error?.message, schema.meta()?.id).toBeUndefined();
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(20);
});

describe("amounts", () => {
  test.each([
    ["100", "100"],
    ["0.00000001", "0.00000001"],
    [100, "100"],
    [0.1, "0.1"],
    [1e-8, "0.00000001"],
    [12.5, "12.5"],
    ["90071992.54740993", "90071992.54740993"],
    [29_000_000_000, "29000000000"],
    [0, "0"],
  ])("%s is read as %s", (given, read) => expect(AmountInput.parse(given)).toBe(read));

  test.each([
    "1e3",
    "-1",
    "+1",
    "1,5",
    " 1",
    "1 ",
    "0x10",
    ".5",
    "5.",
    "",
    "1.123456789",
    "NaN",
    "Infinity",
    "١",
    "1_000",
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number("90071992.54740993"),
    1e21,
    1e-9,
    null,
    true,
    [],
    {},
    "1".repeat(40),
    "1\n",
  ])("%j is refused", (given) => expect(AmountInput.safeParse(given).success).toBe(false));

  test("a number that passes is the decimal text that was written, for all of 15 digits", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
        fc.integer({ min: 0, max: 8 }),
        (digits, places) => {
          const text = digits.toString().padStart(places + 1, "0");
          const written = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
          const read = numberToDecimal(Number(written));
          expect(read).not.toBeNull();
          const canonical = written.includes(".") ? written.replace(/\.?0+$/, "") : written;
          expect(read).toBe(canonical.replace(/^0+(?=\d)/, ""));
        },
      ),
    );
  });
});

describe("payments", () => {
  test.each([
    { amount: "1" },
    { currency: "KAS" },
    { expiryMinutes: 30 },
    { expiresIn: 600 },
    { expiresAt: "2026-02-08T12:00:00Z" },
    { orderId: "1" },
    { redirectUrl: "https://a.example" },
    { cancelUrl: "https://a.example" },
    { requiredConfirmations: 1 },
    { items: [] },
    { description: "x" },
    { type: "payment" },
    { fixedRate: "1" },
    { amountMinor: 100 },
  ])("B-03 %j beside a slug: only an amount may be there, for open links", (field) => {
    const parsed = CreatePayment.safeParse({ paymentLinkSlug: "plan-abc", ...field });
    expect(parsed.success).toBe("amount" in field || "amountMinor" in field);
  });

  test("a direct payment needs an amount, unless it is a deposit", () => {
    expect(CreatePayment.safeParse({ currency: "KAS" }).success).toBe(false);
    expect(CreatePayment.safeParse({ type: "deposit" }).success).toBe(true);
    expect(CreatePayment.parse({ amount: 25, currency: "usd" })).toEqual({ amount: "25", currency: "USD" });
  });

  test("an amount in the minor unit is a whole number or its digits", () => {
    expect(CreatePayment.parse({ amountMinor: 1250, currency: "usd" }).amountMinor).toBe("1250");
    expect(CreatePayment.parse({ amountMinor: "9007199254740993" }).amountMinor).toBe("9007199254740993");
    for (const amountMinor of [12.5, -1, "12.5", "", "1e3", 2 ** 53])
      expect(CreatePayment.safeParse({ amountMinor }).success, String(amountMinor)).toBe(false);
    expect(CreatePayment.safeParse({ type: "deposit", amountMinor: 1 }).success).toBe(false);
  });

  test("expiresAt is ISO 8601 with an offset, or milliseconds", () => {
    const at = Date.parse("2026-02-08T12:00:00Z");
    expect(CreatePayment.parse({ amount: "1", expiresAt: "2026-02-08T13:00:00+01:00" }).expiresAt).toBe(at);
    expect(CreatePayment.parse({ amount: "1", expiresAt: at }).expiresAt).toBe(at);
    expect(CreatePayment.safeParse({ amount: "1", expiresAt: "2026-02-08" }).success).toBe(false);
  });

  test("filters take the status words of every other gateway", () => {
    expect(StatusFilter.parse("completed,APPROVED")).toEqual(["confirmed"]);
    expect(StatusFilter.parse("pending")).toEqual(["pending"]);
    expect(StatusFilter.parse("PENDING")).toEqual(["pending", "underpaid", "confirming"]);
    expect(StatusFilter.parse("cancelled,failed")).toEqual(["canceled", "invalid"]);
    expect(StatusFilter.safeParse("constructor").success).toBe(false);
  });

  test("a limit is 1 to 100, and 10 unless it is given", () => {
    expect(ListPayments.parse({ limit: 100 }).limit).toBe(100);
    expect(ListPayments.safeParse({ limit: 101 }).success).toBe(false);
    expect(ListPayments.safeParse({ limit: 0 }).success).toBe(false);
    expect(ListPayments.parse({}).limit).toBe(10);
    expect(ListPayments.safeParse({ limit: -1 }).success).toBe(false);
  });
});

describe("links", () => {
  test("titles lose bidi and zero-width characters, and are at most 255 long", () => {
    const parsed = CreateLink.parse({ title: "A\u202Eb\u200Bc\u2066 d", amount: "1" });
    expect(parsed.title).toBe("Abc d");
    expect(CreateLink.safeParse({ title: "x".repeat(10_000), amount: "1" }).success).toBe(false);
    expect(CreateLink.safeParse({ title: "x".repeat(255), amount: "1" }).success).toBe(true);
    expect(CreateLink.safeParse({ title: "\u200B", amount: "1" }).success).toBe(false);
  });

  test("a price is fixed or open, never both, never neither", () => {
    expect(CreateLink.safeParse({ title: "a" }).success).toBe(false);
    expect(CreateLink.safeParse({ title: "a", amount: "1", allowAmount: {} }).success).toBe(false);
    expect(CreateLink.safeParse({ title: "a", amountMinor: 1, allowAmount: {} }).success).toBe(false);
    expect(CreateLink.safeParse({ title: "a", amountMinor: 1 }).success).toBe(true);
    expect(CreateLink.safeParse({ title: "a", allowAmount: { min: "1" } }).success).toBe(true);
  });
});

describe("metadata", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

  test.each([
    [{}, true],
    [{ orderId: "12345", n: 1, ok: true, none: null }, true],
    [nested(4), true],
    [nested(5), false],
    ["a string", false],
    [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 1])), false],
    [{ ["k".repeat(41)]: 1 }, false],
    [{ a: "x".repeat(501) }, false],
    [Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, "x".repeat(500)])), false],
    [{ a: "\u0000" }, false],
    [{ a: "\uD800" }, false],
    [{ constructor: 1 }, false],
    [JSON.parse('{"a":{"__proto__":1}}'), false],
  ])("%# is checked by size, depth and storable text", (value, good) => {
    expect(Metadata.safeParse(value).success).toBe(good);
  });
});

test("fields that came later may be missing in what an earlier version stored: events, and answers kept under an Idempotency-Key", () => {
  const missing = { CreatedPayment: ["amountMinor", "surcharge"], Link: ["amountMinor", "surchargePercent"] };
  for (const [name, fields] of Object.entries(missing))
    for (const field of fields)
      expect(shapeOf(name)[field]?.safeParse(undefined), `${name}.${field}`).toMatchObject({ data: null });
  for (const field of ["terminal", "callbackUrl", "amountMinor", "surcharge", "usdAtReceipt"])
    expect(shapeOf("PaymentObject")[field]?.safeParse(undefined), field).toMatchObject({ data: null });
});

const shapeOf = (name: string): Readonly<Record<string, z.ZodType>> =>
  ((contract as Record<string, unknown>)[name] as z.ZodObject).shape;
