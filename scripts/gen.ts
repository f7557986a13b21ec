// Writes the files that are made from the code and checked in; with --check it only compares them.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { openApiDocument } from "../apps/server/src/http/openapi.ts";
import { codeSamples } from "./generators/code-samples.ts";
import { brunoCollection } from "./generators/collections/bruno.ts";
import { postmanCollection } from "./generators/collections/postman.ts";
import { configurationPage, environmentExample } from "./generators/configuration.ts";
import { databaseSchema } from "./generators/database-schema.ts";
import { sdkEvents } from "./generators/sdk-events.ts";
import { sdkGuide } from "./generators/sdk-guide.ts";
import { sdkKeyedRoutes } from "./generators/sdk-keyed-routes.ts";
import { sdkTypes } from "./generators/sdk-types.ts";
import { webhookReceivers } from "./generators/webhook-receivers.ts";

/** To add a file: write a function like these (its own file when it is more than a call) and list it here. */
type Generator = () => Promise<{ readonly path: string; readonly text: string }>;

const GENERATORS: readonly Generator[] = [
  databaseSchema,
  apiDocument,
  configurationPage,
  environmentExample,
  webhookReceivers,
  sdkTypes,
  sdkEvents,
  sdkKeyedRoutes,
  codeSamples,
  sdkGuide,
  async () => postmanCollection(await version()),
  async () => brunoCollection(await version()),
];

const ROOT = resolve(import.meta.dirname, "..");
const checking = process.argv.includes("--check");
let stale = 0;

for (const { path, text } of await Promise.all(GENERATORS.map((generate) => generate()))) {
  const file = resolve(ROOT, path);
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) continue;
  stale += 1;
  if (!checking) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  console.log(checking ? `${path} is not what the code says: run npm run gen` : `wrote ${path}`);
}
if (checking && stale > 0) process.exitCode = 1;

async function version(): Promise<string> {
  const manifest = JSON.parse(await readFile(resolve(ROOT, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

async function apiDocument() {
  const text = `${JSON.stringify(openApiDocument(await version()), null, 2)}\n`;
  return { path: "docs/openapi.json", text };
}
