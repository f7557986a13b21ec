import { type Kysely, sql } from "kysely";

/** Deposit accounts with their permanent addresses, and the outputs that came to them. */
export const deposits = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table deposit_settings (
    store_id uuid primary key,
    enabled boolean not null,
    currency text not null,
    minimum_minor int8,
    maximum_minor int8,
    required_confirmations integer,
    updated_at timestamptz not null
  )`,
  `create table deposit_accounts (
    store_id uuid not null,
    id uuid not null,
    external_user_id text not null,
    label text,
    metadata jsonb not null,
    network text not null,
    address text not null,
    script text not null,
    address_index integer not null,
    created_daa int8 not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (store_id, id)
  )`,
  "create unique index deposit_accounts_user on deposit_accounts (store_id, external_user_id)",
  "create index deposit_accounts_address on deposit_accounts (store_id, address)",
  // Whose outputs are deposits. An address never changes from a payment's to an account's, nor back.
  "alter table addresses add column deposit_account_id uuid",
  // What a balance is read from.
  "create index addresses_paid on addresses (store_id, script) where first_paid_at is not null",
  `create table deposits (
    store_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    network text not null,
    address text not null,
    script text not null,
    tx_id text not null,
    output_index integer not null,
    sompi int8 not null check (sompi >= 0),
    status text not null check (status in ('confirming', 'confirmed', 'below_minimum', 'covenant', 'reverted')),
    received_at timestamptz not null,
    accepting_block_hash text,
    accepting_daa int8,
    required_confirmations integer not null,
    confirm_due_daa int8,
    confirmed_at timestamptz,
    coinbase boolean not null,
    covenant_id text,
    input_addresses jsonb not null,
    currency text not null,
    rate text,
    minimum_sompi int8 not null,
    maximum_sompi int8,
    vanished boolean not null,
    version integer not null,
    sequence integer not null,
    recheck boolean not null default false,
    created_at timestamptz not null,
    primary key (store_id, id)
  )`,
  "create unique index deposits_output on deposits (store_id, tx_id, output_index)",
  // The chain names outputs, blocks and scores, not stores.
  "create index deposits_outpoint on deposits (tx_id, output_index)",
  "create index deposits_block on deposits (accepting_block_hash) where accepting_block_hash is not null",
  "create index deposits_daa on deposits (network, accepting_daa) where accepting_daa is not null",
  "create index deposits_due on deposits (network, confirm_due_daa) where status = 'confirming'",
  "create index deposits_recheck on deposits (network) where recheck",
  "create index deposits_account on deposits (store_id, account_id, id desc)",
  "create index deposits_status on deposits (store_id, status, id desc)",
];
