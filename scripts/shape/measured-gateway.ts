// The gateway in a process of its own, in which each function reports its call, on a simulated chain that mines only when
// told.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type SimNode, startSimNode } from "@kaspa-pay/kaspa-sim";

const ROOT = resolve(import.meta.dirname, "../..");
const START_LIMIT_MS = 240_000;
/** Enough blocks that the faucet has coins to pay with. */
const MATURE = 1_100;

/** What functions reported between two calls of `follow`; files are paths from the root. */
export interface Noted {
  /** A function of the file was called. */
  readonly entered: readonly string[];
  /** A function of the file was handed a followed value or returned it, by itself or inside an object. */
  readonly handed: readonly string[];
  /** Fields of such objects that held a followed value. */
  readonly names: readonly string[];
}

export interface MeasuredGateway {
  readonly url: string;
  readonly sim: SimNode;
  /** Answers what was noted since the last call, and follows these values from now on; null = notes nothing. */
  follow(values: readonly string[] | null): Promise<Noted>;
  close(): Promise<void>;
}

export async function startMeasuredGateway(): Promise<MeasuredGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), "kaspa-pay-shape-"));
  // PostgreSQL, which never runs as root, must be able to enter it.
  await chmod(dataDir, 0o755);
  const sim = await startSimNode({ blocksPerSecond: 0 });
  sim.controls.mine(MATURE);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = fork("apps/server/src/main.ts", {
    cwd: ROOT,
    silent: true,
    execArgv: ["--import", "./scripts/shape/trace.mjs", "--conditions=source"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      PORT: String(port),
      KP_PUBLIC_URL: url,
      KP_DATA_DIR: dataDir,
      KP_SIM: "off",
      KASPA_NODES_SIMNET: sim.rpcUrl,
      KP_LOG_LEVEL: "warn",
    },
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    await sim.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(url, child);
    return { url, sim, follow: (values) => ask(child, values), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ask(child: ChildProcess, follow: readonly string[] | null): Promise<Noted> {
  const answer = once(child, "message");
  child.send({ follow });
  const [noted] = (await answer) as [Noted];
  return noted;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
    });
  }
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end && child.exitCode === null; ) {
    if ((await fetch(`${url}/readyz`).catch(() => null))?.ok) return;
    await delay(200);
  }
  throw new Error(`The gateway did not become ready:\n${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}
