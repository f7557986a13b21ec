// The built server as a child process, and the ways to hurt it. The node it follows lives on.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { eventually, type Seeded } from "./seeded.ts";

const MAIN = resolve(import.meta.dirname, "../../dist/main.js");
const START_LIMIT_MS = 90_000;
const MAX_FAILED_STARTS = 3;
const ROLE = "kaspa_pay";

export interface ServerProcess {
  readonly url: string;
  /** Starts unless it runs; does not wait. */
  start(): void;
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
  /** kill -9 of every process of the embedded database. */
  killDatabase(): void;
  /** Process id, as it stands in leases and claims; null while none runs. */
  pid(): number | null;
  running(): boolean;
  databaseUrl(): string;
  output(): string;
  close(): Promise<void>;
}

export async function createServerProcess(random: Seeded, nodeUrl: string): Promise<ServerProcess> {
  const port = await freePort(random);
  const url = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "kaspa-pay-chaos-"));
  // As root the database runs as nobody, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const env = {
    ...process.env,
    PORT: String(port),
    KP_PUBLIC_URL: url,
    KP_DATA_DIR: dataDir,
    KASPA_NODES_SIMNET: nodeUrl,
    KP_FIXED_RATE: "0.05",
    KP_LOG_LEVEL: "warn",
  };
  let child: ChildProcess | null = null;
  let output = "";
  const failedStarts: string[] = [];
  const running = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;

  let closed: Promise<void> = Promise.resolve();
  function start(): void {
    if (running()) return;
    const fresh = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = fresh;
    // Later than the exit: what it printed last has been read by then.
    closed = new Promise((done) => fresh.once("close", () => done()));
    for (const stream of [fresh.stdout, fresh.stderr]) {
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-30_000);
      });
    }
  }
  async function end(name: NodeJS.Signals): Promise<void> {
    const victim = child;
    if (victim === null || !running()) return;
    const gone = new Promise<void>((done) => victim.once("exit", () => done()));
    victim.kill(name);
    await gone;
  }
  function killDatabase(): void {
    for (const pid of processesWith(dataDir)) tryKill(pid);
  }

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
    killDatabase,
    pid: () => (running() ? (child?.pid ?? null) : null),
    running,
    databaseUrl() {
      const record = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
      return `postgres://${ROLE}:${record.password}@127.0.0.1:${record.port}/${ROLE}`;
    },
    output: () => output,
    async close() {
      child?.kill("SIGCONT");
      await end("SIGKILL");
      await eventually(5_000, async () => {
        killDatabase();
        return processesWith(dataDir).length === 0 ? true : null;
      });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone between the look and the shot.
  }
}

/** The database's processes: their command lines name the data folder, and no other run has the same. */
function processesWith(dataDir: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => belongsTo(name, dataDir))
    .map(Number);
}

function belongsTo(pid: string, dataDir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(dataDir);
  } catch {
    return false;
  }
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
