import { type Kysely, sql } from "kysely";

/** Addresses that may be used again, gap alerts that were sent, and notes on ignored unmatched outputs. */
export const receiving = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // When its last payment ended, once 24 h have passed and nothing ever came; null = not to be used again.
  "alter table addresses add column free_since timestamptz",
  `create index addresses_free on addresses (network, key_hash, free_since) where free_since is not null`,
  "alter table address_counters add column gap_alerted_at timestamptz",
  "alter table transfers add column unmatched_note text",
  "create index transfers_script on transfers (network, script)",
  // Finds the payment that reserved a sum at a single address.
  `create index address_assignments_sum on address_assignments (network, script, amount_sompi)
    where mode = 'address'`,
];
