import { type Selectable, sql } from "kysely";
import { dateOrNull, millis, millisOrNull, toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import { eventRow, INSERT_OUTBOX, type OutboxEvent } from "../../../database/rows/outbox.ts";
import type { EndpointsTable, EventsTable } from "../../../database/tables/event-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { deliveryIds, endpointIds, eventIds, paymentIds, storeIds } from "../../../database/wire-ids.ts";
import type { Endpoint, EventFilters, EventHead, StoredEvent } from "../records.ts";

interface HeadRow {
  id: string;
  payment_id: string;
  type: string;
  sequence: number | null;
  created_at: Date;
}

export function eventRepository(db: Db) {
  return {
    /** Writes events and a delivery for each subscribed endpoint. */
    async insert(events: readonly OutboxEvent[]): Promise<void> {
      if (events.length > 0) await db.executeQuery(INSERT_OUTBOX.bind([toJson(events.map(eventRow))]));
    },
    /** Writes one event for one endpoint alone, its delivery claimed by `holder`; the delivery's id. */
    async insertFor(event: OutboxEvent, endpointId: string, holder: string): Promise<string> {
      const { audience: _everybody, ...row } = eventRow(event);
      const { rows } = await sql<{ id: string }>`
        with event as (
          insert into events select * from jsonb_populate_record(null::events, ${toJson(row)}::jsonb) returning *
        )
        insert into deliveries
          (id, store_id, endpoint_id, event_id, payment_id, event_type, state, attempts, next_attempt_at, created_at,
            locked_by, locked_until)
        select gen_random_uuid(), store_id, ${endpointIds.toUuid(endpointId)}::uuid, id, payment_id, type, 'pending', 0,
          now(), created_at, ${holder}, now() + interval '60 seconds' from event returning id`.execute(db);
      return deliveryIds.toWire(rows[0]?.id ?? "");
    },
    async list(storeId: string, filters: EventFilters, page: Page): Promise<StoredEvent[]> {
      let query = db.selectFrom("events").selectAll().where("store_id", "=", storeIds.toUuid(storeId));
      if (filters.type !== undefined) query = query.where("type", "=", filters.type);
      if (filters.paymentId !== undefined)
        query = query.where("payment_id", "=", paymentIds.toUuid(filters.paymentId));
      if (filters.createdFrom !== undefined)
        query = query.where("created_at", ">=", new Date(filters.createdFrom));
      if (filters.createdTo !== undefined)
        query = query.where("created_at", "<", new Date(filters.createdTo));
      if (filters.delivered !== undefined) {
        const waiting = sql<boolean>`exists (select 1 from deliveries d
          where d.store_id = events.store_id and d.event_id = events.id and d.state = 'pending')`;
        query = query.where(waiting, "=", !filters.delivered);
      }
      if (page.afterId !== null) query = query.where("id", "<", eventIds.toUuid(page.afterId));
      return (await withDelivered(query.orderBy("id", "desc").limit(page.limit + 1)).execute()).map(toEvent);
    },
    /** Of each payment, newest first, at most `limit` of one; without the bodies. */
    async newestOf(storeId: string, payments: readonly string[], limit: number): Promise<EventHead[]> {
      const { rows } = await sql<HeadRow>`select e.*
        from unnest(${payments.map(paymentIds.toUuid)}::uuid[]) p(id)
        cross join lateral (select id, payment_id, type, sequence, created_at from events
          where store_id = ${storeIds.toUuid(storeId)} and payment_id = p.id
          order by sequence desc limit ${limit}) e`.execute(db);
      return rows.map((row) => ({
        id: eventIds.toWire(row.id),
        paymentId: paymentIds.toWire(row.payment_id),
        type: row.type,
        sequence: row.sequence,
        createdAt: millis(row.created_at),
      }));
    },
    async get(storeId: string, id: string): Promise<StoredEvent | null> {
      const row = await withDelivered(
        db
          .selectFrom("events")
          .selectAll()
          .where("store_id", "=", storeIds.toUuid(storeId))
          .where("id", "=", eventIds.toUuid(id)),
      ).executeTakeFirst();
      return row === undefined ? null : toEvent(row);
    },
  };
}

function withDelivered<Q extends { select(expression: unknown): Q }>(query: Q): Q;
function withDelivered(query: { select(expression: unknown): unknown }): unknown {
  return query.select(
    sql<boolean>`not exists (select 1 from deliveries d
      where d.store_id = events.store_id and d.event_id = events.id and d.state = 'pending')`.as("delivered"),
  );
}

function toEvent(row: Selectable<EventsTable> & { delivered?: boolean }): StoredEvent {
  return {
    id: eventIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    paymentId: paymentIds.toWireOrNull(row.payment_id),
    sequence: row.sequence,
    type: row.type,
    body: row.body,
    createdAt: millis(row.created_at),
    delivered: row.delivered ?? true,
  };
}

/** The endpoints that merchants register; the hosts of callbacks are in `callback-hosts.ts`. */
export function endpointRepository(db: Db) {
  const selectEndpoint = (storeId: string, id: string) =>
    db
      .selectFrom("endpoints")
      .selectAll()
      .where("store_id", "=", storeIds.toUuid(storeId))
      .where("id", "=", endpointIds.toUuid(id))
      .where("callback_host", "is", null)
      .where("state", "<>", "deleted");
  return {
    async insert(endpoint: Endpoint): Promise<void> {
      await db.insertInto("endpoints").values(endpointRow(endpoint)).execute();
    },
    async get(storeId: string, id: string): Promise<Endpoint | null> {
      const row = await selectEndpoint(storeId, id).executeTakeFirst();
      return row === undefined ? null : toEndpoint(row);
    },
    async lock(storeId: string, id: string): Promise<Endpoint | null> {
      const row = await selectEndpoint(storeId, id).forUpdate().executeTakeFirst();
      return row === undefined ? null : toEndpoint(row);
    },
    async list(storeId: string): Promise<Endpoint[]> {
      const rows = await db
        .selectFrom("endpoints")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "is", null)
        .where("state", "<>", "deleted")
        .orderBy("id", "desc")
        .execute();
      return rows.map(toEndpoint);
    },
    async update(endpoint: Endpoint): Promise<void> {
      await db
        .updateTable("endpoints")
        .set(endpointRow(endpoint))
        .where("store_id", "=", storeIds.toUuid(endpoint.storeId))
        .where("id", "=", endpointIds.toUuid(endpoint.id))
        .execute();
    },
    /** Share of delivered among finished deliveries of the last 24 h, by endpoint id. */
    async successRates(storeId: string): Promise<Map<string, number>> {
      const { rows } = await sql<{ endpoint_id: string; rate: number }>`
        select endpoint_id, avg((state = 'delivered')::int)::float8 as rate from deliveries
        where store_id = ${storeIds.toUuid(storeId)} and created_at > now() - interval '24 hours' and attempts > 0
        group by endpoint_id`.execute(db);
      return new Map(rows.map((row) => [endpointIds.toWire(row.endpoint_id), row.rate]));
    },
  };
}

function endpointRow(endpoint: Endpoint) {
  const previous = endpoint.sealedPreviousSecret;
  return {
    id: endpointIds.toUuid(endpoint.id),
    store_id: storeIds.toUuid(endpoint.storeId),
    url: endpoint.url,
    events: [...endpoint.events],
    matches: [...endpoint.matches],
    format: endpoint.format,
    description: endpoint.description,
    sealed_secret: endpoint.sealedSecret && Buffer.from(endpoint.sealedSecret),
    sealed_previous_secret: previous === null ? null : Buffer.from(previous),
    previous_secret_until: dateOrNull(endpoint.previousSecretUntil),
    state: endpoint.state,
    disabled_reason: endpoint.disabledReason,
    failing_since: dateOrNull(endpoint.failingSince),
    failures_in_row: endpoint.failuresInRow,
    last_delivery_at: dateOrNull(endpoint.lastDeliveryAt),
    last_status: endpoint.lastStatus,
    created_at: new Date(endpoint.createdAt),
    updated_at: new Date(endpoint.updatedAt),
  };
}

export function toEndpoint(
  row: Omit<Selectable<EndpointsTable>, "failures_in_row"> & { failures_in_row: number },
): Endpoint {
  return {
    id: endpointIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    url: row.url,
    events: row.events,
    matches: row.matches,
    format: row.format,
    description: row.description,
    sealedSecret: row.sealed_secret,
    sealedPreviousSecret: row.sealed_previous_secret,
    previousSecretUntil: millisOrNull(row.previous_secret_until),
    state: row.state,
    disabledReason: row.disabled_reason,
    failingSince: millisOrNull(row.failing_since),
    failuresInRow: row.failures_in_row,
    lastDeliveryAt: millisOrNull(row.last_delivery_at),
    lastStatus: row.last_status,
    createdAt: millis(row.created_at),
    updatedAt: millis(row.updated_at),
  };
}
