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

/** Integrity hashes only: an address would bind every developer to one registry. */
export function checkLockfile() {
  const lines = readFileSync(join(ROOT, "pnpm-lock.yaml"), "utf8").split("\n");
  const named = lines.filter((line) => /https?:\/\//.test(line));
  return named.map((line) => `pnpm-lock.yaml names a host: ${line.trim()}`);
}
