import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Where a gateway under test keeps its data and finds its chain. */
export interface GatewayOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly rpcUrl: string;
  /** Kept over restarts, so that merchants keep their address. */
  readonly port: number;
}

/** A gateway in a child process. */
export interface RunningGateway {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const CHILD = fileURLToPath(new URL("./child.mjs", import.meta.url));

export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const child = fork(CHILD, [], {
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      PORT: String(options.port),
      DATABASE_URL: options.databaseUrl,
      KP_DATA_DIR: options.dataDir,
      KASPA_NODES_SIMNET: options.rpcUrl,
      KP_LOG_LEVEL: "error",
    },
    execArgv: (process.env.BENCH_NODE_FLAGS ?? "").split(" ").filter((flag) => flag !== ""),
  });
  const { url } = await answerOf(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  return { url, pid: child.pid ?? 0, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

/** The first message of a child process. */
export async function answerOf(child: ChildProcess): Promise<{ url: string }> {
  const started = once(child, "message").then(([message]) => message as { url: string });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The process under test ended with code ${String(code)} before it was ready`);
  });
  return Promise.race([started, ended]);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}
