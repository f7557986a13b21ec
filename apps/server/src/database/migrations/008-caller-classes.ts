import { type Kysely, sql } from "kysely";

/** Visitors and the store's own callers told apart: in idempotency keys, in limited links and in limits of API keys. */
export const callerClasses = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // Answers of the last 72 hours hold client tokens in clear, and nobody knows whose key they were kept under.
  "delete from idempotency_keys",
  "alter table idempotency_keys add column scope text not null",
  "alter table idempotency_keys drop constraint idempotency_keys_pkey",
  "alter table idempotency_keys add primary key (store_id, scope, key)",
  // Keyed digests of a visitor and of his network; null when the store itself made the payment.
  "alter table payments add column visitor text",
  "alter table payments add column visitor_network text",
  "alter table api_keys add column reads_per_minute integer check (reads_per_minute > 0)",
  "alter table api_keys add column writes_per_minute integer check (writes_per_minute > 0)",
];
