import { type Kysely, sql } from "kysely";

/** Calls that were made with API keys, kept for seven days: what was asked and answered, and the shape of the body. */
export const requestLog = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table api_requests (
    store_id uuid not null,
    id uuid not null,
    key_id uuid not null,
    at timestamptz not null,
    method text not null,
    route text not null,
    status integer not null,
    code text,
    request_id text not null,
    duration_ms integer not null,
    body jsonb,
    primary key (store_id, id)
  )`,
  "create index api_requests_request on api_requests (store_id, request_id)",
  "create index api_requests_key on api_requests (store_id, key_id, id desc)",
  // Refusals are few among many, and are what is looked for.
  "create index api_requests_refused on api_requests (store_id, id desc) where status >= 400",
  "create index api_requests_age on api_requests (at)",
];
