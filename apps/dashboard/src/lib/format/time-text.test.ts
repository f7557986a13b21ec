import { describe, expect, it } from "vitest";
import { exactly, relative, span, startOfDay } from "./time-text.ts";

const NOW = Date.parse("2026-02-08T12:00:00Z");

describe("times on the screen", () => {
  it.each([
    [-2_000, "just now"],
    [-42_000, "42 s ago"],
    [-180_000, "3 min ago"],
    [-7_200_000, "2 h ago"],
    [600_000, "in 10 min"],
  ])("%d ms from now is %s", (apart, text) => {
    expect(relative(NOW + apart, NOW)).toBe(text);
  });

  it("is relative only within a day", () => {
    expect(relative(NOW - 86_400_000, NOW)).toBeNull();
  });

  it("names the zone and says UTC too", () => {
    const text = exactly("2026-02-08T12:00:00.000Z", "Europe/Berlin");
    expect(text).toContain("GMT+1");
    expect(text).toContain("2026-02-08 12:00:00 UTC");
  });

  it("writes spans for people", () => {
    expect([45_000, 720_000, 12_000_000, 7_200_000, 259_200_000].map(span)).toEqual([
      "45 s",
      "12 min",
      "3 h 20 min",
      "2 h",
      "3 d",
    ]);
  });
});

describe("the beginning of a day", () => {
  it.each([
    ["Europe/Berlin", "2026-02-08T12:00:00Z", "2026-02-07T23:00:00.000Z"],
    ["America/New_York", "2026-02-08T03:00:00Z", "2026-02-07T05:00:00.000Z"],
    ["Asia/Kolkata", "2026-02-08T20:00:00Z", "2026-02-08T18:30:00.000Z"],
    ["Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00.000Z"],
  ])("in %s at %s is %s, also on the days the clock changes", (zone, at, start) => {
    expect(new Date(startOfDay(Date.parse(at), zone)).toISOString()).toBe(start);
  });

  it("counts whole days over a change of the clock", () => {
    const start = startOfDay(Date.parse("2026-03-30T12:00:00Z"), "Europe/Berlin", -1);
    expect(new Date(start).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  });
});
