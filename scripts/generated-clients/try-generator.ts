import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, run } from "../run.mjs";
import { type Generator, STEPS } from "./generators.ts";
import type { Shop } from "./shop.ts";

export interface Trial {
  /** Below it each generator has a folder, which keeps what was installed for the next time. */
  readonly folder: string;
  readonly document: string;
  readonly shop: Shop;
}

export interface Outcome {
  readonly kind: "worked" | "absent" | "failed";
  readonly words: string;
}

/** Nothing of it takes longer on a slow machine with an empty cache. */
const STEP_TIMEOUT_MS = 15 * 60_000;
/** Of what a failed command printed; the end says why. */
const SHOWN_CHARS = 2_000;

/** Copies the example of the generator into its folder, and runs its steps there. */
export async function tryGenerator(generator: Generator, trial: Trial): Promise<Outcome> {
  const folder = join(trial.folder, generator.name);
  for (const [command, missing] of generator.needs) {
    if ((await runLine(command)).code !== 0) {
      return { kind: "absent", words: `absent: this machine has no ${missing}` };
    }
  }
  await mkdir(folder, { recursive: true });
  // A file that the document no longer makes must not compile from an earlier run.
  await rm(join(folder, "client"), { recursive: true, force: true });
  await cp(join(ROOT, "examples/generated-clients", generator.name), folder, { recursive: true });
  await cp(trial.document, join(folder, "openapi.json"));
  const env = {
    KP_URL: trial.shop.url,
    KP_API_KEY: trial.shop.apiKey,
    KP_ORDER_ID: `${generator.name}-1001`,
    ...generator.env,
  };
  for (const { step } of STEPS) {
    for (const command of generator[step]) {
      const { code, output } = await runLine(command, { cwd: folder, env, timeoutMs: STEP_TIMEOUT_MS });
      if (code === 0) continue;
      return { kind: "failed", words: `FAILED to ${step}: ${command}\n${output.slice(-SHOWN_CHARS)}` };
    }
  }
  return { kind: "worked", words: STEPS.map(({ done }) => done).join(", ") };
}

function runLine(command: string, options: Parameters<typeof run>[2] = {}): ReturnType<typeof run> {
  const [program = "", ...args] = command.split(" ");
  return run(program, args, options);
}
