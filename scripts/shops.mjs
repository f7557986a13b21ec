// Installs the tools of the example shops that this repository does not have (Next.js, Flask) in a folder of its own, then
// plays all shops in a browser. Not a part of npm test: Next.js alone is several hundred megabytes.
import "./require-node.mjs";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { provideBrowser } from "./find-browser.mjs";
import { installPackages } from "./install.mjs";
import { ROOT, run } from "./run.mjs";

const TOOLS = join(tmpdir(), "kaspa-pay-shops");
const NEXT = join(TOOLS, "shop-next");
const PYTHON = join(TOOLS, "venv", "bin", "python");

async function must(command, args, cwd = ROOT, env = {}) {
  const { code } = await run(command, args, { cwd, stdio: "inherit", env });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
}

async function installNext() {
  mkdirSync(NEXT, { recursive: true });
  rmSync(join(NEXT, "app"), { recursive: true, force: true });
  cpSync(join(ROOT, "examples/shop-next"), NEXT, { recursive: true });
  await must("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], NEXT);
  await must("npm", ["run", "build"], NEXT, { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" });
}

async function installFlask() {
  if (!existsSync(PYTHON)) await must("python3", ["-m", "venv", join(TOOLS, "venv")]);
  await must(PYTHON, ["-m", "pip", "install", "--quiet", "flask==3.1.3"]);
}

await installPackages();
await buildAll();
await installNext();
await installFlask();
const browser = provideBrowser((text) => console.log(`  browser   ${text}`));
if (!browser) throw new Error("No browser could be found or installed.");
const playwright = join(ROOT, "node_modules/@playwright/test/cli.js");
await must(process.execPath, [playwright, "test", "e2e/example-shops.spec.ts"], ROOT, {
  PLAYWRIGHT_CHROMIUM: browser.path,
  KP_SHOPS_NEXT: NEXT,
  KP_SHOPS_PYTHON: PYTHON,
});
