// What the server sends to endpoints, as the `webhooks` part of the document.
import {
  EventEnvelope,
  eventCatalogue,
  exampleEvent,
  exampleFlatEvent,
  FlatEvent,
} from "@kaspa-pay/api-contract";
import type { ZodOpenApiPathsObject } from "zod-openapi";

const ANSWERS = {
  "2XX": { description: "Taken. Anything else is tried again, ten times over three days." },
  "410": { description: "Gone: the endpoint is disabled." },
};

const SIGNATURES =
  "Signed twice: `webhook-signature` (Standard Webhooks, over `id.timestamp.body`) and `X-KasPay-Signature` (hex HMAC-SHA256 of the raw body). At least once, in no promised order: drop repeats by `webhook-id`, and lower `sequence` values per payment.";

/** Bodies we send are output: named here, so that they are not written a second time as input. */
export const webhookSchemas = { Event: EventEnvelope, FlatEvent };

/** One item per body format, with an example for each event. */
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
            schema: { $ref: "#/components/schemas/Event" },
            examples: Object.fromEntries(
              eventCatalogue.map(({ name, description }) => [
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
