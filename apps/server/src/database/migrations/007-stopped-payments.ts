import { type Kysely, sql } from "kysely";

/** Quarantined payments, with the chain facts that wait for them. */
export const stoppedPayments = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table stopped_payments (
      payment_id uuid primary key references payments (id) on delete cascade,
      network text not null,
      cause text not null,
      facts text[] not null,
      stopped_at timestamptz not null default now()
    )`.execute(db);
    await sql`create index stopped_payments_network on stopped_payments (network, stopped_at)`.execute(db);
  },
};
