// The rules for receivers have one wording: here, in the guide, in the samples and in the package.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { WEBHOOK_PORTS_TEXT } from "@kaspa-pay/core";
import { expect, test } from "vitest";
import {
  errorTable,
  eventCatalogue,
  FLAT_RULE,
  KASPAY_SIGNATURE_RULE,
  ORDER_RULE,
  RECEIVER_RULE,
  RESEND_RULE,
  SEQUENCE_RULE,
  WILDCARD_RULE,
} from "../src/index.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Text without line ends, and without what makes it a comment or a list. */
const textOf = (file: string) =>
  readFileSync(join(ROOT, file), "utf8")
    .replace(/^\s*(?:\/\/|#|\*|-|\/\*\*)? ?/gm, "")
    .replace(/\s+/g, " ");

const GUIDE = "docs/guides/04-webhooks.md";

test.each([
  GUIDE,
  "examples/webhooks/README.md",
  "examples/webhooks/receiver.mjs",
  "examples/webhooks/receiver.py",
  "examples/webhooks/flask_receiver.py",
  "examples/webhooks/receiver.php",
  "examples/webhooks/receiver.go",
  "examples/webhooks/openssl.sh",
  "examples/shop-express/server.mjs",
  "examples/shop-express/README.md",
  "examples/shop-flask/shop.py",
  "examples/shop-flask/README.md",
  "examples/shop-next/lib/orders.js",
  "examples/shop-next/README.md",
  "packages/webhooks/README.md",
])("%s says the rule for receivers", (file) => {
  expect(textOf(file)).toContain(RECEIVER_RULE);
});

/** Every file that a merchant copies from. */
const COPIED = [
  ...["docs/guides", "examples"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  ),
  "packages/webhooks/README.md",
  "apps/dashboard/src/features/webhooks/verifier-snippets.tsx",
];

test("nothing that merchants copy ships on the name of an event: that name may come late, or after its successors", () => {
  const byName = /[!=]=+ *['"`]payment\.(confirmed|completed)['"`]/;
  expect(COPIED.length).toBeGreaterThan(20);
  expect(COPIED.filter((file) => byName.test(readFileSync(join(ROOT, file), "utf8")))).toEqual([]);
});

test("the samples that the dashboard shows have a place for the secret", () => {
  const samples = COPIED.filter((file) => /verify-webhook\.(mjs|py|php|go)$/.test(file));
  expect(samples).toHaveLength(4);
  for (const file of samples)
    expect(readFileSync(join(ROOT, file), "utf8"), file).toMatch(/whsec_(?:…|\.{3})/);
});

test("the dashboard shows the rule beside its snippets", () => {
  expect(textOf("apps/dashboard/src/features/webhooks/verifier-snippets.tsx")).toContain("{RECEIVER_RULE");
});

test.each([ORDER_RULE, SEQUENCE_RULE, WILDCARD_RULE, RESEND_RULE, KASPAY_SIGNATURE_RULE, FLAT_RULE])(
  "the guide says: %s",
  (rule) => {
    expect(textOf(GUIDE)).toContain(rule);
  },
);

test("the guide, the configuration and the table of errors name the ports that are dialled", () => {
  expect(textOf(GUIDE)).toContain(`port ${WEBHOOK_PORTS_TEXT}`);
  expect(textOf("docs/configuration.md")).toContain(`port ${WEBHOOK_PORTS_TEXT}`);
  expect(errorTable.invalid_url.cure).toContain(`port ${WEBHOOK_PORTS_TEXT}`);
});

test("what is sent only by name says so in the catalogue", () => {
  const only = eventCatalogue.filter((entry) => entry.onlyByName);
  expect(only.map((entry) => entry.name)).toEqual(["payment.updated"]);
  expect(only[0]?.description).toMatch(/only to endpoints that name it/);
});
