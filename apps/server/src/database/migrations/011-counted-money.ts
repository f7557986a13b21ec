import { type Kysely, sql } from "kysely";

/** Which transfers are credited, single addresses that are watched from when they are saved, and outages. */
export const countedMoney = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  "alter table transfers add column credited boolean not null default false",
  // Credited: all of a payment's money that is not excluded, or what was paid in time. The stored sum tells which.
  `update transfers t set credited = true
    from (select p.id, p.credited_sompi, p.expires_at + make_interval(secs => (p.policy ->> 'graceMs')::float8 / 1000) as deadline,
        (select sum(a.sompi) from transfers a where a.payment_id = p.id and a.status in ('accepted', 'confirmed')
          and a.covenant_id is null) as free_sompi
      from payments p where p.credited_sompi > 0) p
    where t.payment_id = p.id and t.status in ('accepted', 'confirmed') and t.covenant_id is null
      and (p.free_sompi = p.credited_sompi or t.paid_at <= p.deadline)`,
  // A single address is watched before its first payment and after it was replaced.
  `insert into addresses (network, script, address, store_id, key_hash, mode, created_at)
    select network, script, address, store_id, key_hash, 'address', created_at from wallets
    where mode = 'address' order by created_at on conflict do nothing`,
  `create table outages (
    id uuid primary key,
    network text not null,
    began_at timestamptz not null,
    ended_at timestamptz
  )`,
  "create index outages_network on outages (network, began_at desc)",
  `create table recovered_payments (
    outage_id uuid not null references outages (id) on delete cascade,
    payment_id uuid not null,
    store_id uuid not null,
    primary key (outage_id, payment_id)
  )`,
  "create index recovered_payments_store on recovered_payments (store_id, outage_id)",
  "alter table cursors add column outage_id uuid",
];
