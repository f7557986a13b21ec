import { type Kysely, sql } from "kysely";

/**
 * A payment may have a URL of its own that its events are sent to. The queue of deliveries knows endpoints, so each host
 * of such URLs is one: it has no secret of its own, because the store's callback secret signs.
 */
export const paymentCallbacks = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table payments add column callback_url text`.execute(db);
    await sql`alter table endpoints add column callback_host text, alter column sealed_secret drop not null,
      add constraint endpoints_secret check ((sealed_secret is null) = (callback_host is not null))`.execute(
      db,
    );
    await sql`create unique index endpoints_callback_host on endpoints (store_id, callback_host)
      where callback_host is not null`.execute(db);
  },
};
