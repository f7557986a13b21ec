import { expect, it } from "vitest";
import { contrastWithWhite } from "./branding.ts";

it.each([
  ["#000000", 21],
  ["#ffffff", 1],
  ["#767676", 4.54],
  ["#49eacb", 1.51],
])("%s against white has the contrast of WCAG", (colour, ratio) => {
  expect(contrastWithWhite(colour)).toBeCloseTo(ratio, 1);
});

it("what is no colour has no contrast", () => {
  expect(contrastWithWhite("teal")).toBeNull();
});
