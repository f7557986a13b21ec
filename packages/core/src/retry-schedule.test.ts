import { expect, test } from "vitest";
import { MAX_ATTEMPTS, nextAttemptDelayMs } from "./retry-schedule.ts";

test("10 attempts at 0, 5 s, 5 min, 30 min, 2, 5, 10, 14, 20, 24 h, and none after: 75 h 35 min in all", () => {
  const delays = Array.from({ length: MAX_ATTEMPTS }, (_, made) => nextAttemptDelayMs(made, 0.5));
  const hour = 3_600_000;
  const hours = [2, 5, 10, 14, 20, 24].map((each) => each * hour);
  expect(delays).toEqual([0, 5_000, 300_000, 1_800_000, ...hours]);
  expect(delays.reduce((sum: number, each) => sum + (each ?? 0), 0)).toBe(75 * hour + 35 * 60_000 + 5_000);
  expect(nextAttemptDelayMs(10, 0.5)).toBeNull();
});

test("each wait is spread by 10 % to both sides", () => {
  expect(nextAttemptDelayMs(1, 0)).toBe(4_500);
  expect(nextAttemptDelayMs(1, 1)).toBe(5_500);
  expect(nextAttemptDelayMs(0, 1)).toBe(0);
});
