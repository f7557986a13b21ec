import "./require-node.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildAll, PAGES, spawnScript } from "./build.mjs";
import { installPackages } from "./install.mjs";
import { endWithParent } from "./parent.mjs";
import { ROOT } from "./run.mjs";

console.log("kaspa-pay");
try {
  await installPackages();
  await buildAll();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.chdir(ROOT);
endWithParent();
if (process.argv.includes("--dev")) await watch();
else await serve();

/** The gateway takes over this very process: one to stop, one to kill, its exit code is ours. */
async function serve() {
  process.setSourceMapsEnabled(true);
  process.argv[1] = join(ROOT, "apps/server/dist/main.js");
  await import(pathToFileURL(process.argv[1]).href);
}

/** Server restarted and pages rebuilt at every save. Whoever ends first ends all. */
async function watch() {
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const flags = ["watch", "--clear-screen=false", "--conditions=source", "apps/server/src/main.ts"];
  const children = [
    spawn(process.execPath, [tsx, ...flags], { stdio: "inherit" }),
    ...PAGES.map((page) => spawnScript(page, "--watch --logLevel warn")),
  ];
  const stopAll = (signal) => {
    for (const child of children) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopAll(signal));
  const [code] = await Promise.race(children.map((child) => once(child, "exit")));
  stopAll("SIGTERM");
  process.exitCode = code ?? 0;
}
