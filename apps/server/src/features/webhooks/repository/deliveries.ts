// The queue of webhook deliveries: claim, commit, send, then one batched result (docs/spec/webhooks.md#attempts-and-retries).
import { type Selectable, sql } from "kysely";
import { fromJson, isoOrNull, toJson } from "../../../database/json-columns.ts";
import type { EndpointsTable } from "../../../database/tables/event-tables.ts";
import { retrying } from "../../../database/transaction.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { attemptIds, deliveryIds, endpointIds, eventIds, storeIds } from "../../../database/wire-ids.ts";
import { FIRST_CALLBACK_SECRET } from "../../stores/callback-secret.ts";
import type { AttemptResult, ClaimedDelivery, DeliveryKey } from "../records.ts";
import { createDeliveryReads } from "./delivery-queries.ts";
import { toEndpoint } from "./events.ts";

/** More than two time-outs of an attempt, so it is never renewed; a dead worker's rows come back by themselves. */
const LEASE_SECONDS = 60;
const RESEND_PER_SECOND = 20;
/** Few, so that all callback hosts of a store together leave room for its endpoints. */
const PER_CALLBACK_HOST = 2;

export function deliveryRepository(db: Db) {
  return {
    /**
     * Claims due rows for 60 s, at most `perEndpoint` running for each endpoint, skipping what others hold and what waits
     * for the first attempt of an earlier event of the same payment.
     */
    claim: (holder: string, limit: number, perEndpoint: number): Promise<ClaimedDelivery[]> =>
      claim(db, holder, limit, perEndpoint),
    /** Fixes the form that an endpoint gets, before it is sent for the first time. */
    async fixBody({ storeId, eventId, id }: DeliveryKey, body: string): Promise<string> {
      const { rows } = await sql<{ body: string }>`update deliveries set body = coalesce(body, ${body})
        where store_id = ${storeIds.toUuid(storeId)} and event_id = ${eventIds.toUuid(eventId)}
          and id = ${deliveryIds.toUuid(id)} returning body`.execute(db);
      return rows[0]?.body ?? body;
    },
    /** One statement for the batch; rows that another holder took over meanwhile stay untouched. Ids of written rows. */
    record: (holder: string, results: readonly AttemptResult[]): Promise<string[]> =>
      retrying(() => record(db, holder, results)),
    /** Gives up what waits for endpoints that are switched off: an event may be written while its endpoint is. */
    async abandonInactive(): Promise<number> {
      const { rows } = await sql`update deliveries d
        set state = 'failed', next_attempt_at = null, last_error = 'endpoint_disabled', finished_at = now(),
          untried_sequence = null
        from endpoints e where e.store_id = d.store_id and e.id = d.endpoint_id and e.state <> 'active'
          and d.state = 'pending' and d.locked_until is null returning d.id`.execute(db);
      return rows.length;
    },
    ...resendRecords(db),
    ...createDeliveryReads(db),
  };
}

function resendRecords(db: Db) {
  return {
    /** Queues a delivery again, same event and bytes. False when it is not the store's. */
    async resend(storeId: string, id: string): Promise<boolean> {
      const { rows } = await sql`update deliveries d
        set state = 'pending', attempts = 0, next_attempt_at = now(), finished_at = null, untried_sequence = null,
          resent = true
        from endpoints e where e.store_id = d.store_id and e.id = d.endpoint_id and e.state = 'active'
          and d.locked_until is null and d.store_id = ${storeIds.toUuid(storeId)} and d.id = ${deliveryIds.toUuid(id)} returning d.id`.execute(
        db,
      );
      return rows.length === 1;
    },
    async countFailed(storeId: string, endpointId: string, since: number): Promise<number> {
      const row = await db
        .selectFrom("deliveries")
        .select(sql<number>`count(*)::int`.as("count"))
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("endpoint_id", "=", endpointIds.toUuid(endpointId))
        .where("state", "=", "failed")
        .where("created_at", ">=", new Date(since))
        .executeTakeFirstOrThrow();
      return row.count;
    },
    /** Queues failed ones again, spread at 20 a second. */
    async resendFailed(storeId: string, endpointId: string, since: number): Promise<number> {
      const { rows } = await sql`with due as (
          select d.store_id, d.event_id, d.id, now() + row_number() over (order by d.created_at, e.sequence, d.id)
            * interval '1 second' / ${RESEND_PER_SECOND} as next_at
          from deliveries d join events e on e.store_id = d.store_id and e.id = d.event_id
          where d.store_id = ${storeIds.toUuid(storeId)} and d.endpoint_id = ${endpointIds.toUuid(endpointId)}
            and d.state = 'failed' and d.created_at >= ${new Date(since)}
        ) update deliveries d set state = 'pending', attempts = 0, finished_at = null, resent = true,
          next_attempt_at = due.next_at
        from due where d.store_id = due.store_id and d.event_id = due.event_id and d.id = due.id returning d.id`.execute(
        db,
      );
      return rows.length;
    },
    /** Nothing more is tried for a disabled or deleted endpoint. */
    async abandon(storeId: string, endpointId: string, reason: string): Promise<number> {
      const rows = await db
        .updateTable("deliveries")
        .set({
          state: "failed",
          next_attempt_at: null,
          last_error: reason,
          finished_at: sql`now()`,
          untried_sequence: null,
        })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("endpoint_id", "=", endpointIds.toUuid(endpointId))
        .where("state", "=", "pending")
        .returning("id")
        .execute();
      return rows.length;
    },
  };
}

type ClaimRow = Selectable<EndpointsTable> & {
  failures_in_row: number;
  target_url: string | null;
  callback_secret: unknown;
  delivery_id: string;
  network: string;
  attempts: number;
  event_id: string;
  event_type: string;
  event_body: string;
  sent_body: string | null;
  resent: boolean;
};

/**
 * Events of one payment go to one endpoint in order: each waits until the first attempt of those before it has ended,
 * whatever came of it. A failed one delays no other; one whose worker ended does until its lease expires.
 */
const ITS_TURN = sql<boolean>`(d.untried_sequence is null or not exists (
  select 1 from deliveries b where b.store_id = d.store_id and b.endpoint_id = d.endpoint_id
    and b.payment_id = d.payment_id and b.untried_sequence < d.untried_sequence))`;

/**
 * `due` searches all stores and locks nothing. The update takes what is still free: a row that another process claimed
 * meanwhile is left to it. Two that claim at the same moment meet the rows in one order.
 */
async function claim(db: Db, holder: string, limit: number, perEndpoint: number): Promise<ClaimedDelivery[]> {
  const { rows } = await retrying(() =>
    sql<ClaimRow>`
    with running as (
      select store_id, endpoint_id, count(*) as busy from deliveries where locked_until > now() group by 1, 2
    ), due as (
      select d.store_id, d.event_id, d.id from endpoints e
        left join running r on r.store_id = e.store_id and r.endpoint_id = e.id
        cross join lateral (
          select d.store_id, d.event_id, d.id from deliveries d
          where d.store_id = e.store_id and d.endpoint_id = e.id and d.state = 'pending' and d.next_attempt_at <= now()
            and (d.locked_until is null or d.locked_until <= now()) and ${ITS_TURN}
          order by d.next_attempt_at limit greatest(0,
            case when e.callback_host is null then ${perEndpoint}::int else ${PER_CALLBACK_HOST}::int end
            - coalesce(r.busy, 0))
        ) d
      where e.state = 'active' and (e.store_id, e.id) in (
        select distinct store_id, endpoint_id from deliveries where state = 'pending' and next_attempt_at <= now())
      limit ${limit}
    ), ordered as (
      select * from due order by store_id, event_id, id
    ), mine as (
      update deliveries d set locked_until = now() + ${LEASE_SECONDS} * interval '1 second', locked_by = ${holder}
      from ordered o
      where d.store_id = o.store_id and d.event_id = o.event_id and d.id = o.id and d.state = 'pending'
        and d.next_attempt_at <= now() and (d.locked_until is null or d.locked_until <= now())
      returning d.*
    )
    select e.*, m.id as delivery_id, s.network, m.attempts, m.event_id, m.event_type, v.body as event_body,
      m.body as sent_body, m.resent, case when e.callback_host is null then e.url else p.callback_url end as target_url,
      s.settings -> 'callbackSecret' as callback_secret
    from mine m join endpoints e on e.store_id = m.store_id and e.id = m.endpoint_id
      join events v on v.store_id = m.store_id and v.id = m.event_id
      join stores s on s.id = m.store_id
      left join payments p on p.store_id = m.store_id and p.id = m.payment_id and e.callback_host is not null`.execute(
      db,
    ),
  );
  return rows.map(({ event_body: eventBody, sent_body: body, ...row }) => ({
    id: deliveryIds.toWire(row.delivery_id),
    storeId: storeIds.toWire(row.store_id),
    network: row.network,
    attempts: row.attempts,
    eventId: eventIds.toWire(row.event_id),
    eventType: row.event_type,
    eventBody,
    body,
    resent: row.resent,
    endpoint: toEndpoint(row),
    url: row.target_url,
    callbackSecret:
      row.callback_host === null ? null : fromJson(row.callback_secret ?? FIRST_CALLBACK_SECRET),
  }));
}

function resultRow(result: AttemptResult) {
  return {
    id: attemptIds.toUuid(result.attemptId),
    store_id: storeIds.toUuid(result.storeId),
    event_id: eventIds.toUuid(result.eventId),
    delivery_id: deliveryIds.toUuid(result.deliveryId),
    endpoint_id: endpointIds.toUuid(result.endpointId),
    attempt: result.attempt,
    at: isoOrNull(result.startedAt),
    status: result.status,
    error_class: result.errorClass,
    message: result.message,
    latency_ms: result.latencyMs,
    request_headers: result.requestHeaders,
    response_snippet: result.responseSnippet,
    delivered: result.delivered,
    next_delay_ms: result.nextDelayMs,
  };
}

async function record(db: Db, holder: string, results: readonly AttemptResult[]): Promise<string[]> {
  if (results.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with result as (
      select r.*, now() as now, now() + r.next_delay_ms * interval '1 millisecond' as next_at
      from jsonb_to_recordset(${toJson(results.map(resultRow))}::jsonb) as r(id uuid, store_id uuid, event_id uuid,
        delivery_id uuid, endpoint_id uuid, attempt int, at timestamptz, status int, error_class text, message text,
        latency_ms int, request_headers jsonb, response_snippet text, delivered boolean, next_delay_ms float8)
    ), delivery as (
      update deliveries d set attempts = r.attempt, last_status = r.status, last_error = r.error_class,
        last_latency_ms = r.latency_ms, locked_until = null, locked_by = null, untried_sequence = null,
        state = case when r.delivered then 'delivered' when r.next_delay_ms is null then 'failed' else d.state end,
        next_attempt_at = case when not r.delivered and d.state = 'pending' then r.next_at end,
        finished_at = case when r.delivered or r.next_delay_ms is null then r.now else d.finished_at end
      from result r where d.store_id = r.store_id and d.event_id = r.event_id and d.id = r.delivery_id
        and d.locked_by = ${holder} and d.attempts = r.attempt - 1
      returning d.store_id, d.id
    ), attempt as (
      insert into delivery_attempts (id, store_id, event_id, delivery_id, attempt, at, status, error_class, message,
        latency_ms, request_headers, response_snippet)
      select r.id, r.store_id, r.event_id, r.delivery_id, r.attempt, r.at, r.status, r.error_class, r.message,
        r.latency_ms, r.request_headers, r.response_snippet
      from result r join delivery d on d.store_id = r.store_id and d.id = r.delivery_id
    ), health as (
      select r.store_id, r.endpoint_id, bool_or(r.delivered) as any_ok,
        count(*) filter (where not r.delivered) as failures,
        max(r.at) as at, (array_agg(r.status order by r.at desc))[1] as status
      from result r join delivery d on d.store_id = r.store_id and d.id = r.delivery_id group by 1, 2
    ), endpoint as (
      update endpoints e set last_delivery_at = h.at, last_status = h.status,
        failures_in_row = case when h.any_ok then 0 else e.failures_in_row + h.failures end,
        failing_since = case when h.any_ok then null else coalesce(e.failing_since, h.at) end
      from health h where e.store_id = h.store_id and e.id = h.endpoint_id
    )
    select id from delivery`.execute(db);
  return rows.map((row) => deliveryIds.toWire(row.id));
}
