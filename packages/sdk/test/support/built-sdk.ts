// The package as it is published, without its types, in a folder of its own: built anew for each test file.
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const VITE = join(PACKAGE, "node_modules/vite/bin/vite.js");

export interface BuiltSdk extends AsyncDisposable {
  readonly folder: string;
  /** The program behind the name `kaspa-pay`. */
  readonly program: string;
}

export async function buildSdk(): Promise<BuiltSdk> {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-sdk-"));
  const env = { ...process.env, NODE_ENV: "production" };
  for (const mode of ["production", "cli"]) {
    const words = [VITE, "build", "--mode", mode, "--outDir", join(folder, "dist"), "--logLevel", "error"];
    await promisify(execFile)(process.execPath, words, { cwd: PACKAGE, env });
  }
  for (const part of ["package.json", "bin"])
    await cp(join(PACKAGE, part), join(folder, part), { recursive: true });
  return {
    folder,
    program: join(folder, "bin/kaspa-pay.js"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
