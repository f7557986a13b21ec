import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setModes } from "./binaries.ts";
import { clusterFolder, type DataFolder, giveAllTo, giveTo } from "./data-folder.ts";
import { isAlive } from "./living.ts";
import { ADMIN } from "./roles.ts";

/**
 * Makes the data directory unless it is there. `initdb` works in a draft folder that is renamed when whole,
 * so a crash leaves no half-made cluster and of two rivals one wins.
 */
export async function ensureCluster(
  dataFolder: DataFolder,
  bin: string,
  adminPassword: string,
): Promise<void> {
  const target = clusterFolder(dataFolder);
  if (await exists(target)) return;
  await sweepDrafts(dataFolder, target);
  const draft = `${target}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const passwordFile = `${draft}.password`;
  try {
    const user = dataFolder.initAs ?? dataFolder.runAs;
    await mkdir(draft);
    await giveTo(user, draft, 0o700);
    await writeFile(passwordFile, adminPassword, { mode: 0o600 });
    await giveTo(user, passwordFile, 0o600);
    if (dataFolder.initAs) await setModes(dirname(bin), dataFolder, true);
    await runProgram({ ...dataFolder, runAs: user }, join(bin, "initdb"), [
      ...["-D", draft, "-U", ADMIN, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-instructions"],
      // Sorting and case rules that no operating system upgrade can change under an index.
      ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    ]);
    if (dataFolder.runAs) await giveAllTo(draft, dataFolder.runAs);
    await rename(draft, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  } finally {
    if (dataFolder.initAs) await setModes(dirname(bin), dataFolder);
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Runs one of PostgreSQL's programs to its end; a failure throws with what it printed. */
export async function runProgram(
  dataFolder: DataFolder,
  program: string,
  args: readonly string[],
): Promise<void> {
  const child = spawn(program, args, { ...programOptions(dataFolder), stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code !== 0) {
    throw new Error(`${program} ended with code ${code}: ${errors.trim() || output.trim()}`);
  }
}

/** Our secrets and any PG* variables stay out of the server's environment (Windows programs need theirs). */
export function programOptions(dataFolder: DataFolder) {
  return {
    cwd: dataFolder.folder,
    ...(process.platform === "win32" ? {} : { env: { LC_ALL: "C", TZ: "UTC" } }),
    ...dataFolder.runAs,
  };
}

async function sweepDrafts(dataFolder: DataFolder, target: string): Promise<void> {
  for (const name of await readdir(dataFolder.folder)) {
    const path = join(dataFolder.folder, name);
    const pid = path.startsWith(`${target}.`) ? Number(path.slice(target.length + 1).split(".")[0]) : 0;
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
