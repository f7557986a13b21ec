import "./require-node.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildAll, PAGES, spawnScript } from "./build.mjs";
import { installPackages } from "./install.mjs";
import { endWithParent } from "./processes/parent.mjs";
import { ROOT } from "./run.mjs";

/** Page scripts run below a shell that passes no signal on, so each leads a group that is signalled whole. */
const GROUPS = process.platform !== "win32";

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

/** The gateway replaces this process: one process to stop, and its exit code is ours. */
async function serve() {
  process.setSourceMapsEnabled(true);
  process.argv[1] = join(ROOT, "apps/server/dist/main.js");
  await import(pathToFileURL(process.argv[1]).href);
}

/** The server restarts and pages rebuild at every save. When one of them ends, all end. */
async function watch() {
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const flags = ["watch", "--clear-screen=false", "--conditions=source", "apps/server/src/main.ts"];
  const server = spawn(process.execPath, [tsx, ...flags], {
    stdio: ["ignore", "inherit", "inherit"],
    detached: GROUPS,
  });
  const pages = PAGES.map((page) => spawnScript(page, "--watch --logLevel warn", { detached: GROUPS }));
  const ended = [server, ...pages].map((child) => once(child, "exit"));
  // Once each: a second signal means "now" to the gateway.
  let stopping = false;
  const stopAll = () => {
    if (stopping) return;
    stopping = true;
    server.kill("SIGTERM");
    for (const page of pages.filter((page) => page.exitCode === null)) {
      if (GROUPS) process.kill(-page.pid, "SIGTERM");
      else page.kill();
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stopAll);
  await Promise.race(ended);
  stopAll();
  const codes = (await Promise.all(ended)).map(([code]) => code ?? 0);
  process.exitCode = Math.max(...codes);
}
