import { DELIVERY_STATES, ENDPOINT_HEALTH, WEBHOOK_FORMATS } from "@kaspa-pay/core";
import * as z from "zod";
import { subscriptionNames } from "../event-catalogue.ts";
import { WILDCARD_RULE } from "../webhook-rules.ts";
import { EventName } from "./events.ts";
import { Id, line, listOf, page, period, Time, TimeInput, term, WebhookUrlInput } from "./wire.ts";

/** A name of the catalogue, one of its aliases, `payment.*` and the like, or `*`. */
export const Subscription = z
  .enum([...subscriptionNames] as [string, ...string[]], {
    error: "Not an event of the catalogue: see /docs/events",
  })
  .meta({ id: "Subscription", examples: ["payment.confirmed"] });

const Events = z.array(Subscription).min(1).max(60);
const Format = z.enum(WEBHOOK_FORMATS).meta({ id: "WebhookFormat" });

/** `POST /webhooks`. */
export const CreateEndpoint = z
  .strictObject({
    url: WebhookUrlInput,
    events: Events.optional().describe(`Default: \`*\`. ${WILDCARD_RULE}`),
    format: Format.optional().describe(
      "`flat` sends the flat body with names like `payment_id` and `amount_kas`.",
    ),
    description: line(200).optional(),
  })
  .meta({
    id: "CreateEndpoint",
    examples: [{ url: "https://your-server.com/webhook", events: ["payment.confirmed", "payment.expired"] }],
  });
export type CreateEndpoint = z.output<typeof CreateEndpoint>;

/** `PATCH /webhooks/:id`. */
export const UpdateEndpoint = z
  .strictObject({
    id: Id,
    url: WebhookUrlInput.optional(),
    events: Events.optional(),
    format: Format.optional(),
    description: line(200).optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: "UpdateEndpoint", examples: [{ isActive: false }] });
export type UpdateEndpoint = z.output<typeof UpdateEndpoint>;

const endpoint = {
  id: Id,
  url: z.string(),
  events: z.array(z.string()),
  format: Format,
  description: z.string().nullable(),
  isActive: z.boolean(),
  state: z.enum(ENDPOINT_HEALTH),
  disabledReason: z.string().nullable(),
  failingSince: Time.nullable(),
  lastDelivery: z.object({ at: Time, status: z.int().nullable(), ok: z.boolean() }).nullable(),
  successRate24h: z.number().nullable().describe("0 to 1; null without deliveries."),
  previousSecretExpiresAt: Time.nullable().describe(
    "A rotation is under way: until then, or until it is finished, both secrets sign.",
  ),
  livemode: z.boolean(),
  createdAt: Time,
};

/** A webhook endpoint; the secret is masked. */
export const Endpoint = z
  .object({ ...endpoint, secret: z.string().describe("Masked.") })
  .meta({ id: "WebhookEndpoint" });
export type Endpoint = z.output<typeof Endpoint>;

/** Result of a test event, sent at once. */
export const TestResult = z
  .object({
    delivered: z.boolean(),
    status: z.int().nullable(),
    latencyMs: z.int(),
    errorClass: z
      .string()
      .nullable()
      .describe("For example `dns`, `tls`, `refused`, `timeout`, `blocked_address`."),
    message: z.string().nullable(),
    responseSnippet: z.string().nullable().describe("At most 1 KiB of the answer."),
    eventId: Id,
    deliveryId: Id.nullable(),
  })
  .meta({ id: "TestResult" });
export type TestResult = z.output<typeof TestResult>;

/** Answer of `POST /webhooks`: the secret in full, this once. */
export const EndpointCreated = z
  .object({ ...endpoint, secret: z.string().describe("`whsec_…`, shown this once.") })
  .meta({ id: "WebhookEndpointCreated" });
export type EndpointCreated = z.output<typeof EndpointCreated>;

/** Answer of `GET /webhooks`. */
export const EndpointList = listOf(Endpoint, "WebhookEndpointList");

/** Answer of `POST /webhooks/:id/rotate-secret`. */
export const RotatedSecret = z
  .object({ id: Id, secret: z.string(), previousSecretExpiresAt: Time })
  .meta({ id: "RotatedSecret" });

/** `POST /webhooks/:id/test`. */
export const TestEndpoint = z
  .strictObject({ id: Id, event: EventName.optional().describe("Default `webhook.test`.") })
  .meta({ id: "TestEndpoint", examples: [{ event: "payment.confirmed" }] });

/** `POST /webhooks/:id/resend-failed`. */
export const ResendFailed = z
  .strictObject({ id: Id, since: TimeInput, dryRun: z.boolean().optional().describe("Only count.") })
  .meta({ id: "ResendFailed", examples: [{ since: "2026-02-08T12:00:00Z" }] });

/** Answer of `POST /webhooks/:id/resend-failed`. */
export const ResendCount = z.object({ count: z.int() }).meta({ id: "ResendCount" });

export const DeliveryState = z.enum(DELIVERY_STATES).meta({ id: "DeliveryState" });

const delivery = {
  id: Id,
  eventId: Id,
  event: EventName,
  endpointId: Id,
  url: z.string(),
  callback: z.boolean().describe("To the payment's own `callbackUrl`, not to a registered endpoint."),
  paymentId: Id.nullable(),
  state: DeliveryState,
  attempts: z.int(),
  maxAttempts: z.int(),
  resent: z.boolean().describe("Sent again by hand: it goes out with `X-KP-Resend: true`."),
  nextAttemptAt: Time.nullable(),
  lastAttemptAt: Time.nullable(),
  lastStatus: z.int().nullable(),
  latencyMs: z.int().nullable(),
  errorClass: z.string().nullable(),
  message: z.string().nullable(),
  createdAt: Time,
  deliveredAt: Time.nullable(),
};

/** One delivery: an event for one endpoint. */
export const Delivery = z.object(delivery).meta({ id: "Delivery" });
export type Delivery = z.output<typeof Delivery>;

/** Answer of the delivery lists. */
export const DeliveryList = listOf(Delivery, "DeliveryList");

/** A delivery with what was sent and answered. */
export const DeliveryDetail = z
  .object({
    ...delivery,
    requestHeaders: z.record(z.string(), z.string()),
    requestBody: z.string().describe("Exactly the signed bytes."),
    signatureBase: z.string().describe("What the Standard Webhooks signature covers."),
    attemptLog: z.array(
      z.object({
        number: z.int(),
        at: Time,
        status: z.int().nullable(),
        errorClass: z.string().nullable(),
        message: z.string().nullable(),
        latencyMs: z.int().nullable(),
        responseSnippet: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.output<typeof DeliveryDetail>;

const deliveryFilters = {
  state: DeliveryState.optional().describe("Deliveries in this state."),
  event: term(64).optional().describe("An event name."),
  ...period,
  ...page,
};

/** Query of `GET /webhooks/:id/deliveries`. */
export const ListEndpointDeliveries = z
  .strictObject({ id: Id, ...deliveryFilters })
  .meta({ id: "ListEndpointDeliveries" });

/** Query of the store-wide delivery log. */
export const ListDeliveries = z
  .strictObject({
    endpointId: Id.optional(),
    paymentId: Id.optional(),
    eventId: Id.optional(),
    ...deliveryFilters,
  })
  .meta({ id: "ListDeliveries" });
