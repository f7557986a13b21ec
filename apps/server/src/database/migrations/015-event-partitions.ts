import { type Kysely, sql } from "kysely";

/**
 * Events, deliveries and attempts in weekly partitions, with keys that begin with the store.
 * docs/spec/data-model.md#time-partitions
 */
export const eventPartitions = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...TABLES, PARTITIONS, ...ROWS, ...INDEXES])
      await sql.raw(statement).execute(db);
  },
};

const TABLES = [
  "alter table events rename to old_events",
  "alter table deliveries rename to old_deliveries",
  "alter table delivery_attempts rename to old_attempts",
  `create table events (
    id uuid not null,
    store_id uuid not null,
    payment_id uuid,
    sequence integer,
    type text not null,
    body text not null,
    created_at timestamptz not null,
    constraint events_of_payment check ((payment_id is null) = (sequence is null))
  ) partition by range (id)`,
  `create table deliveries (
    id uuid not null,
    store_id uuid not null,
    endpoint_id uuid not null,
    event_id uuid not null,
    payment_id uuid,
    event_type text not null,
    state text not null,
    body text,
    attempts integer not null,
    next_attempt_at timestamptz,
    locked_until timestamptz,
    locked_by text,
    last_status integer,
    last_error text,
    last_latency_ms integer,
    created_at timestamptz not null,
    finished_at timestamptz,
    untried_sequence integer,
    resent boolean not null default false,
    constraint deliveries_state check (state in ('pending', 'delivered', 'failed'))
  ) partition by range (event_id)`,
  `create table delivery_attempts (
    id uuid not null,
    store_id uuid not null,
    event_id uuid not null,
    delivery_id uuid not null,
    attempt integer not null,
    at timestamptz not null,
    status integer,
    error_class text,
    message text,
    latency_ms integer not null,
    request_headers jsonb not null,
    response_snippet text
  ) partition by range (event_id)`,
];

/**
 * The default partitions, and one a week (Monday, UTC) from the oldest event of the last 60 days to the week after this
 * one; older rows lie in the default partition. The bound of a week is the lowest id of its first moment.
 */
const PARTITIONS = `do $$
declare
  first timestamptz := date_trunc('week', greatest(
    coalesce((select min(created_at) from old_events), now()), now() - interval '60 days'), 'UTC');
  suffix text;
  range text;
begin
  for week in -1 .. floor(extract(epoch from now() + interval '7 days' - first) / 604800)::int loop
    suffix := case when week < 0 then 'default'
      else to_char((first + week * interval '7 days') at time zone 'UTC', 'YYYYMMDD') end;
    range := case when week < 0 then 'default' else format('for values from (%L) to (%L)',
      lpad(to_hex((extract(epoch from first + week * interval '7 days') * 1000)::bigint), 12, '0') || repeat('0', 20),
      lpad(to_hex((extract(epoch from first + (week + 1) * interval '7 days') * 1000)::bigint), 12, '0') || repeat('0', 20))
      end;
    execute format('create table events_%s partition of events %s', suffix, range);
    execute format('create unique index events_%1$s_unique on events_%1$s (store_id, payment_id, sequence)
      where payment_id is not null', suffix);
    execute format('create table deliveries_%s partition of deliveries %s with (fillfactor = 80,
      autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)', suffix, range);
    execute format('create unique index deliveries_%1$s_unique on deliveries_%1$s (store_id, id)', suffix);
    execute format('create table delivery_attempts_%s partition of delivery_attempts %s', suffix, range);
  end loop;
end $$`;

const ROWS = [
  `insert into events (id, store_id, payment_id, sequence, type, body, created_at)
    select id, store_id, payment_id, sequence, type, body, created_at from old_events`,
  `insert into deliveries (id, store_id, endpoint_id, event_id, payment_id, event_type, state, body, attempts,
      next_attempt_at, locked_until, locked_by, last_status, last_error, last_latency_ms, created_at, finished_at,
      untried_sequence, resent)
    select id, store_id, endpoint_id, event_id, payment_id, event_type, state, body, attempts, next_attempt_at,
      locked_until, locked_by, last_status, last_error, last_latency_ms, created_at, finished_at, untried_sequence,
      resent
    from old_deliveries`,
  `insert into delivery_attempts (id, store_id, event_id, delivery_id, attempt, at, status, error_class, message,
      latency_ms, request_headers, response_snippet)
    select a.id, a.store_id, d.event_id, a.delivery_id, a.attempt, a.at, a.status, a.error_class, a.message,
      a.latency_ms, a.request_headers, a.response_snippet
    from old_attempts a join old_deliveries d on d.id = a.delivery_id`,
  "drop table old_attempts, old_deliveries, old_events",
];

const INDEXES = [
  "alter table events add primary key (store_id, id)",
  "alter table deliveries add primary key (store_id, endpoint_id, event_id)",
  // In the order of the claim, for each endpoint: what is not yet its turn is passed over one by one, never sorted.
  `create index deliveries_due on deliveries (store_id, endpoint_id, next_attempt_at) where state = 'pending'`,
  "create index deliveries_running on deliveries (store_id, endpoint_id) where locked_until is not null",
  `create index deliveries_untried on deliveries (store_id, endpoint_id, payment_id, untried_sequence)
    where untried_sequence is not null`,
  "create index deliveries_endpoint on deliveries (store_id, endpoint_id, created_at desc, id desc)",
  "create index deliveries_store on deliveries (store_id, created_at desc, id desc)",
  "create index deliveries_payment on deliveries (store_id, payment_id, created_at) where payment_id is not null",
  "create index deliveries_event on deliveries (store_id, event_id)",
  "alter table delivery_attempts add primary key (store_id, event_id, delivery_id, id)",
];
