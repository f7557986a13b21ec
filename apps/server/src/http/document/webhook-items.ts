// What the server sends to endpoints, as the `webhooks` part of the document.
import {
  EventEnvelope,
  eventCatalogue,
  exampleEvent,
  exampleFlatEvent,
  FlatEvent,
} from "@kaspa-pay/api-contract";
import type { z } from "zod";
import { createSchema, type oas31, type ZodOpenApiPathsObject } from "zod-openapi";
import { documentOptions } from "./parts.ts";

const ANSWERS = {
  "2XX": { description: "Taken. Anything else is tried again, ten times over three days." },
  "410": { description: "Gone: the endpoint is disabled." },
};

const SIGNATURES =
  "Signed twice: `webhook-signature` (Standard Webhooks, over `id.timestamp.body`) and `X-KasPay-Signature` (hex HMAC-SHA256 of the raw body). At least once, in no promised order: drop repeats by `webhook-id`, and lower `sequence` values per payment.";

/** Bodies that we send are output; as request bodies they would be written a second time, as input. */
export const webhookSchemas = {
  WebhookEvent: written(EventEnvelope, "WebhookEvent"),
  FlatEvent: written(FlatEvent, "FlatEvent"),
};

function written(schema: z.ZodType, id: string): oas31.SchemaObject {
  const { components } = createSchema(schema, { io: "output", opts: documentOptions });
  return components[id] ?? {};
}

/** Every event of a kind has the same fields: one of each shows them all. The confirmed payment is what most wait for. */
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
      description: SIGNATURES,
      tags: ["Webhooks"],
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
      description: SIGNATURES,
      tags: ["Webhooks"],
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
