// Starts the built product as its owner would: one process, embedded database, simulated node, its own data folder.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const MAIN = resolve(import.meta.dirname, "../../apps/server/dist/main.js");
const START_LIMIT_MS = 240_000;

export interface Gateway {
  readonly url: string;
  readonly simRpcUrl: string;
  readonly dataDir: string;
  /** What it has printed so far. */
  output(): string;
  /** Calls a control of the simulated node over its loopback API. */
  control(name: string, body?: unknown): Promise<unknown>;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** Process ids of the gateway and of everything it started, while they live. */
  processes(): number[];
  /** Starts again on the same data folder and ports. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** @param publicHost its public address when that is not this machine's `localhost`, where it is reached all the same */
export async function startGateway(
  env: Readonly<Record<string, string>> = {},
  publicHost = "localhost",
): Promise<Gateway> {
  const [port, simPort, controlPort] = await freePorts(3);
  const dataDir = mkdtempSync(join(tmpdir(), "kaspa-pay-e2e-"));
  // As root the database runs as a user of its own, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const url = `http://localhost:${port}`;
  const settings = {
    ...process.env,
    // Building the pages of other frameworks leaves "production" in this process, which forbids webhooks to loopback.
    NODE_ENV: "test",
    PORT: String(port),
    KP_PUBLIC_URL: `http://${publicHost}:${port}`,
    KP_DATA_DIR: dataDir,
    KP_SIM_PORT: String(simPort),
    KP_SIM_CONTROL_PORT: String(controlPort),
    KP_SIM_TOKEN: "e2e-control-token",
    KP_LOG_LEVEL: "warn",
    ...env,
  };
  let { child, output } = await launch(settings, url);
  return {
    url,
    simRpcUrl: `ws://127.0.0.1:${simPort}`,
    dataDir,
    output: () => output(),
    control: (name, body = {}) => control(Number(controlPort), name, body),
    kill: () => stop(child, "SIGKILL"),
    interrupt: async () => {
      await stop(child, "SIGINT");
      return child.exitCode;
    },
    processes: () => livingTree(child.pid ?? 0, dataDir),
    restart: async () => {
      await stop(child, "SIGKILL");
      ({ child, output } = await launch(settings, url));
    },
    close: async () => {
      await stop(child, "SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface Launched {
  child: ChildProcess;
  output(): string;
}

async function launch(env: NodeJS.ProcessEnv, url: string): Promise<Launched> {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end && child.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) return { child, output: () => output };
    await new Promise((next) => setTimeout(next, 100));
  }
  await stop(child, "SIGKILL");
  throw new Error(`The gateway did not become ready:\n${output}`);
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill(signal);
  });
}

async function control(port: number, name: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/${name}`, {
    method: "POST",
    headers: { authorization: "Bearer e2e-control-token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`control ${name}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Ports below 32768, so that no outgoing connection of the machine takes one in the meantime. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });

/** The process itself, and every process that has the data folder in its command line: the database's. */
function livingTree(pid: number, dataDir: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => name === String(pid) || commandLine(name).includes(dataDir))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // Ended between the listing and the read.
    return "";
  }
}
