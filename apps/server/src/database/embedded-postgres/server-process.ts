import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rename, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { programOptions, runProgram } from "./cluster.ts";
import { clusterFolder, type DataFolder } from "./data-folder.ts";
import { askServer } from "./probe.ts";
import type { Secrets } from "./roles.ts";

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_S = 30;
const LOG_LIMIT_BYTES = 10_000_000;

/** Failures that pass by themselves: another process was faster, a killed server is a zombie, the port is taken. */
const PASSING = /lock file .* already exists|is still in use|shared memory block|[Cc]ould not bind|in use/;

export type Launch = { readonly port: number } | { readonly passing: string };

/** Starts `postgres` on the given or a free port of 127.0.0.1 and waits until it answers. */
export async function launchServer(
  dataFolder: DataFolder,
  bin: string,
  secrets: Secrets,
  onPort?: number,
): Promise<Launch> {
  const logFile = join(dataFolder.folder, "postgres.log");
  const logStart = await rotateLog(logFile);
  const port = onPort ?? (await freePort());
  const log = await open(logFile, "a", 0o600);
  // Its own process group: Ctrl-C in the terminal reaches the gateway first, which stops the server last.
  const child = spawn(join(bin, "postgres"), serverArguments(dataFolder, port), {
    ...programOptions(dataFolder),
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let exited: string | undefined;
  child.once("exit", (code, signal) => {
    exited = `code ${code ?? signal}`;
  });
  child.once("error", (error) => {
    exited = error.message;
  });
  await log.close();
  child.unref();
  for (const end = Date.now() + READY_TIMEOUT_MS; Date.now() < end; await delay(20)) {
    if (exited !== undefined) {
      const output = (await readFile(logFile, "utf8")).slice(logStart).trim();
      if (PASSING.test(output)) return { passing: output };
      throw new Error(`PostgreSQL ended at once (${exited}). ${output || `See ${logFile}.`}`);
    }
    if ((await askServer(dataFolder, port, secrets)) === "ours") return { port };
  }
  child.kill("SIGQUIT");
  throw new Error(`PostgreSQL did not answer within ${READY_TIMEOUT_MS / 1000} s. See ${logFile}.`);
}

/** Fast shutdown: open transactions roll back, everything acknowledged is on disk. */
export async function stopServer(dataFolder: DataFolder, bin: string): Promise<void> {
  const args = ["stop", "-D", clusterFolder(dataFolder), "-m", "fast", "-w", "-t", String(STOP_TIMEOUT_S)];
  await runProgram(dataFolder, join(bin, "pg_ctl"), args).catch((error: Error) => {
    if (!/no server running|PID file .* does not exist/.test(error.message)) throw error;
  });
}

function serverArguments(dataFolder: DataFolder, port: number): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", clusterFolder(dataFolder), ...flags];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Moves a large log aside and answers where the new run's text will begin. */
async function rotateLog(file: string): Promise<number> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= LOG_LIMIT_BYTES) return size;
  await rename(file, `${file}.1`);
  return 0;
}
