import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { KASPAY_SIGNATURE_RULE, RECEIVER_RULE } from "../../packages/api-contract/src/index.ts";

const FOLDER = resolve(import.meta.dirname, "../../examples/webhooks");

const RECEIVERS = [
  ["Flask", "flask_receiver.py", "python"],
  ["PHP", "php.php", "php"],
  ["Node", "node.mjs", "js"],
  ["Python", "python.py", "python"],
  ["Go", "go.go", "go"],
  ["openssl and bash", "openssl.sh", "sh"],
] as const;

const INTRODUCTION = `# Webhook receivers

Whole programs to copy. Each verifies the raw body, answers \`200 OK\` or \`401\`, and follows one rule. An Express handler
is in [Webhooks](04-webhooks.md#verify).

${RECEIVER_RULE}

${KASPAY_SIGNATURE_RULE} The receivers here verify \`webhook-signature\`, which stops replays as well.

This page is made from the files of \`examples/webhooks\` by \`npm run gen\`; every one of them is run by the tests.
`;

/** The samples as a page of the documentation, so that they are read where no checkout is at hand. */
export async function webhookReceivers() {
  const sections = RECEIVERS.map(async ([title, file, language]) => {
    const source = await readFile(resolve(FOLDER, file), "utf8");
    return `\n## ${title}\n\n\`${file}\`\n\n\`\`\`${language}\n${source}\`\`\`\n`;
  });
  const text = INTRODUCTION + (await Promise.all(sections)).join("");
  return { path: "docs/guides/13-webhook-receivers.md", text };
}
