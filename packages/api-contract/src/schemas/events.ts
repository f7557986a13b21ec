import { type EventSubject, eventSubjects } from "@kaspa-pay/core";
import * as z from "zod";
import { eventNames } from "../event-catalogue.ts";
import { SEQUENCE_RULE } from "../webhook-rules.ts";
import { Item } from "./metadata.ts";
import { PaymentObject, Transfer } from "./payments/payments.ts";
import { Id, listOf, page, period, Time, term } from "./wire.ts";

/** What `event` holds: a name of the catalogue, or an alias for endpoints that subscribed by it. */
export const EventName = z
  .enum([...eventNames] as [string, ...string[]], {
    error: "Not an event of the catalogue: see /docs/events",
  })
  .meta({ id: "EventName", examples: ["payment.confirmed"] });

const SubjectFields = z.record(z.string(), z.unknown()).optional();
type SubjectFields = typeof SubjectFields;

/** Fields of `data`, one for each subject; a subject other than payment and transfer has free fields. */
const ofSubjects = Object.fromEntries(
  Object.keys(eventSubjects).map((subject) => [subject, SubjectFields]),
) as Record<EventSubject, SubjectFields>;

const envelope = {
  id: Id.describe("Equals the `webhook-id` header; stable over retries."),
  event: EventName,
  timestamp: Time,
  sequence: z.int().nullable().describe(SEQUENCE_RULE),
  storeId: Id,
  livemode: z.boolean(),
  data: z.object({
    ...ofSubjects,
    payment: PaymentObject.optional(),
    transfer: Transfer.optional(),
    detail: z.record(z.string(), z.unknown()).optional().describe("For example `{ late: true }`."),
  }),
};

/** The body of a webhook: sent bytes are exactly what was signed. */
export const EventEnvelope = z.object(envelope).meta({ id: "WebhookEvent" });
export type EventEnvelope = z.output<typeof EventEnvelope>;

/** An event in `GET /events`. */
export const StoredEvent = z
  .object({ ...envelope, delivered: z.boolean().describe("No endpoint still waits for it.") })
  .meta({ id: "StoredEvent" });
export type StoredEvent = z.output<typeof StoredEvent>;

/** Answer of `GET /events`. */
export const EventList = listOf(StoredEvent, "EventList");

/** Query of `GET /events`. */
export const ListEvents = z
  .strictObject({
    type: term(64).optional().describe("An event name."),
    object: Id.optional().describe("Id of the payment, link or endpoint it is about."),
    delivered: z.boolean().optional().describe("`false`: some endpoint still waits for it."),
    ...period,
    ...page,
  })
  .meta({ id: "ListEvents" });

/** The body sent to an endpoint with `format: "flat"`: exactly the fields of KasperoPay (docs/spec/webhooks.md#flat-format). */
export const FlatEvent = z
  .object({
    event: EventName,
    timestamp: Time,
    merchant_id: z.string(),
    payment_id: z.string(),
    order_id: z.string().nullable(),
    amount_kas: z.string().nullable(),
    amount_usd: z
      .string()
      .nullable()
      .describe(
        "Value in US dollars of what was received, at the rates of receipt, whatever the price's currency. Null before any money was accepted, and when no US dollar rate was known at receipt.",
      ),
    transaction_id: z.string().nullable(),
    customer_address: z.string().nullable(),
    items: z.array(Item),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "FlatEvent" });
export type FlatEvent = z.output<typeof FlatEvent>;
