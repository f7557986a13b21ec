import { type Kysely, sql } from "kysely";

/** People, their stores and what proves who they are. */
export const accounts = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table users (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    server_admin boolean not null default false,
    default_store_id uuid,
    created_at timestamptz not null,
    password_changed_at timestamptz not null
  )`,
  "create unique index users_email on users (lower(email))",
  // Only one row can exist: parallel first registrations conflict here.
  `create table server_claims (
    name text primary key,
    user_id uuid not null,
    claimed_at timestamptz not null
  )`,
  `create table sessions (
    id uuid primary key,
    user_id uuid not null references users (id),
    kind text not null check (kind in ('cookie', 'jwt')),
    token_hash bytea not null,
    remember boolean not null,
    ip text,
    user_agent text,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    stepped_up_at timestamptz,
    ended_at timestamptz
  )`,
  "create unique index sessions_token on sessions (token_hash)",
  "create index sessions_user on sessions (user_id, created_at desc) where ended_at is null",
  "create index sessions_expiry on sessions (expires_at)",
  `create table password_resets (
    token_hash bytea primary key,
    user_id uuid not null references users (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table stores (
    id uuid primary key,
    name text not null,
    network text not null check (network in ('mainnet', 'testnet-10', 'simnet')),
    paired_store_id uuid,
    demo boolean not null default false,
    settings jsonb not null,
    created_at timestamptz not null
  )`,
  "create unique index stores_demo on stores (demo) where demo",
  `create table store_members (
    store_id uuid not null references stores (id),
    user_id uuid not null references users (id),
    role text not null check (role in ('owner', 'manager', 'accountant', 'cashier', 'developer', 'viewer')),
    created_at timestamptz not null,
    primary key (store_id, user_id)
  )`,
  "create index store_members_user on store_members (user_id, created_at)",
  `create table wallets (
    id uuid primary key,
    store_id uuid not null references stores (id),
    network text not null,
    mode text not null check (mode in ('xpub', 'address')),
    sealed_key bytea,
    key_hash text not null,
    fingerprint text not null,
    address text,
    script text,
    created_at timestamptz not null,
    retired_at timestamptz,
    check ((mode = 'xpub') = (sealed_key is not null)),
    check ((mode = 'address') = (script is not null))
  )`,
  "create unique index wallets_current on wallets (store_id) where retired_at is null",
  // The counter belongs to the key, not to the store: two stores with one key never give out the same index.
  `create table address_counters (
    network text not null,
    key_hash text not null,
    next_index integer not null check (next_index >= 0),
    highest_paid integer not null default -1,
    primary key (network, key_hash)
  )`,
  `create table api_keys (
    id uuid primary key,
    store_id uuid not null references stores (id),
    name text not null,
    key_hash bytea not null,
    prefix text not null,
    last_four text not null,
    scopes text[] not null,
    created_by uuid,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    last_used_ip text,
    browser_use_at timestamptz,
    revoked_at timestamptz
  )`,
  "create unique index api_keys_hash on api_keys (key_hash)",
  "create index api_keys_store on api_keys (store_id, created_at desc)",
  `create table idempotency_keys (
    store_id uuid not null,
    key text not null,
    request_hash text not null,
    status integer not null,
    body text not null,
    created_at timestamptz not null,
    primary key (store_id, key)
  )`,
  "create index idempotency_keys_age on idempotency_keys (created_at)",
  `create table audit_log (
    id uuid primary key,
    store_id uuid,
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
  "create index audit_log_store on audit_log (store_id, id desc)",
  "create index audit_log_user on audit_log (user_id, id desc)",
];
