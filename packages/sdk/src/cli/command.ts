// What a command is: its words, its options, its help. The parts of a command line come from `node:util`.
import { parseArgs } from "node:util";
import type { KaspaPay } from "../client.ts";
import { UsageError } from "./failures.ts";
import type { Output } from "./output.ts";

export interface Option {
  /** Shown after the name; absent = a switch. */
  readonly value?: string;
  readonly description: string;
}

export interface Command {
  /** For example `payments create`. */
  readonly name: string;
  readonly summary: string;
  /** Names of the arguments, all required. */
  readonly arguments?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
  /** Further lines of the help. */
  readonly notes?: readonly string[];
  run(call: Call): Promise<void>;
}

/** One run of a command. */
export interface Call {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** As many as the command names. */
  readonly arguments: readonly string[];
  readonly output: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly profile: string | undefined;
  /** The gateway of the profile or the environment. @throws UsageError when there is no key */
  client(): { readonly api: KaspaPay; readonly url: string; readonly key: string };
}

/** Options of every command. */
export const COMMON: Readonly<Record<string, Option>> = {
  profile: { value: "name", description: "Which saved key to use; default `default`, or KP_PROFILE" },
  json: { description: "Print JSON: one value, or one line for each entry" },
  help: { description: "Show this help" },
};

/** Reads the words after the command's name. @throws UsageError */
export function parse(command: Command, words: readonly string[]) {
  const known = { ...COMMON, ...command.options };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [name, { type: value ? "string" : "boolean" } as const]),
  );
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    return { options: parsed.values as Call["options"], arguments: parsed.positionals };
  } catch (error) {
    throw new UsageError((error as Error).message, `See kaspa-pay ${command.name} --help`);
  }
}

/** @throws UsageError when arguments are missing or too many */
export function checkArguments(command: Command, given: readonly string[]): void {
  const names = command.arguments ?? [];
  const missing = names[given.length];
  const extra = given[names.length];
  const cure = `See kaspa-pay ${command.name} --help`;
  if (missing !== undefined) throw new UsageError(`${command.name} needs <${missing}>`, cure);
  if (extra !== undefined) throw new UsageError(`${command.name} does not take "${extra}"`, cure);
}

/** An option that must be there. @throws UsageError */
export function required(call: Call, name: string): string {
  const value = call.options[name];
  if (typeof value !== "string" || value === "") throw new UsageError(`--${name} is missing`);
  return value;
}

/** A whole number of one or more. @throws UsageError */
export function wholeNumber(call: Call, name: string, otherwise: number): number {
  const value = call.options[name];
  if (value === undefined) return otherwise;
  if (typeof value !== "string" || !/^[1-9]\d{0,8}$/.test(value))
    throw new UsageError(`--${name} is a whole number of 1 or more, not "${value}"`);
  return Number(value);
}

/** The options that were given, under the names of the API: `order-id` is `orderId`. */
export function fieldsOf(call: Call, names: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = call.options[name];
    if (typeof value === "string")
      fields[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return fields;
}

/** Help of one command. */
export function helpOf(command: Command): string {
  const words = (command.arguments ?? []).map((name) => ` <${name}>`).join("");
  const rows = Object.entries({ ...command.options, ...COMMON }).map(
    ([name, { value, description }]) => [`  --${name}${value ? ` <${value}>` : ""}`, description] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `kaspa-pay ${command.name}${words} [options]`,
    "",
    `${command.summary}.`,
    ...(command.notes ? ["", ...command.notes] : []),
    "",
    ...rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`),
  ].join("\n");
}
