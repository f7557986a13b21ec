import "./require-node.mjs";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages } from "./install.mjs";
import { binPath, ROOT, run, runTool, seconds } from "./run.mjs";
import { digest, isFresh, markFresh } from "./stamp.mjs";

const SHARED = ["pnpm-lock.yaml", "tsconfig.base.json", "packages/core", "packages/api-contract"];

/** Each step is done again when what it reads has changed. The pages may resolve packages by their `dist`. */
const SERVER = {
  name: "server",
  reads: ["pnpm-lock.yaml", "tsconfig.base.json", "tsconfig.json", "packages", "apps"],
  makes: ["apps/server/dist/main.js", "packages/core/dist/index.js"],
};
const SDK = {
  name: "sdk",
  cwd: "packages/sdk",
  script: "build",
  reads: ["packages/webhooks"],
  makes: ["packages/sdk/dist/index.js", "packages/sdk/dist/index.d.ts", "packages/sdk/dist/cli.js"],
};
export const PAGES = [
  { name: "widget", cwd: "packages/widget", script: "build", makes: ["packages/widget/dist/kaspa-pay.js"] },
  {
    name: "wallet",
    cwd: "packages/kaspa-sim",
    script: "build:pages",
    reads: ["packages/kaspa"],
    makes: ["packages/kaspa-sim/dist-pages"],
  },
  {
    name: "dashboard",
    cwd: "apps/dashboard",
    script: "build",
    reads: ["examples/samples"],
    makes: ["apps/dashboard/dist/index.html"],
  },
];

/** Compiles the server and its packages, then bundles what browsers load. Throws with the compiler's output. */
export async function buildAll() {
  const since = performance.now();
  const done = [await step(SERVER, () => runTool("typescript/bin/tsc", ["--build", ".", "apps/dashboard"]))];
  done.push(...(await Promise.all([SDK, ...PAGES].map((page) => step(page, () => runScript(page))))));
  const work = done.filter(Boolean);
  if (work.length === 0) console.log("  build     up to date");
  else console.log(`  build     ${work.join(", ")} in ${seconds(since)}`);
}

async function step({ name, cwd, reads, makes }, work) {
  const inputs = cwd ? [...SHARED, cwd, ...(reads ?? [])] : reads;
  const value = digest(inputs, process.version);
  if (isFresh(`build-${name}`, value, makes)) return undefined;
  const { code, output } = await work();
  if (code !== 0) throw new Error(`Building ${name} failed:\n${output}`);
  const missing = makes.filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) throw new Error(`Building ${name} made no ${missing.join(", ")}:\n${output}`);
  markFresh(`build-${name}`, value);
  return name;
}

/** Starts the page's own build script, as a child that prints by itself. */
export function spawnScript(page, flags, options) {
  const stdio = ["ignore", "inherit", "inherit"];
  return spawn(`${commandOf(page)} ${flags}`, { ...scriptOptions(page), stdio, ...options });
}

function runScript(page) {
  return run(commandOf(page), [], scriptOptions(page));
}

function commandOf({ cwd, script }) {
  const manifest = JSON.parse(readFileSync(join(ROOT, cwd, "package.json"), "utf8"));
  const command = manifest.scripts?.[script];
  if (!command) throw new Error(`${cwd}/package.json has no script "${script}".`);
  return command;
}

/** Bundles are made for production, whatever NODE_ENV the caller has. */
function scriptOptions({ cwd }) {
  const folder = join(ROOT, cwd);
  return { cwd: folder, shell: true, env: { ...process.env, PATH: binPath(folder), NODE_ENV: "production" } };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await installPackages();
  await buildAll().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
