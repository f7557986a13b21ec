import { readFileSync } from "node:fs";
import { KaspaPay } from "../client.ts";
import { type Call, type Command, checkArguments, helpOf, parse } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT, explain, UsageError } from "./failures.ts";
import { outputOf } from "./output.ts";
import { findProfile, refuseKeys } from "./profiles.ts";

// Who reads the output may close it early: kaspa-pay payments list | head
process.stdout.once("error", () => process.exit());
process.exitCode = await main(process.argv.slice(2), process.env);

async function main(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    refuseKeys(words);
    const [first] = words;
    if (first === undefined || first === "help" || first === "--help" || first === "-h") {
      process.stdout.write(`${overview()}\n`);
      return first === undefined ? EXIT.usage : EXIT.done;
    }
    if (first === "--version") {
      process.stdout.write(`${version()}\n`);
      return EXIT.done;
    }
    await run(words, env);
    return EXIT.done;
  } catch (error) {
    const { lines, exit } = explain(error);
    for (const line of lines) outputOf(false).notice(line);
    return exit;
  }
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const command = commandOf(words);
  const parsed = parse(command, words.slice(command.name.split(" ").length));
  if (parsed.options.help) {
    process.stdout.write(`${helpOf(command)}\n`);
    return;
  }
  checkArguments(command, parsed.arguments);
  const { json } = parsed.options;
  const profile = typeof parsed.options.profile === "string" ? parsed.options.profile : undefined;
  const call: Call = {
    ...parsed,
    output: outputOf(json === true),
    env,
    profile,
    client() {
      const { url, key } = findProfile(env, profile);
      return { api: new KaspaPay({ baseUrl: url, apiKey: key }), url, key };
    },
  };
  await command.run(call);
}

function commandOf(words: readonly string[]): Command {
  const command = COMMANDS.find(({ name }) => name.split(" ").every((word, at) => words[at] === word));
  if (command !== undefined) return command;
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  if (group.length > 0) {
    if (words.includes("--help")) return groupHelp(words[0] ?? "", group);
    throw new UsageError(`Say which: ${group.join(", ")}`, "See kaspa-pay help");
  }
  throw new UsageError(`There is no command "${words[0]}"`, "See kaspa-pay help");
}

/** Shows the commands of a group, as if it were a command with a help of its own. */
function groupHelp(name: string, group: readonly string[]): Command {
  const notes = group.map((one) => `  kaspa-pay ${one} --help`);
  return { name, summary: `Commands: ${group.join(", ")}`, notes, run: async () => {} };
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    "kaspa-pay <command> [options]",
    "",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "kaspa-pay <command> --help shows the options of a command. Keys come from kaspa-pay login or from KP_KEY and KP_URL.",
    "Ends with 0: done, 1: the gateway refused, 2: the command line or a file is wrong, 3: the gateway does not answer.",
  ].join("\n");
}

function version(): string {
  const manifest = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
