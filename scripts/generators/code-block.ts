import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

const EXAMPLES = resolve(import.meta.dirname, "../../examples");

/** A file below `examples` as a block of Markdown, under its name. */
export async function codeBlock(file: string, language: string): Promise<string> {
  const source = await readFile(resolve(EXAMPLES, file), "utf8");
  return `\`${file.slice(file.lastIndexOf("/") + 1)}\`\n\n\`\`\`${language}\n${source}\`\`\`\n`;
}
