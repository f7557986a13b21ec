import { expect, test } from "vitest";
import { secondsOf } from "../src/index.ts";

test.each([
  [-3, 0],
  [0, 0],
  [1, 1],
  [10, 1],
  [11, 2],
  [600, 60],
  [432_000, 43_200],
])("%i confirmations take about %i s", (confirmations, seconds) =>
  expect(secondsOf(confirmations)).toBe(seconds),
);
