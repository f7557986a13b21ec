// Everything a change must pass, from a bare clone: install, build, checks, tests, stories in a real browser.
import "./require-node.mjs";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { provideBrowser } from "./find-browser.mjs";
import { installPackages } from "./install.mjs";
import { endProcessesOf } from "./processes/leftovers.mjs";
import { ROOT, run, seconds } from "./run.mjs";

const MINUTE_MS = 60_000;
/** They only end what hangs: a busy machine takes several times as long as an idle one. */
const LIMITS_MS = { checks: 10 * MINUTE_MS, tests: 40 * MINUTE_MS, stories: 35 * MINUTE_MS };

const since = performance.now();
const total = { passed: 0, failed: 0, skipped: 0 };
// All temporary data of the run lies below one folder; what still lives in it at the end is ended by it.
const scratch = mkdtempSync(join(tmpdir(), "kp-"));
chmodSync(scratch, 0o755);
process.on("exit", cleanUp);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

try {
  await installPackages();
  await buildAll();
  await phase("checks", "scripts/check.mjs", [`--report=${reportFile("checks")}`], sumChecks);
  const json = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile("tests")}`];
  await phase("tests", "node_modules/vitest/vitest.mjs", ["run", ...json], sumTests);
  await stories();
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
cleanUp();
console.log(`\nended after ${seconds(since)}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

async function stories() {
  const browser = provideBrowser((text) => console.log(`  browser   ${text}`));
  if (!browser) {
    console.log("\nNo browser could be found or installed, so no end-to-end test was run.");
    if (process.env.CI) throw new Error("With CI set, a missing browser is a failure.");
    total.skipped += 1;
    return;
  }
  console.log(`  browser   ${browser.name}: ${browser.path}`);
  const env = { PLAYWRIGHT_CHROMIUM: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile("stories") };
  await phase("stories", "node_modules/@playwright/test/cli.js", ["test"], sumStories, env);
}

/** Runs one part in a process group of its own and adds up its report; a part without a report has failed. */
async function phase(name, file, args, sum, env = {}) {
  const started = performance.now();
  console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
  const { code } = await run(process.execPath, [join(ROOT, file), ...args], {
    stdio: "inherit",
    timeoutMs: LIMITS_MS[name],
    env: { ...env, TMPDIR: scratch, ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }) },
  });
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    counted = sum(JSON.parse(readFileSync(reportFile(name), "utf8")));
  } catch {
    console.log(`${name} left no report`);
  }
  // A crash outside any test, a time-out or an unhandled rejection shows in the exit code alone.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(total)) total[key] += counted[key];
  console.log(`${name}: ${counted.passed} ok, ${counted.failed} not ok in ${seconds(started)}`);
}

function sumChecks({ passed, failed }) {
  return { passed, failed, skipped: 0 };
}

function sumTests(report) {
  // A file can fail without a failed test: it does not load, or its clean-up finds something left open.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function sumStories({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

function reportFile(name) {
  return join(scratch, `${name}.json`);
}

function cleanUp() {
  endProcessesOf(scratch);
  rmSync(scratch, { recursive: true, force: true });
}
