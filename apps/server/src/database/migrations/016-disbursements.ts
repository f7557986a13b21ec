import { type Kysely, sql } from "kysely";

/** Refunds and payouts, the outputs that pay them, and the destinations that the follower looks for. */
export const disbursements = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table disbursements (
    store_id uuid not null references stores (id),
    id uuid not null,
    kind text not null constraint disbursements_kind check (kind in ('refund', 'payout')),
    payment_id uuid,
    network text not null,
    status text not null constraint disbursements_status check (status in ('awaiting_approval',
      'awaiting_destination', 'awaiting_signature', 'broadcast', 'confirmed', 'failed', 'canceled')),
    version integer not null,
    sequence integer not null,
    amount_sompi int8 not null check (amount_sompi > 0),
    address text,
    script text,
    approved boolean not null,
    required_confirmations integer not null,
    watched_from_daa int8,
    ended jsonb,
    paid_by text,
    order_id text,
    details jsonb not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    confirmed_at timestamptz,
    due_at timestamptz,
    due_daa int8,
    primary key (store_id, id),
    constraint disbursements_of_payment check ((kind = 'refund') = (payment_id is not null)),
    constraint disbursements_destination check ((address is null) = (script is null))
  )`,
  "create index disbursements_list on disbursements (store_id, kind, id desc)",
  "create index disbursements_payment on disbursements (store_id, payment_id) where payment_id is not null",
  "create index disbursements_order on disbursements (store_id, order_id) where order_id is not null",
  "create index disbursements_due_at on disbursements (network, due_at) where due_at is not null",
  "create index disbursements_due_daa on disbursements (network, due_daa) where due_daa is not null",

  `create table disbursement_outputs (
    store_id uuid not null,
    disbursement_id uuid not null,
    tx_id text not null,
    output_index integer not null,
    network text not null,
    status text not null constraint disbursement_outputs_status check (status in ('accepted', 'confirmed', 'reverted')),
    source text not null constraint disbursement_outputs_source check (source in ('wallet', 'unknown', 'attached')),
    accepting_block_hash text,
    accepting_daa int8,
    accepted_at timestamptz not null,
    recheck boolean not null default false,
    primary key (store_id, disbursement_id, tx_id, output_index)
  )`,
  // The chain names blocks and outputs, not stores.
  `create index disbursement_outputs_block on disbursement_outputs (network, accepting_block_hash)
    where accepting_block_hash is not null`,
  "create index disbursement_outputs_recheck on disbursement_outputs (network) where recheck",
  "create index disbursement_outputs_tx on disbursement_outputs (tx_id, output_index)",

  // By script, as addresses are: the follower knows nothing else of an output.
  `create table disbursement_watches (
    script text not null,
    network text not null,
    disbursement_id uuid not null,
    store_id uuid not null,
    amount_sompi int8 not null,
    forget_at timestamptz,
    primary key (script, disbursement_id)
  )`,
  "create unique index disbursement_watches_sum on disbursement_watches (script, network, amount_sompi, store_id)",
  "create index disbursement_watches_forget on disbursement_watches (forget_at) where forget_at is not null",

  `update stores set settings = jsonb_set(settings, '{payoutsNeedTwoPeople}', 'false')`,
  "alter table wallets add column change_index integer not null default 0",
];
