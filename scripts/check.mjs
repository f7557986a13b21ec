// Every check that needs no running product. One line each; all failures are shown, not only the first.
import "./require-node.mjs";
import { writeFileSync } from "node:fs";
import { buildAll } from "./build.mjs";
import { checkBundles } from "./checks/bundles.mjs";
import { checkCitations } from "./checks/citations.mjs";
import { checkDatabaseErrors } from "./checks/database-errors.mjs";
import { checkLinks } from "./checks/links.mjs";
import { checkExports, checkLockfile, checkPublished } from "./checks/packages.mjs";
import { checkSizes } from "./checks/sizes.mjs";
import { checkTimedTests } from "./checks/timed-tests.mjs";
import { runTool, seconds } from "./run.mjs";

const AT_ONCE = 2;
const LAW = [
  "apps",
  "packages",
  "e2e",
  "bench",
  "scripts",
  "examples",
  "--config",
  ".dependency-cruiser.cjs",
];

/** To add a check: a name and a function that answers problems (none = passed) and perhaps a note. */
const CHECKS = [
  tool("types of the tests", "typescript/bin/tsc", ["-p", "tsconfig.tests.json"]),
  tool("types of the shops' pages in stories", "typescript/bin/tsc", ["-p", "e2e/pages"]),
  tool("generated files", "tsx/dist/cli.mjs", ["--conditions=source", "scripts/gen.ts", "--check"]),
  tool("lint and format", "@biomejs/biome/bin/biome", [
    "check",
    "--error-on-warnings",
    "--diagnostic-level=warn",
  ]),
  tool("import rules", "dependency-cruiser/bin/dependency-cruise.mjs", LAW),
  tool("dead code", "knip/bin/knip.js", []),
  tool("OpenAPI document", "@redocly/cli/bin/cli.js", ["lint", "docs/openapi.json", "--max-problems=50"], {
    env: { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    refuse: /[1-9]\d* warnings?\b/,
  }),
  { name: "package exports", run: checkExports },
  { name: "published package", run: checkPublished },
  { name: "file sizes", run: async () => ({ problems: checkSizes() }) },
  { name: "timed tests", run: async () => ({ problems: checkTimedTests() }) },
  { name: "links in documents", run: async () => ({ problems: checkLinks() }) },
  { name: "citations", run: async () => ({ problems: checkCitations() }) },
  { name: "database errors", run: async () => ({ problems: checkDatabaseErrors() }) },
  { name: "lockfile", run: async () => ({ problems: checkLockfile() }) },
  { name: "bundles", run: async () => checkBundles() },
];

const results = [await perform({ name: "build", run: buildAll })];
const waiting = [...CHECKS];
const work = async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await perform(check));
};
await Promise.all(Array.from({ length: AT_ONCE }, work));

const failed = results.filter((result) => !result.passed).length;
const report = process.argv.find((argument) => argument.startsWith("--report="))?.slice("--report=".length);
if (report) writeFileSync(report, JSON.stringify({ passed: results.length - failed, failed }));
if (failed > 0) process.exitCode = 1;

async function perform({ name, run }) {
  const since = performance.now();
  let problems;
  let note = "";
  try {
    const answer = await run();
    problems = answer?.problems ?? [];
    note = answer?.note ? `  (${answer.note})` : "";
  } catch (error) {
    problems = [error.message];
  }
  const passed = problems.length === 0;
  console.log(`${passed ? "✓" : "✗"} ${name.padEnd(20)} ${seconds(since)}${note}`);
  for (const problem of problems) console.log(problem.replace(/^/gm, "    "));
  return { passed };
}

function tool(name, file, args, { env = {}, refuse } = {}) {
  return {
    name,
    run: async () => {
      const { code, output } = await runTool(file, args, { env });
      return { problems: code !== 0 || refuse?.test(output) ? [output.trim()] : [] };
    },
  };
}
