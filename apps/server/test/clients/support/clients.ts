// The client libraries of clients/, each driven by a process of its language: clients/conformance/README.md#driver.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import type { Json } from "../../support/http.ts";

export const CLIENTS_FOLDER = fileURLToPath(new URL("../../../../../clients/", import.meta.url));

export type Command = readonly [command: string, ...args: string[]];

export interface Client {
  readonly name: "python" | "php" | "go";
  /** Ends with 0 when the client can run here. */
  readonly probe: Command;
  /** What runs its driver; what must be built is built in the folder. */
  driver(scratch: string): Command;
}

export const PYTHON_PATH = `${CLIENTS_FOLDER}python/src`;

const CLIENTS: readonly Client[] = [
  {
    name: "python",
    probe: ["python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))"],
    driver: () => ["python3", `${CLIENTS_FOLDER}python/tests/driver.py`],
  },
  {
    name: "php",
    probe: ["php", "-r", "exit(PHP_VERSION_ID >= 80100 && extension_loaded('curl') ? 0 : 1);"],
    driver: () => ["php", `${CLIENTS_FOLDER}php/tests/driver.php`],
  },
  {
    name: "go",
    // Older ones cannot range over functions.
    probe: ["sh", "-c", "go version | grep -qE 'go1\\.(2[3-9]|[3-9][0-9])|go[2-9]'"],
    driver: (scratch) => [buildGo(`${CLIENTS_FOLDER}go`, "./internal/driver", scratch)],
  },
];

const isInstalled = ({ probe: [command, ...args] }: Client): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;
const installed = CLIENTS.filter(isInstalled);
const absent = CLIENTS.filter((client) => !installed.includes(client));
const names = (clients: readonly Client[]) => clients.map(({ name }) => name).join(", ");
console.info(`clients run: ${names(installed) || "none"}; absent here: ${names(absent) || "none"}`);

/** The tests for each client; those of a client whose interpreter is absent show as skipped. */
export function describeClients(tests: (client: Client) => void): void {
  for (const client of CLIENTS) {
    describe.skipIf(absent.includes(client))(`the client in ${client.name}`, () => tests(client));
  }
}

/** Without any network: what the module needs is all in it. */
export const GO_ENV = { ...process.env, GOPROXY: "off", GOFLAGS: "", GOTOOLCHAIN: "local" };

/** The program made from a package of a module. */
export function buildGo(module: string, path: string, scratch: string): string {
  const program = join(mkdtempSync(join(scratch, "go-")), "program");
  const built = spawnSync("go", ["build", "-o", program, path], {
    cwd: module,
    env: GO_ENV,
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(built.stderr);
  return program;
}

/** The answer to an act, or what the client raised. */
export interface Played {
  readonly ok?: Json;
  readonly error?: Json;
}

export interface Driver {
  /** Plays one act and returns its result. @throws when the client raised an error */
  act(act: string, input?: object): Promise<Json>;
  /** Plays one act; what the client raised is a result too. */
  play(act: string, input?: object): Promise<Played>;
  connect(input: {
    baseUrl: string;
    apiKey: string;
    maxRetries?: number;
    timeoutSeconds?: number;
  }): Promise<void>;
  stop(): Promise<void>;
}

export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), "kp-clients-"));

const environment = { ...process.env, PYTHONPATH: PYTHON_PATH, PYTHONDONTWRITEBYTECODE: "1" };

export function startDriver(client: Client): Driver {
  const scratch = scratchFolder();
  const [command, ...args] = client.driver(scratch);
  const child = spawn(command, args, { env: environment, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const play = async (act: string, input: object = {}): Promise<Played> => {
    child.stdin.write(`${JSON.stringify({ act, input })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The driver of ${client.name} ended at ${act}`);
    return JSON.parse(value);
  };
  const act = async (name: string, input?: object): Promise<Json> => {
    const { ok, error } = await play(name, input);
    if (error !== undefined) throw new Error(`${client.name} ${name}: ${JSON.stringify(error)}`);
    return ok;
  };
  return {
    act,
    play,
    async connect({ maxRetries = 2, timeoutSeconds = 60, ...to }) {
      await act("connect", { ...to, maxRetries, timeoutSeconds, backoffSeconds: 0.01 });
    },
    async stop() {
      child.stdin.end();
      await ended(child);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** Resolves when the process has ended and all that it wrote was read. */
export async function ended(child: ChildProcess): Promise<void> {
  const isRead = [child.stdout, child.stderr].every((stream) => stream?.closed !== false);
  const isOver = child.exitCode !== null || child.signalCode !== null;
  if (!isOver || !isRead) await once(child, "close");
}
