import { expect, test } from "vitest";
import { runStress } from "./stress-run.ts";

const SEEDS = (process.env.KP_STRESS_SEEDS ?? "1").split(",");
const STEPS = 150;

test.for(SEEDS)(
  "C-02 I1-I12: ended at random fault points, no transfer is lost or doubled, no event lost, nothing confirmed early (seed %s)",
  { timeout: 120_000 },
  async (seed) => {
    const report = await runStress(seed, STEPS);
    console.log(seed, JSON.stringify({ ...report, violations: report.violations.length }));
    expect(report.violations).toEqual([]);
  },
);
