import { type Kysely, sql } from "kysely";

/** The till that a payment was made at, the surcharge on its price, and the store's rule for that. */
export const terminalsAndSurcharges = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table payments add column terminal text, add column surcharge jsonb`.execute(db);
    await sql`create index payments_terminal on payments (store_id, terminal, id desc) where terminal is not null`.execute(
      db,
    );
    await sql`update stores set settings = jsonb_set(settings, '{surchargeBps}', '0')`.execute(db);
  },
};
