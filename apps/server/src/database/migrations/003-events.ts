import { type Kysely, sql } from "kysely";

/** Events, deliveries and attempts. */
export const events = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // body is the exact webhook text, so that every attempt sends the same bytes, whatever version of the server runs.
  `create table events (
    id uuid primary key,
    store_id uuid not null,
    payment_id uuid,
    sequence integer,
    type text not null,
    body text not null,
    created_at timestamptz not null,
    check ((payment_id is null) = (sequence is null))
  )`,
  "create unique index events_sequence on events (payment_id, sequence) where payment_id is not null",
  "create index events_store on events (store_id, id desc)",
  "create index events_age on events (created_at)",
  `create table endpoints (
    id uuid primary key,
    store_id uuid not null,
    url text not null,
    events text[] not null,
    matches text[] not null,
    format text not null check (format in ('event', 'flat')),
    description text,
    sealed_secret bytea not null,
    sealed_previous_secret bytea,
    previous_secret_until timestamptz,
    state text not null check (state in ('active', 'disabled', 'deleted')),
    disabled_reason text,
    failing_since timestamptz,
    failures_in_row integer not null default 0,
    last_delivery_at timestamptz,
    last_status integer,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  "create index endpoints_store on endpoints (store_id, id desc) where state <> 'deleted'",
  `create table deliveries (
    id uuid primary key,
    store_id uuid not null,
    endpoint_id uuid not null,
    event_id uuid not null,
    payment_id uuid,
    event_type text not null,
    state text not null check (state in ('pending', 'delivered', 'failed')),
    body text,
    attempts integer not null,
    next_attempt_at timestamptz,
    locked_until timestamptz,
    locked_by text,
    last_status integer,
    last_error text,
    last_latency_ms integer,
    created_at timestamptz not null,
    finished_at timestamptz
  )`,
  "create unique index deliveries_event on deliveries (endpoint_id, event_id)",
  "create index deliveries_due on deliveries (next_attempt_at) where state = 'pending'",
  "create index deliveries_running on deliveries (endpoint_id) where locked_until is not null",
  "create index deliveries_endpoint on deliveries (store_id, endpoint_id, created_at desc, id desc)",
  "create index deliveries_store on deliveries (store_id, created_at desc, id desc)",
  "create index deliveries_payment on deliveries (payment_id, created_at) where payment_id is not null",
  "create index deliveries_event_id on deliveries (event_id)",
  "create index deliveries_age on deliveries (created_at)",
  `alter table deliveries set (autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.05, fillfactor = 80)`,
  `create table delivery_attempts (
    id uuid primary key,
    store_id uuid not null,
    delivery_id uuid not null,
    attempt integer not null,
    at timestamptz not null,
    status integer,
    error_class text,
    message text,
    latency_ms integer not null,
    request_headers jsonb not null,
    response_snippet text
  )`,
  "create index delivery_attempts_delivery on delivery_attempts (delivery_id, id)",
  "create index delivery_attempts_age on delivery_attempts (at)",
];
