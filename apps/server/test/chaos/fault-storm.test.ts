import { expect, test } from "vitest";
import { runStorm } from "./in-process.ts";

const SEEDS = (process.env.KP_STORM_SEEDS ?? "1").split(",");
const STEPS = 150;

test.for(SEEDS)(
  "C-02 I1-I12: ended at random fault points, no transfer is lost or doubled, no event lost, nothing confirmed early (seed %s)",
  { timeout: 120_000 },
  async (seed) => {
    const report = await runStorm(seed, STEPS);
    console.log(seed, JSON.stringify({ ...report, violations: report.violations.length }));
    expect(report.violations).toEqual([]);
  },
);
