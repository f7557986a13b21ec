// Rows of events, and the statements that write them with one delivery for each endpoint that listens.
import { CompiledQuery } from "kysely";
import { isoOrNull } from "../json-columns.ts";
import { eventIds, paymentIds, storeIds } from "../wire-ids.ts";

/** An event on its way into the outbox. */
export interface OutboxEvent {
  id: string;
  storeId: string;
  paymentId: string | null;
  sequence: number | null;
  type: string;
  /** The webhook body, byte for byte. */
  body: string;
  /** Subscriptions that get it: the name itself and, unless it is for named listeners only, its wildcards. */
  audience: readonly string[];
  /** Host of the payment's own callback URL; null without one. */
  callbackHost: string | null;
  createdAt: number;
}

export function eventRow(event: OutboxEvent) {
  return {
    id: eventIds.toUuid(event.id),
    store_id: storeIds.toUuid(event.storeId),
    payment_id: paymentIds.toUuidOrNull(event.paymentId),
    sequence: event.sequence,
    type: event.type,
    body: event.body,
    created_at: isoOrNull(event.createdAt),
    audience: event.audience,
    callback_host: event.callbackHost,
  };
}

/** A statement whose text never changes, so that its prepared form is used again on every connection. */
export interface FixedStatement {
  bind(parameters: readonly unknown[]): CompiledQuery<never>;
}

export function fixed(text: string): FixedStatement {
  return { bind: (parameters) => CompiledQuery.raw(text, [...parameters]) as CompiledQuery<never> };
}

export const INSERT_EVENTS = `insert into events (id, store_id, payment_id, sequence, type, body, created_at)
  select id, store_id, payment_id, sequence, type, body, created_at from outbox`;

/**
 * An address with a transfer is never given again, also when the transfer was only seen in the mempool. Only accepted
 * transfers make it paid and raise the key's highest paid index.
 */
export const TOUCH_ADDRESSES = `touched as (
  update addresses a set free_since = null,
    first_paid_at = case when t.accepted then coalesce(a.first_paid_at, t.at) else a.first_paid_at end
  from (select network, script, bool_or(status in ('accepted', 'confirmed')) as accepted, now() as at
    from transfer group by 1, 2) t
  where a.script = t.script and a.network = t.network
    and (a.free_since is not null or (t.accepted and a.first_paid_at is null))
  returning a.network, a.key_hash, a.address_index, t.accepted
), mark as (
  update address_counters c set highest_paid = h.highest
  from (select network, key_hash, max(address_index) as highest from touched where accepted group by 1, 2) h
  where c.network = h.network and c.key_hash = h.key_hash and c.highest_paid < h.highest
)`;

/**
 * Deliveries fan out inside the statement, to the endpoints that listen at this moment: a later endpoint gets no old
 * events. The host of callbacks listens to the payments that name it. Ids of deliveries are made by the database because the application cannot know how many there are.
 */
export const FAN_OUT = `insert into deliveries
    (id, store_id, endpoint_id, event_id, payment_id, event_type, state, attempts, next_attempt_at, created_at,
      untried_sequence)
  select gen_random_uuid(), e.store_id, p.id, e.id, e.payment_id, e.type, 'pending', 0, now(), e.created_at, e.sequence
  from outbox e join endpoints p on p.store_id = e.store_id and p.state = 'active' and p.matches && e.audience
    and (p.callback_host is null or p.callback_host = e.callback_host)`;

export const outbox = (
  parameter: string,
  condition: string,
) => `select e.* from jsonb_to_recordset(${parameter}::jsonb) as e
    (id uuid, store_id uuid, payment_id uuid, sequence int, type text, body text, created_at timestamptz, audience text[],
      callback_host text)
    ${condition}`;

/** $1 events[]. */
export const INSERT_OUTBOX = fixed(`
with outbox as (${outbox("$1", "")}
), event as (${INSERT_EVENTS}
)${FAN_OUT}`);
