import { type Kysely, sql } from "kysely";

/** An index of the few transfers that wait for confirmations, however large the table is. */
export const waitingTransfers = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index transfers_waiting on transfers (network, confirm_due_daa) where status = 'accepted'`.execute(
      db,
    );
  },
};
