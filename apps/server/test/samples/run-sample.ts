// Runs the programs of examples/samples as their readers do.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import {
  EXAMPLES,
  goBinary,
  type RunningSamples,
} from "../../../../packages/webhooks/test/support/sample-receivers.ts";

export interface Language {
  readonly name: string;
  readonly extension: string;
  readonly command: string;
}

export const LANGUAGES: readonly Language[] = [
  { name: "curl", extension: "sh", command: "bash" },
  { name: "node", extension: "mjs", command: "node" },
  { name: "python", extension: "py", command: "python3" },
  { name: "php", extension: "php", command: "php" },
  { name: "go", extension: "go", command: "go" },
];

const PROBES: Readonly<Record<string, readonly string[]>> = { curl: ["curl"], go: ["go", "version"] };

const works = ({ name, command }: Language): boolean => {
  const [program = "", argument = "--version"] = PROBES[name] ?? [command];
  return spawnSync(program, [argument], { stdio: "ignore" }).status === 0;
};

/** Those whose interpreter is here. The others are named on the console, so that nobody takes them for tested. */
export function installedLanguages(): readonly Language[] {
  const here = LANGUAGES.filter(works);
  const absent = LANGUAGES.filter((language) => !here.includes(language)).map(({ name }) => name);
  console.info(
    `samples run in: ${here.map(({ name }) => name).join(", ")}; absent here: ${absent.join(", ") || "none"}`,
  );
  return here;
}

export interface Ended {
  readonly code: number | null;
  /** What it has printed. */
  readonly output: string;
  readonly errors: string;
}

export interface SampleRun {
  readonly language: Language;
  /** Name of the file without its ending. */
  readonly task: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Called with all that was printed so far. */
  readonly onOutput?: (output: string) => unknown;
}

/** Runs a sample to its end. */
export function runSample(running: RunningSamples, run: SampleRun): Promise<Ended> {
  const { language, task, args = [], env, onOutput } = run;
  const file = join(EXAMPLES, "samples", language.name, `${task}.${language.extension}`);
  const [command, ...rest] =
    language.name === "go" ? [goBinary(running, file), ...args] : [language.command, file, ...args];
  const child = spawn(command, rest, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  running.children.push(child);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    onOutput?.(output);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output, errors }));
  });
}
