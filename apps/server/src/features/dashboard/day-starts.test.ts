import { expect, test } from "vitest";
import { dayStarts } from "./day-starts.ts";

const iso = (moments: readonly number[]) => moments.map((at) => new Date(at).toISOString());

test("days begin at the zone's own midnight, the one that holds the moment last", () => {
  const now = Date.parse("2026-11-21T05:30:00Z");
  expect(iso(dayStarts(now, 2, "UTC"))).toEqual(["2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"]);
  expect(iso(dayStarts(now, 2, "Asia/Almaty"))).toEqual([
    "2026-11-19T19:00:00.000Z",
    "2026-11-20T19:00:00.000Z",
  ]);
  expect(iso(dayStarts(now, 1, "America/Los_Angeles"))).toEqual(["2026-11-20T08:00:00.000Z"]);
});

test("a day of 25 hours and one of 23 begin and end at midnight too", () => {
  const autumn = dayStarts(Date.parse("2026-10-26T12:00:00Z"), 2, "Europe/Berlin");
  expect(iso(autumn)).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
  const spring = dayStarts(Date.parse("2026-03-30T12:00:00Z"), 2, "Europe/Berlin");
  expect(iso(spring)).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
});
