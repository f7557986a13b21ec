import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("names are sorted by their UTF-16 units, as the sorting sample of RFC 8785 has it", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
  const text = canonicalJson(Object.fromEntries(names.map((name) => [name, "x"])));
  expect(Object.keys(JSON.parse(text)).filter((name) => name !== "1")).toEqual([
    "\r",
    "\u0080",
    "\u00f6",
    "\u20ac",
    "\ud83d\ude00",
    "\ufb33",
  ]);
  expect(text.startsWith('{"\\r":"x","1":"x",')).toBe(true);
});

test("texts are written as the sample of RFC 8785 has it, without escapes that are not needed", () => {
  const text = `\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\u0022/`;
  expect(canonicalJson({ string: text })).toBe(String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`);
});

test("lists keep their order, blanks are left out, and a field without a value is no field", () => {
  expect(canonicalJson({ b: ["2", "1", { y: "", x: undefined }], a: {} })).toBe(
    '{"a":{},"b":["2","1",{"y":""}]}',
  );
});
