// Runs the built program `kaspa-pay` as a process of its own, as people do.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BuiltSdk } from "../../../../../packages/sdk/test/support/built-sdk.ts";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  /** Resolves when this text was printed, on either side. @throws when the program ends before */
  prints(text: string): Promise<void>;
  /** What was printed to stdout, as JSON. */
  entries(): unknown[];
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

export interface CommandLine extends AsyncDisposable {
  /** Where profiles and positions are. */
  readonly config: string;
  run(words: readonly string[], more?: { input?: string; env?: NodeJS.ProcessEnv }): Promise<Ended>;
  /** `run` with --json; what it printed, line by line. @throws when it does not end with 0 */
  json(words: readonly string[]): Promise<unknown>;
  start(words: readonly string[]): Running;
}

/** `proof`: the variables that name gateway and key. */
export async function commandLine(
  { program }: BuiltSdk,
  proof: { KP_URL: string; KP_KEY: string },
): Promise<CommandLine> {
  const config = await mkdtemp(join(tmpdir(), "kaspa-pay-config-"));
  const living = new Set<ChildProcess>();
  const launch = (words: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { PATH, TZ } = process.env;
    const child = spawn(process.execPath, [program, ...words], {
      env: { PATH, TZ, KP_CONFIG_DIR: config, ...proof, ...env },
    });
    living.add(child);
    const printed = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (printed.out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (printed.err += text));
    const ended = once(child, "close").then(([code]): Ended => {
      living.delete(child);
      return { code, ...printed };
    });
    return { child, printed, ended };
  };
  const run: CommandLine["run"] = (words, { input = "", env } = {}) => {
    const { child, ended } = launch(words, env);
    child.stdin.end(input);
    return ended;
  };
  return {
    config,
    run,
    async json(words) {
      const { code, out, err } = await run([...words, "--json"]);
      if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${err}`);
      return JSON.parse(out);
    },
    start(words) {
      const { child, printed, ended } = launch(words);
      return {
        async prints(text) {
          while (!`${printed.out}${printed.err}`.includes(text)) {
            const more = Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), ended]);
            const result = await more;
            if (!Array.isArray(result)) throw new Error(`It ended without "${text}": ${printed.err}`);
          }
        },
        entries: () =>
          printed.out
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => JSON.parse(line)),
        kill(signal) {
          child.kill(signal);
          return ended;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      for (const child of living) child.kill("SIGKILL");
      await Promise.all([...living].map((child) => once(child, "close")));
      await rm(config, { recursive: true });
    },
  };
}
