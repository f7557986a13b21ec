import { type Kysely, sql } from "kysely";

/** Which proof of a session is the present one, and what finds the addresses a person signed in from. */
export const sessionGenerations = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table sessions add column generation integer not null default 0`.execute(db);
    await sql`create index sessions_address on sessions (user_id, ip)`.execute(db);
    await sql`create index password_resets_user on password_resets (user_id, created_at)`.execute(db);
    await sql`create index password_resets_expiry on password_resets (expires_at)`.execute(db);
  },
};
