// Short chaos runs: `KP_CHAOS_SEEDS=7,9 npx vitest run --project server apps/server/test/chaos/process/seeds.test.ts`.
import { expect, test } from "vitest";
import { runSeed } from "../run-seed.ts";
import { FROM_SOURCE } from "../server-process.ts";

const SEEDS = (process.env.KP_CHAOS_SEEDS ?? "1,2").split(",");
const SHORT = { payments: 14, chaosMs: 9_000, drainMs: 180_000 } as const;

test.for(SEEDS)(
  "C-01 C-10 I1-I16: servers and database killed, chain reorganised, lines cut: nothing is lost, doubled or confirmed early (seed %s)",
  { timeout: 900_000 },
  async (seed) => {
    const report = await runSeed({ ...SHORT, seed, program: FROM_SOURCE });
    const { output, violations, ...figures } = report;
    console.log(JSON.stringify(figures));
    expect(violations, output.slice(-4_000)).toEqual([]);
  },
);
