import type { EventEnvelope } from "@kaspa-pay/api-contract";
import { audienceOf, type EventName, type EventSubject, events } from "@kaspa-pay/core";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import { eventBody } from "./event-body.ts";
import { eventRepository } from "./repository/events.ts";

export interface EmitDeps {
  readonly ids: Ids;
  readonly clock: Clock;
}

/** Events about a payment come from `reduce`; all others are emitted by name. */
export type EmittedName = {
  [N in EventName]: (typeof events)[N]["subject"] extends "payment" | "transfer" ? never : N;
}[EventName];

/**
 * Writes an event about the store, and a delivery for each endpoint that listens, in the transaction of the change.
 * `about`: the fields of the event's subject.
 */
export async function emitEvent(
  deps: EmitDeps,
  db: Db,
  store: Pick<Store, "id" | "network">,
  name: EmittedName,
  about: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subject: EventSubject = events[name].subject;
  await eventRepository(db).insert([eventWithoutPayment(deps, store, name, { [subject]: about })]);
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
    createdAt: at,
  };
}
