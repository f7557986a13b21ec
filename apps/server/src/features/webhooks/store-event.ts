import type { EventEnvelope } from "@kaspa-pay/api-contract";
import { audienceOf, type CatalogueName } from "@kaspa-pay/core";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { eventBody } from "./event-body.ts";

export interface StoreEvent {
  storeId: string;
  livemode: boolean;
  type: CatalogueName;
  data: EventEnvelope["data"];
}

/** An event about the store itself and no payment: it has no sequence. */
export function storeEvent(
  { ids, clock }: { ids: Ids; clock: Clock },
  { storeId, livemode, type, data }: StoreEvent,
): OutboxEvent {
  const id = ids.next("evt");
  const at = clock.now();
  return {
    id,
    storeId,
    paymentId: null,
    sequence: null,
    type,
    body: eventBody({ id, type, at, sequence: null, storeId, livemode, data }),
    audience: audienceOf(type),
    createdAt: at,
  };
}
