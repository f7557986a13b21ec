// The real server as a child process, and the ways to stop it. The node that it follows keeps running.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { killProcessesOf } from "./database-process.ts";
import { eventually, type Seeded } from "./seeded.ts";

/** What node is asked to run: the built server. */
export const BUILT: readonly string[] = [resolve(import.meta.dirname, "../../dist/main.js")];
/** The same from its sources, so that a test needs no build. */
export const FROM_SOURCE: readonly string[] = fromSource(resolve(import.meta.dirname, "../../src/main.ts"));

/** Arguments with which node runs a TypeScript file. */
export function fromSource(file: string): readonly string[] {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  return ["--conditions=source", "--import", pathToFileURL(tsx).href, file];
}

const START_LIMIT_MS = 300_000;
const MAX_FAILED_STARTS = 3;
const ROLE = "kaspa_pay";

export interface ServerProcess {
  readonly url: string;
  /** Starts unless it runs, maybe with more arguments; does not wait. */
  start(args?: readonly string[]): void;
  /**
   * Resolves when it answers and reads the chain. One that ends by itself is noted and started again, as a supervisor
   * would. @throws when it is not ready in time
   */
  ready(): Promise<void>;
  /** Starts that nobody ended and that ended, with what they printed. */
  readonly failedStarts: readonly string[];
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  end(name: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** Resolves with what the running process ends by: its exit code or a signal. */
  ended(): Promise<number | NodeJS.Signals>;
  /** Speaks to a program that listens (`crashing-server.ts`); resolves when it has answered. */
  tell(message: object): Promise<void>;
  /** kill -9 of every process of the embedded database; answers how many there were. */
  killDatabase(): number;
  /** Process id, as it stands in leases and claims; null while none runs. */
  pid(): number | null;
  running(): boolean;
  databaseUrl(): string;
  output(): string;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly program: readonly string[];
  readonly nodeUrl: string;
  /** Null = it keeps an embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Servers on one database share it. */
  readonly masterKey?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export async function createServerProcess(random: Seeded, options: ServerOptions): Promise<ServerProcess> {
  const port = await freePort(random);
  const url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "kaspa-pay-chaos-"));
  // As root the database runs as a user of its own, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const env = {
    ...process.env,
    PORT: String(port),
    KP_PUBLIC_URL: url,
    KP_DATA_DIR: dataDir,
    KASPA_NODES_SIMNET: options.nodeUrl,
    KP_FIXED_RATE: "0.05",
    KP_LOG_LEVEL: "warn",
    ...(options.databaseUrl !== null && { DATABASE_URL: options.databaseUrl }),
    ...(options.masterKey !== undefined && { KP_MASTER_KEY: options.masterKey }),
    ...options.env,
  };
  let child: ChildProcess | null = null;
  let output = "";
  const failedStarts: string[] = [];
  const running = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;

  let closed: Promise<void> = Promise.resolve();
  function start(args: readonly string[] = []): void {
    if (running()) return;
    const fresh = spawn(process.execPath, [...options.program, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child = fresh;
    // Later than the exit: what it printed last has been read by then.
    closed = new Promise((done) => fresh.once("close", () => done()));
    for (const stream of [fresh.stdout, fresh.stderr]) {
      stream?.on("data", (chunk) => {
        output = (output + chunk).slice(-30_000);
      });
    }
  }
  async function ended(): Promise<number | NodeJS.Signals> {
    const victim = child;
    if (victim === null) throw new Error("No server was started");
    if (running()) await new Promise<void>((done) => victim.once("exit", () => done()));
    return victim.signalCode ?? victim.exitCode ?? 0;
  }
  async function end(name: NodeJS.Signals): Promise<void> {
    if (!running()) return;
    const gone = ended();
    child?.kill(name);
    await gone;
  }
  async function tell(message: object): Promise<void> {
    const listener = child;
    if (listener === null) return;
    await new Promise<void>((done) => {
      const hear = (answer: unknown): void => {
        if (answer !== "armed") return;
        listener.off("message", hear);
        done();
      };
      listener.on("message", hear);
      listener.send(message);
    });
  }
  const killDatabase = (): number => killProcessesOf(dataDir);

  return {
    url,
    start,
    failedStarts,
    async ready() {
      const answer = await eventually(START_LIMIT_MS, async () => {
        if (!running()) {
          await closed;
          failedStarts.push(`exit ${child?.exitCode ?? child?.signalCode}: ${output.slice(-1_500)}`);
          if (failedStarts.length > MAX_FAILED_STARTS) return "ended";
          start();
        }
        const asked = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
        return asked?.ok === true ? "ready" : null;
      });
      if (answer !== "ready") throw new Error(`The server is ${answer ?? "not ready"}:\n${output}`);
    },
    signal: (name) => {
      if (running()) child?.kill(name);
    },
    end,
    ended,
    tell,
    killDatabase,
    pid: () => (running() ? (child?.pid ?? null) : null),
    running,
    databaseUrl() {
      if (options.databaseUrl !== null) return options.databaseUrl;
      const record = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
      return `postgres://${ROLE}:${record.password}@127.0.0.1:${record.port}/${ROLE}`;
    },
    output: () => output,
    async close() {
      child?.kill("SIGCONT");
      await end("SIGKILL");
      await eventually(5_000, async () => (killDatabase() === 0 ? true : null));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Below 32768, so that no outgoing connection of the machine takes it in the meantime. */
async function freePort(random: Seeded): Promise<number> {
  for (;;) {
    const port = random.between(20_000, 32_000);
    const free = await new Promise<boolean>((done) => {
      const probe = createServer();
      probe.once("error", () => done(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
    });
    if (free) return port;
  }
}
