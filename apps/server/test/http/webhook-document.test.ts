// What the document says about webhooks: event names as one enumeration, headers with their keys, and the rules.
import {
  eventNames,
  eventWildcards,
  KASPAY_SIGNATURE_RULE,
  RECEIVER_RULE,
  RESEND_RULE,
  SEQUENCE_RULE,
  WILDCARD_RULE,
} from "@kaspa-pay/api-contract";
import { generateSecret } from "@kaspa-pay/webhooks";
import { expect, test } from "vitest";
import { attemptHeaders } from "../../src/features/webhooks/deliver.ts";
import { openApiDocument } from "../../src/http/openapi.ts";

// The document as everybody reads it: JSON.
// biome-ignore lint/suspicious/noExplicitAny: its shape is what is tested
const document: any = JSON.parse(JSON.stringify(openApiDocument("0.1.0")));
const schemas = document.components.schemas;

test("event names are one enumeration, and a subscription takes them and the wildcards", () => {
  expect(schemas.EventName.enum).toEqual([...eventNames]);
  expect(schemas.Subscription.enum).toEqual([...eventNames, ...eventWildcards]);
  for (const [schema, field] of [
    ["WebhookEvent", "event"],
    ["FlatEvent", "event"],
    ["StoredEvent", "event"],
    ["Delivery", "event"],
  ] as const)
    expect(JSON.stringify(schemas[schema].properties[field]), schema).toContain("/EventName");
  const body = document.paths["/webhooks/{id}/test"].post.requestBody;
  expect(JSON.stringify(body)).toContain("/EventName");
  expect(schemas.WebhookEvent.properties.sequence.description).toBe(SEQUENCE_RULE);
});

test("each form of webhook names every header that an attempt sends, with its key, and states the rules", async () => {
  const sent = await attemptHeaders("0.1.0", {
    secrets: [generateSecret(new Uint8Array(32).fill(7))],
    eventId: "evt_1",
    timestamp: 1,
    body: "{}",
    event: "webhook.test",
    resent: true,
  });
  const common = new Set(["content-type", "user-agent"]);
  const expected = Object.keys(sent).filter((name) => !common.has(name));
  for (const form of ["event", "flat"]) {
    const { description, parameters } = document.webhooks[form].post;
    const headers = new Map<string, { required: boolean; description: string }>(
      // biome-ignore lint/suspicious/noExplicitAny: a header of the document
      parameters.filter((row: any) => row.in === "header").map((row: any) => [row.name.toLowerCase(), row]),
    );
    expect([...headers.keys()].toSorted()).toEqual(expected.toSorted());
    expect(headers.get("x-kaspay-signature")?.description).toBe(KASPAY_SIGNATURE_RULE);
    expect([...headers].filter(([, header]) => !header.required).map(([name]) => name)).toEqual([
      "x-kp-resend",
    ]);
    for (const rule of [RECEIVER_RULE, SEQUENCE_RULE, WILDCARD_RULE, RESEND_RULE])
      expect(description).toContain(rule);
  }
});
