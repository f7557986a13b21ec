import { type Kysely, sql } from "kysely";

/** Cursors, checkpoints, sync gaps and leases. */
export const chain = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table cursors (
    network text primary key,
    hash text not null,
    daa int8 not null,
    blue int8 not null,
    block_time timestamptz not null,
    chain_time timestamptz not null,
    recent_times jsonb not null,
    virtual_daa int8 not null,
    node text not null,
    updated_at timestamptz not null
  )`,
  `create table cursor_ladder (
    network text not null,
    daa int8 not null,
    hash text not null,
    blue int8 not null,
    block_time timestamptz not null,
    primary key (network, daa)
  )`,
  `create table sync_gaps (
    id uuid primary key,
    network text not null,
    from_daa int8 not null,
    to_daa int8 not null,
    from_time timestamptz not null,
    to_time timestamptz not null,
    found integer not null,
    detail text not null,
    at timestamptz not null
  )`,
  "create index sync_gaps_network on sync_gaps (network, at desc)",
  `create table leases (
    name text primary key,
    holder text not null,
    epoch int8 not null,
    expires_at timestamptz not null
  )`,
];
