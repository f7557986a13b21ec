import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { run, seconds } from "./run.mjs";
import { digest, isFresh, markFresh } from "./stamp.mjs";

const PNPM = "pnpm@10.34.9";

/** Installs what the lockfile says, unless it is installed already. */
export async function installPackages() {
  const since = performance.now();
  const manifests = ["apps", "packages"].flatMap((folder) =>
    readdirSync(new URL(`../${folder}`, import.meta.url)).map((name) => `${folder}/${name}/package.json`),
  );
  const inputs = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests];
  const value = digest(inputs, `${process.platform} ${process.arch} ${process.versions.modules}`);
  if (isFresh("install", value, ["node_modules/.modules.yaml"])) return console.log("  packages  up to date");
  console.log("  packages  installing (about half a minute the first time)");
  // --prod=false: the build needs its tools even where NODE_ENV says production.
  const flags = [
    "--frozen-lockfile",
    "--prefer-offline",
    "--prod=false",
    "--config.confirmModulesPurge=false",
  ];
  const { code, output } = await run("npx", ["-y", PNPM, "install", ...flags], {
    shell: process.platform === "win32",
    env: { npm_config_loglevel: "error" },
  });
  if (code !== 0) {
    console.error(output);
    throw new Error("Installing the packages failed. Is the package registry reachable?");
  }
  markFresh("install", value);
  console.log(`  packages  installed in ${seconds(since)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await installPackages();
