import { type Kysely, sql } from "kysely";

/** A store's own rates and spread; and the notes of staff on a payment, which are never changed. */
export const storeRatesAndNotes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`update stores set settings = settings || '{"fixedRate": {}, "spreadBps": 0}'`.execute(db);
  },
};
