import fc from "fast-check";
import { expect, it } from "vitest";
import { textOn } from "../src/element/look.ts";
import { fingerprint } from "../src/views/fingerprint.ts";

/** WCAG 2 relative luminance, implemented again to check ours. */
function luminance(color: string): number {
  const hex = color.length === 4 ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

it("text on any accent colour has a contrast of at least 4.5 to 1", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const color = `#${value.toString(16).padStart(6, "0")}`;
      expect(contrast(color, textOn(color))).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 2_000 },
  );
  expect([textOn("#000000"), textOn("#ffffff"), textOn("#49eacb")]).toEqual(["#fff", "#000", "#000"]);
});

it("the fingerprint is three words, the same for the same address, and changes with one letter", () => {
  const address = "kaspa:qpzpfwcsqsxhxwup26r55fd0ghqlhyugz8cp6y3wxuddc02vcxtjg75pspnwz";
  expect(fingerprint(address)).toMatch(/^[a-z]{4} [a-z]{4} [a-z]{4}$/);
  expect(fingerprint(address)).toBe(fingerprint(address));
  expect(fingerprint(address)).not.toBe(fingerprint(address.replace("pspnwz", "pspnwy")));
});
