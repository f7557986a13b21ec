import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText } from "./clean-text.ts";

test.each([
  ["bidi override", "pay \u202Eeuro\u202C now", "pay euro now"],
  ["bidi isolates and marks", "\u2066a\u2069\u200Eb\u200F\u061Cc", "abc"],
  ["zero-width", "pay\u200Bpal\u200C\u200D\uFEFF\u2060", "paypal"],
  ["invisible letters", "a\u3164b\u115F\u1160\uFFA0\u00AD", "ab"],
  ["control characters", "a\u0000b\u0007\u001B[31mc\u007F\u0085", "ab[31mc"],
  ["line breaks become one space", "two\r\n\t lines\u2028here", "two  lines here"],
  ["lone surrogates", "a\uD800b\uDC00", "ab"],
  ["tag characters", "a\u{E0041}\u{E007F}b", "ab"],
  ["ordinary text of any script stays", "Café 北京 שלום مرحبا 👍🏽", "Café 北京 שלום مرحبا 👍🏽"],
  ["space around", "  x  ", "x"],
])("X-14: %s", (_name, dirty, clean) => {
  expect(cleanText(dirty, 200)).toBe(clean);
});

test("a text is cut at the limit, never inside a character", () => {
  expect(cleanText("abcdef", 3)).toBe("abc");
  expect(cleanText("ab👍", 3)).toBe("ab");
  expect(cleanText("ab 👍", 4)).toBe("ab");
  expect(cleanText("x".repeat(10_000), 200)).toHaveLength(200);
});

test("cleaning twice changes nothing more, and the limit always holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.nat(40), (text, max) => {
      const clean = cleanText(text, max);
      expect(clean.length).toBeLessThanOrEqual(max);
      expect(cleanText(clean, max)).toBe(clean);
    }),
  );
});
