import { type Kysely, sql } from "kysely";

/** What the search of payments and the filter by time look up: none of them reads a whole store. */
const SEARCHED = [
  "payments_created on payments (store_id, created_at)",
  "payments_name on payments (store_id, lower(customer_name) text_pattern_ops) where customer_name is not null",
  String.raw`payments_last_name on payments (store_id, lower(substring(customer_name from '\S+$')) text_pattern_ops)
    where customer_name is not null`,
  "payments_expected on payments (store_id, expected_sompi) where expected_sompi is not null",
  "payments_asked on payments (store_id, asked_sompi) where asked_sompi is not null",
  "payments_refunded on payments (store_id, id desc) where refund_status <> 'none'",
  "payments_fiat on payments (store_id, fiat_amount) where fiat_amount is not null",
];

/** A payment that renews an expired one, both ways; and the KAS price as asked, where the sum to pay is another one. */
export const renewals = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table payments
      add column replaces uuid, add column replaced_by uuid, add column asked_sompi int8`.execute(db);
    await sql`update stores set settings = jsonb_set(settings, '{allowRenew}', 'true')`.execute(db);
    // A payment has at most one successor, also under concurrency.
    await sql`create unique index payments_replaces on payments (replaces) where replaces is not null`.execute(
      db,
    );
    for (const index of SEARCHED) await sql.raw(`create index ${index}`).execute(db);
  },
};
