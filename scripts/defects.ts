// `npm run defects [-- name…]`: plants each seeded defect in a scratch copy of the work tree and shows that the tests
// catch it. Fails when one is missed or its patch no longer applies.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { DEFECTS, type Defect } from "../apps/server/test/defects/list.ts";
import { copyWorkTree } from "./scratch/copy.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PATCHES = resolve(ROOT, "apps/server/test/defects");
const LIMIT_MS = 10 * 60_000;

/** Lines that repeat the title of a test, which names invariants whatever broke it. */
const TITLE = /^\s*(?:[×✓❯]|FAIL\b)/;

type Outcome = "caught" | "missed" | "patch does not apply";

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, timeout: LIMIT_MS });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", fail);
    child.on("close", (code) => done({ code, output: Buffer.concat(chunks).toString("utf8") }));
  });
}

async function runDefect(
  copy: string,
  { name, catcher, says }: Defect,
): Promise<{ outcome: Outcome; evidence: string }> {
  const patch = resolve(PATCHES, `${name}.patch`);
  const applied = await run("git", ["apply", "--whitespace=nowarn", patch], copy);
  if (applied.code !== 0) return { outcome: "patch does not apply", evidence: applied.output.trim() };
  const title = catcher.title === undefined ? [] : ["-t", catcher.title];
  const args = ["node_modules/vitest/vitest.mjs", "run", catcher.file, ...title];
  const env = { NO_COLOR: "1", KP_MODEL_SHRINK: "no", ...catcher.env };
  const { code, output } = await run(process.execPath, args, copy, env);
  const undone = await run("git", ["apply", "-R", "--whitespace=nowarn", patch], copy);
  if (undone.code !== 0) throw new Error(`${name}.patch cannot be taken out again: ${undone.output}`);
  const line = output.split("\n").find((text) => says.test(text) && !TITLE.test(text));
  if (code !== 0 && line !== undefined) return { outcome: "caught", evidence: line.trim() };
  return { outcome: "missed", evidence: output.split("\n").slice(-25).join("\n") };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !DEFECTS.some((defect) => defect.name === name));
if (unknown.length > 0) throw new Error(`No such defect: ${unknown.join(", ")}`);
const plan = DEFECTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const copy = await copyWorkTree(ROOT);
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

let failed = 0;
for (const defect of plan) {
  const started = performance.now();
  const { outcome, evidence } = await runDefect(copy, defect);
  if (outcome !== "caught") failed += 1;
  const seconds = Math.round((performance.now() - started) / 1_000);
  console.log(`${defect.name.padEnd(28)}${outcome.padEnd(10)}${`${seconds} s`.padStart(6)}  ${evidence}`);
}
console.log(`${plan.length} defects, ${plan.length - failed} caught`);
process.exitCode = failed === 0 ? 0 : 1;
