import { type Kysely, sql } from "kysely";

/** Addresses that may be given again, alerts of the gap told once, and why unmatched money was put aside. */
export const receiving = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // When its last payment ended, once the quarantine is over and nothing ever came; null = not to be given again.
  "alter table addresses add column free_since timestamptz",
  `create index addresses_free on addresses (network, key_hash, free_since) where free_since is not null`,
  "alter table address_counters add column gap_alerted_at timestamptz",
  "alter table transfers add column unmatched_note text",
  "create index transfers_script on transfers (network, script)",
  // Whose a sum was, among all that a single address ever held.
  `create index address_assignments_sum on address_assignments (network, script, amount_sompi)
    where mode = 'address'`,
];
