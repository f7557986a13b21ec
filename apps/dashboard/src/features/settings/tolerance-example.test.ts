import { describe, expect, it } from "vitest";
import { toleranceExample } from "./tolerance-example.ts";

describe("the worked example of the tolerance", () => {
  it.each([
    ["1", "0.1", "99.9"],
    ["0.05", "10", "99.95"],
    ["0", "10", "100"],
    ["1,5", "2", "98.5"],
    ["", "1", null],
    ["abc", "1", null],
  ])("%s %% and at most %s KAS: %s", (percent, max, least) => {
    expect(toleranceExample(percent, max)).toBe(least);
  });
});
