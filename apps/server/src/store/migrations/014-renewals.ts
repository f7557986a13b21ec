import { type Kysely, sql } from "kysely";

/** A payment that renews an expired one, both ways; and the KAS price as asked, where the sum to pay is another one. */
export const renewals = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table payments
      add column replaces uuid, add column replaced_by uuid, add column asked_sompi int8`.execute(db);
    await sql`update stores set settings = jsonb_set(settings, '{allowRenew}', 'true')`.execute(db);
    // Whatever runs at the same time, a payment has one successor.
    await sql`create unique index payments_replaces on payments (replaces) where replaces is not null`.execute(
      db,
    );
  },
};
