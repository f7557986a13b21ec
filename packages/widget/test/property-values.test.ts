import fc from "fast-check";
import { expect, it } from "vitest";
import { flag, object, oneOf, positive, text } from "../src/element/property-values.ts";

it("no value of any kind throws, and each property holds its own type alone", () => {
  const mode = oneOf("inline", "button");
  const any = fc.oneof(fc.anything(), fc.constant(Symbol("x")), fc.bigInt(), fc.func(fc.anything()));
  fc.assert(
    fc.property(any, (value) => {
      expect(text(value) === null || typeof text(value) === "string").toBe(true);
      expect(["inline", "button"]).toContain(mode(value));
      expect(typeof flag(value)).toBe("boolean");
      const number = positive(value);
      expect(number === null || (number > 0 && Number.isFinite(number))).toBe(true);
      const map = object(value);
      expect(map === null || (typeof map === "object" && !Array.isArray(map))).toBe(true);
    }),
  );
});

it("a bare attribute arrives as true or as empty text, and means the same", () => {
  expect([text(true), text(""), text(false), text(null)]).toEqual(["", "", null, null]);
  expect([flag(true), flag(""), flag("required"), flag(false), flag(undefined)]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
