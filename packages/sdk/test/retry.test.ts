import { describe, expect, it } from "vitest";
import { backoffMs, retryAfterMs } from "../src/retry.ts";

describe("delay before another try", () => {
  it("doubles up to 8 s, and half of it is random", () => {
    expect([0, 1, 2, 3, 4, 5, 20].map((tries) => backoffMs(tries, 500, () => 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
    expect([0, 1, 2].map((tries) => backoffMs(tries, 500, () => 0))).toEqual([250, 500, 1_000]);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-02-08T12:00:00Z");

  it.each([
    ["120", 120_000],
    ["0", 0],
    ["Sun, 08 Feb 2026 12:01:00 GMT", 60_000],
    ["Sun, 08 Feb 2026 11:00:00 GMT", 0],
    ["soon", null],
    [null, null],
  ])("%j is %j ms", (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
