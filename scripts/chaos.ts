// `pnpm chaos [--seeds N] [--from M] [--payments N]`: seeded process chaos on the built server. Seeds that failed once
// are replayed first, and a new failure is added to them.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ChaosReport, runSeed, STANDARD } from "../apps/server/test/chaos/run-seed.ts";
import { BUILT } from "../apps/server/test/chaos/server-process.ts";

const ROOT = resolve(import.meta.dirname, "..");
const SEEDS = resolve(ROOT, "apps/server/test/chaos/seeds.json");

interface FailedSeed {
  readonly seed: string;
  readonly commit: string;
  readonly violation: string;
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "3" },
    from: { type: "string", default: "1" },
    payments: { type: "string", default: String(STANDARD.payments) },
  },
});

const run = (program: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout.trim();
};

run(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "apps/server"]);
const failed = JSON.parse(readFileSync(SEEDS, "utf8")) as FailedSeed[];
const from = Number(values.from);
const fresh = Array.from({ length: Number(values.seeds) }, (_, index) => String(from + index));
const plan = [...new Set([...failed.map((failure) => failure.seed), ...fresh])];

const COLUMNS = [
  "seed",
  "servers",
  "payments",
  "transfers",
  "events",
  "deliveries",
  "repeated",
  "overtaken",
  "reorgs",
  "snapshots",
  "sentOut",
  "signed",
  "unknownCalls",
  "drainMs",
  "seconds",
] as const satisfies readonly (keyof ChaosReport)[];

console.log([...COLUMNS, "violations", "harm"].join("\t"));
let broken = 0;
for (const seed of plan) {
  const report = await runSeed({ ...STANDARD, program: BUILT, seed, payments: Number(values.payments) });
  const harm = Object.entries(report.harm).map(([name, times]) => `${name}:${times}`);
  console.log([...COLUMNS.map((name) => report[name]), report.violations.length, harm.join(" ")].join("\t"));
  const [violation] = report.violations;
  if (violation === undefined) continue;
  broken++;
  for (const text of report.violations) console.log(`  ${text}`);
  console.log(report.output.split("\n").slice(-20).join("\n"));
  if (failed.some((failure) => failure.seed === seed)) continue;
  failed.push({ seed, commit: run("git", ["rev-parse", "--short", "HEAD"]), violation });
  writeFileSync(SEEDS, `${JSON.stringify(failed, null, 2)}\n`);
}
console.log(`${plan.length} seeds, ${broken} with violations`);
process.exitCode = broken === 0 ? 0 : 1;
