// The package as it is published, in a folder of its own: built anew for each test file.
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const VITE = join(PACKAGE, "node_modules/vite/bin/vite.js");
const ROLLUP = join(PACKAGE, "node_modules/rollup/dist/bin/rollup");

export interface BuiltSdk extends AsyncDisposable {
  readonly folder: string;
  /** The program behind the name `kaspa-pay`. */
  readonly program: string;
}

/** `types`: with them, which takes longer. */
export async function buildSdk({ types = false } = {}): Promise<BuiltSdk> {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-sdk-"));
  const env = { ...process.env, NODE_ENV: "production" };
  const run = (...words: string[]) => promisify(execFile)(process.execPath, words, { cwd: PACKAGE, env });
  const vite = [VITE, "build", "--outDir", join(folder, "dist"), "--logLevel", "error"];
  await run(...vite);
  await run(...vite, "--mode", "cli");
  if (types) await run(ROLLUP, "-c", "--silent", "-o", join(folder, "dist/index.d.ts"));
  for (const part of ["package.json", "README.md", "bin"])
    await cp(join(PACKAGE, part), join(folder, part), { recursive: true });
  return {
    folder,
    program: join(folder, "bin/kaspa-pay.js"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
