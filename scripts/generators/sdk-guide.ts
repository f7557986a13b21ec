import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

const README = resolve(import.meta.dirname, "../../packages/sdk/README.md");

/** The README of the SDK as a guide, so that it is read where the gateway runs. */
export async function sdkGuide() {
  const [, ...lines] = (await readFile(README, "utf8")).split("\n");
  const text = ["# SDK and command line", ...lines].join("\n");
  return { path: "docs/guides/08-sdk-and-command-line.md", text };
}
