import { KASPAY_SIGNATURE_RULE, RECEIVER_RULE } from "../../packages/api-contract/src/index.ts";
import { codeBlock } from "./code-block.ts";

const RECEIVERS = [
  ["Flask", "flask_receiver.py", "python"],
  ["PHP", "receiver.php", "php"],
  ["Node", "receiver.mjs", "js"],
  ["Python", "receiver.py", "python"],
  ["Go", "receiver.go", "go"],
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
  const sections = RECEIVERS.map(
    async ([title, file, language]) => `\n## ${title}\n\n${await codeBlock(`webhooks/${file}`, language)}`,
  );
  const text = INTRODUCTION + (await Promise.all(sections)).join("");
  return { path: "docs/guides/16-webhook-receivers.md", text };
}
