// What the server sends to endpoints, as the `webhooks` part of the document.
import {
  EventEnvelope,
  eventCatalogue,
  exampleEvent,
  exampleFlatEvent,
  FLAT_RULE,
  FlatEvent,
  KASPAY_SIGNATURE_RULE,
  ORDER_RULE,
  RECEIVER_RULE,
  RESEND_RULE,
  SEQUENCE_RULE,
  WILDCARD_RULE,
} from "@kaspa-pay/api-contract";
import type { z } from "zod";
import { createSchema, type oas31, type ZodOpenApiPathsObject } from "zod-openapi";
import { documentOptions } from "./parts.ts";

/** Not the tag of the routes: generators make one class of each tag, and these are no requests that a client sends. */
const TAGS = ["Webhook events"];

const ANSWERS = {
  "2XX": { description: "Taken. Anything else is tried again: ten attempts over about three days." },
  "410": { description: "Gone: the endpoint is disabled." },
};

const DESCRIPTION = [
  "Signed twice: `webhook-signature` (Standard Webhooks) and `X-KasPay-Signature`. At least once.",
  ORDER_RULE,
  RECEIVER_RULE,
  SEQUENCE_RULE,
  WILDCARD_RULE,
  RESEND_RULE,
].join("\n\n");

const FLAT_DESCRIPTION = `${DESCRIPTION}\n\n${FLAT_RULE}`;

interface HeaderDescription {
  name: string;
  description: string;
  example: string;
  optional?: boolean;
}

const HEADERS: readonly HeaderDescription[] = [
  { name: "webhook-id", description: "The event's id; the same for each repeat.", example: "evt_01k9x2m4q8" },
  { name: "webhook-timestamp", description: "Unix seconds of this attempt.", example: "1770552060" },
  {
    name: "webhook-signature",
    description:
      "`v1,` and base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; the key is what stands after `whsec_`, base64-decoded. While a rotation is not finished there are two, by the new and by the old secret, with a space between.",
    example: "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  },
  {
    name: "X-KasPay-Signature",
    description: KASPAY_SIGNATURE_RULE,
    example: "5f2ca0c7f1d94e3b8a6d2071c5e8b94f3d06a17e92b8c4f50d6e13a7984bf2c0",
  },
  { name: "X-KasPay-Event", description: "The event's name, as in `event`.", example: "payment.confirmed" },
  { name: "X-KP-Resend", description: RESEND_RULE, example: "true", optional: true },
];

const PARAMETERS: oas31.ParameterObject[] = HEADERS.map(({ name, description, example, optional }) => ({
  name,
  in: "header",
  required: optional !== true,
  description,
  schema: { type: "string" },
  example,
}));

/** Bodies that we send are output schemas; as request bodies they would be written a second time, as input. */
export const webhookSchemas = {
  WebhookEvent: written(EventEnvelope, "WebhookEvent"),
  FlatEvent: written(FlatEvent, "FlatEvent"),
};

function written(schema: z.ZodType, id: string): oas31.SchemaObject {
  const { components } = createSchema(schema, { io: "output", opts: documentOptions });
  return components[id] ?? {};
}

/** All events of a kind have the same fields, so one example of each is enough. */
function oneOfEachKind() {
  const kinds = new Set(eventCatalogue.map(({ about }) => about));
  const first = [...kinds].flatMap((kind) => eventCatalogue.find(({ about }) => about === kind) ?? []);
  return [...eventCatalogue.filter(({ name }) => name === "payment.confirmed"), ...first];
}

/** One item per body format. */
export const webhookItems: ZodOpenApiPathsObject = {
  event: {
    post: {
      operationId: "webhook.event",
      summary: "An event, for endpoints with format `event`",
      description: DESCRIPTION,
      parameters: PARAMETERS,
      tags: TAGS,
      security: [{}],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { $ref: "#/components/schemas/WebhookEvent" },
            examples: Object.fromEntries(
              oneOfEachKind().map(({ name, description }) => [
                name,
                { summary: description, value: exampleEvent(name) },
              ]),
            ),
          },
        },
      },
      responses: ANSWERS,
    },
  },
  flat: {
    post: {
      operationId: "webhook.flat",
      summary: "An event, for endpoints with format `flat`",
      description: FLAT_DESCRIPTION,
      parameters: PARAMETERS,
      tags: TAGS,
      security: [{}],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { $ref: "#/components/schemas/FlatEvent" },
            example: exampleFlatEvent("payment.completed"),
          },
        },
      },
      responses: ANSWERS,
    },
  },
};
