import { type Kysely, sql } from "kysely";

/**
 * Deliveries of one payment to one endpoint go in order, resent ones say so, and each transfer keeps the US dollar rate
 * of its receipt beside the rate in the payment's own currency.
 */
export const deliveryOrder = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // The event's sequence until the first attempt has ended, then null: the index holds only what may hold others back.
  "alter table deliveries add column untried_sequence integer, add column resent boolean not null default false",
  `update deliveries d set untried_sequence = e.sequence from events e
    where e.id = d.event_id and d.state = 'pending' and d.attempts = 0`,
  `create index deliveries_untried on deliveries (endpoint_id, payment_id, untried_sequence)
    where untried_sequence is not null`,
  // In the order of the claim, for each endpoint: what is not yet its turn is passed over one by one, never sorted.
  "drop index deliveries_due",
  "create index deliveries_due on deliveries (endpoint_id, next_attempt_at) where state = 'pending'",
  // Tests were sent under names that are no events (`*`, `payment.*`) or that nothing sends yet; lists name events only.
  `with gone as (delete from events where type like '%*' or type like 'refund.%' or type = 'payment.refunded' returning id),
    waiting as (delete from deliveries d using gone where d.event_id = gone.id returning d.id)
    delete from delivery_attempts a using waiting where a.delivery_id = waiting.id`,
  "alter table transfers add column usd_rate text",
  // Money for no payment was always valued in US dollars; so was money for payments priced in KAS or US dollars.
  `update transfers t set usd_rate = t.rate where t.rate is not null and (t.payment_id is null or exists (
    select 1 from payments p where p.id = t.payment_id and coalesce(p.price ->> 'currency', 'KAS') in ('KAS', 'USD')))`,
];
