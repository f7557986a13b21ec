import { type Kysely, sql } from "kysely";

/** Transfers that wait for their depth are few at any time, whatever the table holds. */
export const waitingTransfers = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index transfers_waiting on transfers (network, confirm_due_daa) where status = 'accepted'`.execute(
      db,
    );
  },
};
