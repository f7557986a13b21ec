// The vectors that all implementations of the check share: clients/conformance/README.md.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { InvalidSecretError, verify, WebhookVerificationError } from "../src/index.ts";

interface WebhookVector {
  readonly name: string;
  readonly secrets: readonly string[];
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  /** Unix seconds. */
  readonly now: number;
  readonly expect: string;
}

const FILE = new URL("../../../clients/conformance/signatures.json", import.meta.url);
const { webhooks } = JSON.parse(readFileSync(FILE, "utf8")) as { webhooks: WebhookVector[] };

/** `TimestampTooOldError` is `timestamp_too_old`. */
const reasonOf = ({ name }: Error): string =>
  name
    .replace(/Error$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase();

it.each(webhooks)("W-12 a delivery that every implementation judges alike: $name", async (vector) => {
  const body = vector.body ?? Buffer.from(vector.bodyBase64 ?? "", "base64");
  const { secrets: secret, headers, now } = vector;
  const said = await verify({ secret, headers, body, now: now * 1000 }).then(
    () => "ok",
    (error: Error) => {
      expect([WebhookVerificationError, InvalidSecretError].some((kind) => error instanceof kind)).toBe(true);
      return reasonOf(error);
    },
  );
  expect(said).toBe(vector.expect);
});
