// Sends the collections with the tools that they are made for, Postman's newman and Bruno's bru, to a gateway of its own.
// Not a part of npm test: the two bring 350 MB. The same requests without them: apps/server/test/samples/collections.test.ts.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { REFUSED } from "../apps/server/test/samples/read-collections.ts";
import { startGateway } from "../e2e/support/gateway.ts";
import { newSingleAddress } from "../e2e/support/wallet.ts";
import { buildAll } from "./build.mjs";
import { run } from "./run.mjs";

const TOOLS = join(tmpdir(), "kaspa-pay-collections");
const VERSIONS = ["newman@6.2.2", "@usebruno/cli@4.1.0"];
const FILES = resolve(import.meta.dirname, "../docs/collections");
/** Between two requests, so that the simulated chain confirms what the one before has started. */
const PAUSE_MS = "300";

type Values = Readonly<Record<string, string>>;
/** Statuses by the requests' names. */
type Outcome = ReadonlyMap<string, number>;

async function must(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, [...args], { cwd });
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
}

async function install(): Promise<void> {
  mkdirSync(TOOLS, { recursive: true });
  writeFileSync(join(TOOLS, "package.json"), '{ "private": true }\n');
  if (!existsSync(join(TOOLS, "node_modules/.bin/bru")))
    await must("npm", ["install", "--no-audit", "--no-fund", ...VERSIONS], TOOLS);
}

const readReport = (path: string) => JSON.parse(readFileSync(path, "utf8"));

async function sendByNewman(values: Values): Promise<Outcome> {
  const report = join(TOOLS, "newman.json");
  const own = Object.entries(values).flatMap(([name, value]) => ["--env-var", `${name}=${value}`]);
  const file = join(FILES, "kaspa-pay.postman_collection.json");
  const output = ["--reporters", "json", "--reporter-json-export", report];
  await must("newman", ["run", file, "--delay-request", PAUSE_MS, ...own, ...output], TOOLS);
  const { run: sent } = readReport(report) as {
    run: { executions: { item: { name: string }; response?: { code: number } }[] };
  };
  return new Map(sent.executions.map(({ item, response }) => [item.name, response?.code ?? 0]));
}

/** Files say `http` where Bruno's code says `http-request`. */
const asImported = (name: string, value: unknown) =>
  name === "type" && value === "http" ? "http-request" : value;

/** Lays the collection out as a folder, as Bruno does on import, with Bruno's own code. */
async function importIntoBruno(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { createCollectionFromBrunoObject } = createRequire(join(TOOLS, "package.json"))(
    "@usebruno/cli/src/utils/collection.js",
  );
  const file = readFileSync(join(FILES, "kaspa-pay.bruno.json"), "utf8");
  const collection = JSON.parse(file, asImported);
  await createCollectionFromBrunoObject(collection, folder, { format: "bru" });
}

async function sendByBruno(values: Values): Promise<Outcome> {
  const folder = join(TOOLS, "bruno");
  await importIntoBruno(folder);
  const report = join(TOOLS, "bruno.json");
  const own = Object.entries(values).flatMap(([name, value]) => ["--env-var", `${name}=${value}`]);
  const bru = join(TOOLS, "node_modules/.bin/bru");
  const options = ["-r", "--env", "local", ...own, "--delay", PAUSE_MS, "--reporter-json", report];
  await run(bru, ["run", ...options], { cwd: folder });
  if (!existsSync(report)) throw new Error("bru left no report");
  const [{ results }] = readReport(report) as [
    { results: { name?: string; test?: { filename: string }; response: { status: number } }[] },
  ];
  return new Map(results.map((sent) => [sent.name ?? sent.test?.filename ?? "", sent.response.status]));
}

/** Problems, in words. */
function judge(tool: string, outcome: Outcome): string[] {
  const problems = [...outcome].flatMap(([name, status]) => {
    const expected = REFUSED[name]?.split(" ")[0] ?? "2xx";
    const fits = expected === "2xx" ? status >= 200 && status < 300 : String(status) === expected;
    return fits ? [] : [`${tool}: ${name} was answered ${status} instead of ${expected}`];
  });
  console.log(`${tool}: ${outcome.size} requests, ${problems.length} not as expected`);
  return problems;
}

await buildAll();
await install();
const problems: string[] = [];
for (const [tool, send] of [
  ["newman", sendByNewman],
  ["bru", sendByBruno],
] as const) {
  const gateway = await startGateway({ KP_REGISTRATION: "open" });
  try {
    const values = { baseUrl: gateway.url, address: await newSingleAddress() };
    problems.push(...judge(tool, await send(values)));
  } finally {
    await gateway.close();
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
