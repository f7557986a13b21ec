import { type Kysely, sql } from "kysely";

/**
 * Keys that begin with the store, or with the script of an address, so that the tables can be spread over several
 * databases by that column later. docs/spec/data-model.md#keys
 */
export const storeKeys = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // The first two bytes of a hash: payment ids carry the same number. docs/spec/data-model.md#payment-ids
  `alter table stores add column shard integer not null generated always as
    (get_byte(sha256(uuid_send(id)), 0) * 256 + get_byte(sha256(uuid_send(id)), 1)) stored`,
  "create index stores_shard on stores (shard)",

  "alter table stopped_payments drop constraint stopped_payments_payment_id_fkey, add column store_id uuid",
  "update stopped_payments s set store_id = p.store_id from payments p where p.id = s.payment_id",
  `alter table stopped_payments alter column store_id set not null, drop constraint stopped_payments_pkey,
    add primary key (store_id, payment_id)`,

  "alter table payments drop constraint payments_pkey, add primary key (store_id, id)",
  // Ids of version 7 do not name their shard. docs/spec/data-model.md#payment-ids
  "create index payments_old_id on payments (id) where get_byte(uuid_send(id), 6) < 128",
  // The primary key does the same.
  "drop index payments_store",
  "drop index payments_replaces",
  "create unique index payments_replaces on payments (store_id, replaces) where replaces is not null",

  "alter table transfers drop constraint transfers_pkey, add primary key (store_id, tx_id, output_index)",
  // The chain names outputs, not stores.
  "create index transfers_outpoint on transfers (tx_id, output_index)",
  "drop index transfers_payment",
  "create index transfers_payment on transfers (store_id, payment_id)",

  "alter table timeline drop constraint timeline_pkey, add primary key (store_id, id)",
  "drop index timeline_payment",
  "create index timeline_payment on timeline (store_id, payment_id, id)",

  "alter table endpoints drop constraint endpoints_pkey, add primary key (store_id, id)",
  "drop index endpoints_store",

  `create table account_actions (
    id uuid primary key,
    user_id uuid,
    actor text not null,
    action text not null,
    target text,
    before_hash text,
    after_hash text,
    ip text,
    request_id text,
    at timestamptz not null
  )`,
  "create index account_actions_user on account_actions (user_id, id desc)",
  `insert into account_actions
    select id, user_id, actor, action, target, before_hash, after_hash, ip, request_id, at
    from audit_log where store_id is null`,
  "delete from audit_log where store_id is null",
  `alter table audit_log alter column store_id set not null, drop constraint audit_log_pkey,
    add primary key (store_id, id)`,
  "drop index audit_log_store",

  "alter table addresses drop constraint addresses_pkey, add primary key (script, network)",
  `alter table address_assignments drop constraint address_assignments_pkey, add primary key (script, id)`,

  // A new payment is written by one statement, as a whole or not at all: this ends it when a part was refused.
  `create function undo_refused(outcome text) returns text language plpgsql as $$
    begin
      if outcome in ('reserved', 'order_id_exists') then
        raise exception using errcode = 'KP001', message = outcome;
      end if;
      return outcome;
    end $$`,
];
