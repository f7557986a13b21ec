// The webhook receivers among the examples, each started in its own process as a merchant would.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

/** Folder of all examples. */
export const EXAMPLES = join(import.meta.dirname, "../../../../examples");

/** Sends a delivery to a receiver; its status. */
export type Send = (headers: Record<string, string>, body: string) => Promise<number>;

export interface Sample {
  /** File below the examples. */
  readonly name: string;
  /** Ends with 0 when the sample can run here. */
  readonly probe: readonly [command: string, ...args: string[]];
  /** Keeps records of what it shipped; the others only verify. */
  readonly ships: boolean;
}

export const SAMPLES: readonly Sample[] = [
  { name: "webhooks/receiver.mjs", probe: ["node", "--version"], ships: true },
  { name: "webhooks/receiver.py", probe: ["python3", "--version"], ships: true },
  { name: "webhooks/flask_receiver.py", probe: ["python3", "-c", "import flask"], ships: true },
  { name: "webhooks/receiver.php", probe: ["php", "--version"], ships: true },
  { name: "webhooks/receiver.go", probe: ["go", "version"], ships: true },
  { name: "webhooks/openssl.sh", probe: ["openssl", "version"], ships: false },
  { name: "samples/node/verify-webhook.mjs", probe: ["node", "--version"], ships: false },
  { name: "samples/python/verify-webhook.py", probe: ["python3", "--version"], ships: false },
  { name: "samples/php/verify-webhook.php", probe: ["php", "--version"], ships: false },
  { name: "samples/go/verify-webhook.go", probe: ["go", "version"], ships: false },
];

export function isInstalled({ probe: [command, ...args] }: Sample): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

/** Processes and files of the samples, to end together. */
export interface RunningSamples {
  readonly children: ChildProcess[];
  readonly scratch: string;
  /** Compiled Go programs by their file. */
  readonly binaries: Map<string, string>;
  stop(): Promise<void>;
}

export function runningSamples(): RunningSamples {
  const children: ChildProcess[] = [];
  const scratch = mkdtempSync(join(tmpdir(), "kp-samples-"));
  return {
    children,
    scratch,
    binaries: new Map(),
    async stop() {
      await Promise.all(
        children.map(
          (child) => child.exitCode ?? new Promise((done) => child.once("exit", done).kill("SIGKILL")),
        ),
      );
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

export interface StartedSample {
  /** Where it listens; empty for a CGI program. */
  readonly url: string;
  readonly send: Send;
  /** All that it has printed. */
  output(): string;
  /** Order ids that it reported as shipped, once for each time. */
  shipped(): string[];
}

export interface SampleSettings {
  readonly secret: string;
  readonly storeId: string;
  readonly running: RunningSamples;
}

export async function startSample({ name }: Sample, settings: SampleSettings): Promise<StartedSample> {
  const { secret, storeId, running } = settings;
  const file = join(EXAMPLES, name);
  const env = {
    ...process.env,
    WEBHOOK_SECRET: secret,
    STORE_ID: storeId,
    PORT: "0",
    STATE_FILE: join(mkdtempSync(join(running.scratch, "state-")), "records.json"),
  };
  const listen = (command: string, args: string[], ready = LISTENING) =>
    startProgram(running, env, { command, args, ready });
  switch (extname(name)) {
    case ".mjs":
      return overHttp(await listen("node", [file]));
    case ".py":
      return overHttp(await listen("python3", [file]));
    case ".go":
      return overHttp(await listen(goBinary(running, file), []));
    case ".php": {
      const port = await freePort();
      const { output } = await listen("php", ["-S", `127.0.0.1:${port}`, file], /(started)/);
      return overHttp({ found: `http://127.0.0.1:${port}/`, output });
    }
    default:
      return { url: "", send: throughCgi(file, env), output: () => "", shipped: () => [] };
  }
}

export const LISTENING = /listening on (\S+)/;

export interface Started {
  /** What the pattern caught. */
  readonly found: string;
  output(): string;
}

/** Starts a program and resolves when it has printed the line that matches. */
export function startProgram(
  { children }: RunningSamples,
  env: NodeJS.ProcessEnv,
  { command, args, ready }: { command: string; args: string[]; ready: RegExp },
): Promise<Started> {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return new Promise((resolve, reject) => {
    let seen = "";
    const read = (chunk: Buffer) => {
      seen += chunk.toString();
      const match = ready.exec(seen);
      if (match) resolve({ found: match[1] ?? "", output: () => seen });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}: ${seen}`)));
  });
}

function overHttp({ found: url, output }: Started): StartedSample {
  return {
    url,
    output,
    send: async (headers, body) => {
      const answer = await fetch(url, { method: "POST", headers: { ...headers, connection: "close" }, body });
      const text = await answer.text();
      if (answer.status === 200 && text !== "OK") throw new Error(`200 with ${text}`);
      return answer.status;
    },
    shipped: () => [...output().matchAll(/ship (\S+), paid by payment/g)].map((match) => match[1] ?? ""),
  };
}

function throughCgi(file: string, environment: NodeJS.ProcessEnv): Send {
  return async (headers, body) => {
    const variables = Object.entries(headers).map(([name, value]) => [
      `HTTP_${name.toUpperCase().replaceAll("-", "_")}`,
      value,
    ]);
    const env = { ...environment, ...Object.fromEntries(variables) };
    const ended = spawnSync("bash", [file], { input: body, env, encoding: "utf8" });
    if (ended.status !== 0) throw new Error(ended.stderr);
    return Number(/^Status: (\d{3})/.exec(ended.stdout)?.[1]);
  };
}

/** The binary of a Go program. */
export function goBinary({ scratch, binaries }: RunningSamples, file: string): string {
  const made = binaries.get(file);
  if (made !== undefined) return made;
  const binary = join(mkdtempSync(join(scratch, "go-")), "program");
  const built = spawnSync("go", ["build", "-o", binary, file], { cwd: scratch, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  binaries.set(file, binary);
  return binary;
}

/** A port that is free at the moment, for programs that cannot choose one themselves. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
