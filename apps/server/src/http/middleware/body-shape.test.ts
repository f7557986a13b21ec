import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeOf } from "./body-shape.ts";

const known = new Set(["amount", "currency", "items", "metadata", "customerEmail"]);

describe("the shape of a body", () => {
  test("has names and types, of nested fields and of lists too", () => {
    const body = {
      amount: "25",
      currency: null,
      items: [
        { name: "Tea", quantity: 2 },
        { name: "Cup", gift: true },
      ],
      metadata: { cart: 7 },
    };
    expect(shapeOf(body, known)).toEqual({
      fields: [
        ["amount", "string"],
        ["currency", "null"],
        ["items", "array"],
        ["items[]", "object"],
        ["items[].name", "string"],
        ["items[].quantity", "number"],
        ["items[].gift", "boolean"],
        ["metadata", "object"],
        ["metadata.cart", "number"],
      ],
      more: 0,
    });
  });

  test("is null without a body that could be read", () => {
    for (const body of [undefined, null, "text", 5, Buffer.from("{")])
      expect(shapeOf(body, known)).toBeNull();
    expect(shapeOf([], known)).toEqual({ fields: [], more: 0 });
  });

  test("counts names that may be somebody's data, and unknown ones beyond ten", () => {
    const metadata = { "alice@example.com": 1, "+4915112345678": 2, "a name": 3, ["x".repeat(41)]: 4 };
    expect(shapeOf({ metadata }, known)).toEqual({ fields: [["metadata", "object"]], more: 4 });
    const unknown = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`field${at}`, at]));
    const shape = shapeOf({ ...unknown, amount: "5" }, known);
    expect(shape?.fields).toHaveLength(11);
    expect(shape?.fields).toContainEqual(["amount", "string"]);
    expect(shape?.more).toBe(15);
  });

  test("never holds a value, and is small whatever was sent", () => {
    const secret = "0123456789secret";
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const body = { amount: secret, metadata: value, items: [value, secret, [secret, value]] };
        const shape = shapeOf(JSON.parse(JSON.stringify(body)), known);
        const text = JSON.stringify(shape);
        expect(text).not.toContain(secret);
        expect(shape?.fields.length).toBeLessThanOrEqual(60);
        for (const [name, type] of shape?.fields ?? []) {
          expect(name).toMatch(/^[A-Za-z0-9_.[\]-]{1,140}$/);
          expect(type).toMatch(/^(string|number|boolean|null|object|array)$/);
        }
      }),
    );
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, at) => [`f${at}`, { a: { b: { c: 1 } } }]),
    );
    expect(
      JSON.stringify(shapeOf({ metadata: wide, items: Array(5_000).fill(wide) }, known)).length,
    ).toBeLessThan(4_000);
  });
});
