import { type Kysely, sql } from "kysely";

/** The till or branch that a payment was made at, and the index of the filter by it. */
export const terminals = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table payments add column terminal text`.execute(db);
    await sql`create index payments_terminal on payments (store_id, terminal, id desc) where terminal is not null`.execute(
      db,
    );
  },
};
