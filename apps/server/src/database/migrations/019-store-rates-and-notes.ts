import { type Kysely, sql } from "kysely";

/** A store's own rates and spread; and the notes of staff on a payment, which are never changed. */
export const storeRatesAndNotes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`update stores set settings = settings || '{"fixedRate": {}, "spreadBps": 0}'`.execute(db);
    await sql`create table payment_notes (
      store_id uuid not null,
      id uuid not null,
      payment_id uuid not null,
      text text not null,
      actor text not null,
      created_at timestamptz not null,
      primary key (store_id, id)
    )`.execute(db);
    await sql`create index payment_notes_payment on payment_notes (store_id, payment_id, id desc)`.execute(
      db,
    );
  },
};
