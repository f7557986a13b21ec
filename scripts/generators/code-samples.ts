import { codeBlock } from "./code-block.ts";

const LANGUAGES = [
  ["curl", "curl", "sh", "sh"],
  ["Node", "node", "mjs", "js"],
  ["Python", "python", "py", "python"],
  ["PHP", "php", "php", "php"],
  ["Go", "go", "go", "go"],
] as const;

/** Each: heading, file without its ending, and what the page says before the programs. */
const TASKS = [
  [
    "Create a link",
    "create-link",
    "A price that anybody with the link can pay. All fields: [payment link](03-accept-a-payment.md#payment-link).",
  ],
  [
    "Create a payment",
    "create-payment",
    "For one order, by your server. The order's id is the idempotency key, so a repeated request makes no second payment. Keep the payment's id with the order, and send the customer to the `checkoutUrl`.",
  ],
  [
    "Check a return",
    "check-return",
    "The customer comes back to your `redirectUrl` with signed fields. The signature proves that your gateway sent the customer, not that anybody paid: [the way back](03-accept-a-payment.md#the-way-back). curl asks the gateway; the others check by themselves and need `REDIRECT_SECRET` (Settings, Checkout, *Signed returns*).",
  ],
  [
    "Poll a payment",
    "poll",
    "Where no webhook can reach you, for example on a till. It needs no key. Every three seconds is often enough; a shop's server uses [webhooks](04-webhooks.md).",
  ],
  ["List all payments", "list-all", "Page by page, until `nextCursor` is null. Filters go into the query."],
  [
    "Verify a webhook",
    "verify-webhook",
    "The shortest receiver that is safe: it verifies the raw body and prints what came. Those that keep orders, and one for openssl and bash, are on [Webhook receivers](16-webhook-receivers.md), with the rule for what to do next.",
  ],
  [
    "Refund a payment",
    "refund",
    "The whole sum. The customer names an address on the claim page, then your own wallet signs: [Refunds](19-refunds.md). The claim link is a secret between you and the customer.",
  ],
] as const;

const INTRODUCTION = `# Code samples

One short program for each task, in curl, Node, Python, PHP and Go, with nothing but what the language ships with. The tests
run every one of them against a real gateway.

Set these first; the [quick start](01-quick-start.md) says where they come from:

\`\`\`sh
export KP_URL=http://localhost:3000
export KP_KEY=kp_test_paste_yours_here
\`\`\`

The files are in \`examples/samples\`; this page is made from them by \`npm run gen\`. A refused request answers a \`code\`, the
\`error\` in words and the \`param\` at fault: [Errors](/docs/errors). Repeat 429 and 5xx after \`Retry-After\` with the same
\`Idempotency-Key\`; correct the request on any other error.
`;

const COLLECTIONS = `
## Collections

All requests of the API, in a folder for each noun, with an example body each:

| tool | file | then |
|---|---|---|
| Postman | [kaspa-pay.postman_collection.json](/docs/collections/kaspa-pay.postman_collection.json) | *Import*, then set \`baseUrl\` and \`apiKey\` under *Variables* |
| Bruno | [kaspa-pay.bruno.json](/docs/collections/kaspa-pay.bruno.json) | *Import collection*, then set \`baseUrl\` and \`apiKey\` in the environment *local* |

A request that makes something keeps its id for those that follow: after *Create a payment*, *Read a payment* reads that one.
Requests of a signed-in person use \`token\`, which *Sign in* sets. \`address\` is an address of your test wallet. Tools that
read OpenAPI may use [/openapi.json](/openapi.json) itself.
`;

/** Programs of one task; curl verifies nothing, so it has no receiver. */
function programsOf(task: string) {
  return LANGUAGES.filter(([, folder]) => folder !== "curl" || task !== "verify-webhook");
}

/** The page of all samples. */
export async function codeSamples() {
  const sections = TASKS.map(async ([title, task, text]) => {
    const programs = programsOf(task).map(
      async ([name, folder, extension, language]) =>
        `\n### ${title}: ${name}\n\n${await codeBlock(`samples/${folder}/${task}.${extension}`, language)}`,
    );
    return `\n## ${title}\n\n${text}\n${(await Promise.all(programs)).join("")}`;
  });
  return {
    path: "docs/guides/07-samples.md",
    text: INTRODUCTION + (await Promise.all(sections)).join("") + COLLECTIONS,
  };
}
