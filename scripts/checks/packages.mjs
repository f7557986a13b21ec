import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runTool } from "../run.mjs";

/** The files that a package exports must exist and be of the declared kind. */
export async function checkExports() {
  const names = readdirSync(join(ROOT, "packages"));
  const results = await Promise.all(
    names.map(async (name) => {
      const { code, output } = await runTool("publint/src/cli.js", [
        `packages/${name}`,
        "--strict",
        "--pack=false",
      ]);
      return code === 0 ? [] : [output.trim()];
    }),
  );
  return { problems: results.flat() };
}

/** The package that merchants install, as `npm pack` makes it: its files, and that its types are found and are right. */
export async function checkPublished() {
  const flags = ["--profile", "esm-only", "--no-definitely-typed"];
  const results = await Promise.all([
    runTool("publint/src/cli.js", ["packages/sdk", "--strict", "--pack=npm"]),
    runTool("@arethetypeswrong/cli/dist/index.js", ["--pack", "packages/sdk", ...flags]),
  ]);
  return { problems: results.filter(({ code }) => code !== 0).map(({ output }) => output.trim()) };
}

/** Integrity hashes only: an address would bind every developer to one registry. */
export function checkLockfile() {
  const lines = readFileSync(join(ROOT, "pnpm-lock.yaml"), "utf8").split("\n");
  const named = lines.filter((line) => /https?:\/\//.test(line));
  return named.map((line) => `pnpm-lock.yaml names a host: ${line.trim()}`);
}
