import type { EventEnvelope, FlatEvent, PaymentObject, Transfer } from "@kaspa-pay/api-contract";
import {
  audienceOf,
  type EventDetail,
  type EventName,
  type EventSubject,
  events,
  type SubjectFields,
  sompiToKas,
  type WebhookFormat,
} from "@kaspa-pay/core";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { iso } from "../payments/view.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import { eventRepository } from "./repository/events.ts";

export interface EmitDeps {
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Events about a payment or its refunds come from `reduce`; all others are emitted by name. */
export type EmittedName = {
  [N in EventName]: (typeof events)[N]["subject"] extends "payment" | "transfer" | "refund" ? never : N;
}[EventName];

/**
 * Writes an event about the store, and a delivery for each endpoint that listens, in the transaction of the change.
 * `about`: the fields of the event's subject.
 */
export async function emitEvent<N extends EmittedName>(
  deps: EmitDeps,
  db: Db,
  store: Pick<Store, "id" | "network">,
  name: N,
  about: SubjectFields<(typeof events)[N]["subject"]>,
  detail?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subject: EventSubject = events[name].subject;
  await eventRepository(db).insert([
    eventWithoutPayment(deps, store, name, { [subject]: about, ...(detail !== undefined && { detail }) }),
  ]);
}

/** An event that is about no payment: it has no sequence. A test has the name that was asked for, an alias too. */
export function eventWithoutPayment(
  { ids, clock }: EmitDeps,
  { id: storeId, network }: Pick<Store, "id" | "network">,
  name: string,
  data: EventEnvelope["data"],
): OutboxEvent {
  const id = ids.next("evt");
  const at = clock.now();
  const livemode = isLive(network);
  return {
    id,
    storeId,
    paymentId: null,
    sequence: null,
    type: name,
    body: eventBody({ id, type: name, at, sequence: null, storeId, livemode, data }),
    audience: audienceOf(name),
    callbackHost: null,
    createdAt: at,
  };
}

export interface EventParts {
  id: string;
  type: string;
  at: number;
  sequence: number | null;
  storeId: string;
  livemode: boolean;
  data: EventEnvelope["data"];
}

/** The webhook body. Its text is stored with the event: every attempt sends and signs these bytes. */
export function eventBody({ id, type, at, sequence, storeId, livemode, data }: EventParts): string {
  const envelope: EventEnvelope = { id, event: type, timestamp: iso(at), sequence, storeId, livemode, data };
  return JSON.stringify(envelope);
}

/** Flags of an event in their API form: sompi also as KAS under the name without its unit. */
export function wireDetail(detail: EventDetail): Record<string, string | number | boolean | null> {
  const wire: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of Object.entries(detail)) {
    if (typeof value !== "bigint") {
      wire[key] = value;
      continue;
    }
    if (key.endsWith("Sompi")) wire[key.slice(0, -"Sompi".length)] = sompiToKas(value);
    wire[key] = value.toString();
  }
  return wire;
}

/** The body for an endpoint that asked for another name or form, made from the stored one alone. */
export function bodyFor(eventText: string, name: string, format: WebhookFormat): string {
  const envelope = JSON.parse(eventText) as EventEnvelope;
  if (format === "event") return JSON.stringify({ ...envelope, event: name });
  return JSON.stringify(flatEvent(envelope, name));
}

function flatEvent(envelope: EventEnvelope, name: string): FlatEvent {
  const payment = envelope.data.payment as PaymentObject | undefined;
  const transfer = envelope.data.transfer as Transfer | undefined;
  return {
    event: name,
    timestamp: envelope.timestamp,
    merchant_id: envelope.storeId,
    payment_id: payment?.id ?? "",
    order_id: payment?.orderId ?? null,
    amount_kas: payment?.amountReceived ?? null,
    amount_usd: usdOf(payment),
    transaction_id: payment?.txId ?? transfer?.txId ?? null,
    customer_address: payment?.senderAddress ?? null,
    items: payment?.items ?? [],
    metadata: payment?.metadata ?? {},
  };
}

function usdOf(payment: Partial<PaymentObject> | undefined): string | null {
  if (payment?.usdAtReceipt !== undefined) return payment.usdAtReceipt;
  // Written before US dollars were kept beside the price's currency.
  if (payment?.fiatAtReceipt === undefined) return null;
  return !payment.fiat || payment.fiat.currency === "USD" ? payment.fiatAtReceipt : null;
}
