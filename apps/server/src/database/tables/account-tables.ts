import type { Role, WalletMode } from "@kaspa-pay/core";
import type { Generated } from "kysely";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { JsonColumn } from "../json-columns.ts";

export interface UsersTable {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  server_admin: Generated<boolean>;
  default_store_id: string | null;
  created_at: Date;
  password_changed_at: Date;
}

export interface ServerClaimsTable {
  name: string;
  user_id: string;
  claimed_at: Date;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  kind: "cookie" | "jwt";
  token_hash: Buffer;
  generation: Generated<number>;
  remember: boolean;
  ip: string | null;
  user_agent: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  stepped_up_at: Date | null;
  ended_at: Date | null;
}

export interface PasswordResetsTable {
  token_hash: Buffer;
  user_id: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

export interface StoresTable {
  id: string;
  name: string;
  network: ChainNetwork;
  paired_store_id: string | null;
  demo: Generated<boolean>;
  settings: JsonColumn;
  created_at: Date;
  shard: Generated<number>;
}

export interface StoreMembersTable {
  store_id: string;
  user_id: string;
  role: Role;
  created_at: Date;
}

export interface WalletsTable {
  id: string;
  store_id: string;
  network: string;
  mode: WalletMode;
  sealed_key: Buffer | null;
  key_hash: string;
  fingerprint: string;
  address: string | null;
  script: string | null;
  created_at: Date;
  retired_at: Date | null;
  change_index: Generated<number>;
}

export interface AddressCountersTable {
  network: string;
  key_hash: string;
  next_index: number;
  highest_paid: Generated<number>;
  gap_alerted_at: Date | null;
}

export interface ApiKeysTable {
  id: string;
  store_id: string;
  name: string;
  key_hash: Buffer;
  prefix: string;
  last_four: string;
  scopes: string[];
  reads_per_minute: number | null;
  writes_per_minute: number | null;
  created_by: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  last_used_ip: string | null;
  browser_use_at: Date | null;
  revoked_at: Date | null;
}

export interface IdempotencyKeysTable {
  store_id: string;
  scope: string;
  key: string;
  request_hash: string;
  status: number;
  body: string;
  created_at: Date;
}

export interface AuditLogTable {
  id: string;
  store_id: string;
  user_id: string | null;
  actor: string;
  action: string;
  target: string | null;
  before_hash: string | null;
  after_hash: string | null;
  ip: string | null;
  request_id: string | null;
  at: Date;
}

/** What people did to their own accounts: it belongs to no store. */
export type AccountActionsTable = Omit<AuditLogTable, "store_id">;

export interface ApiRequestsTable {
  store_id: string;
  id: string;
  key_id: string;
  at: Date;
  method: string;
  route: string;
  status: number;
  code: string | null;
  request_id: string;
  duration_ms: number;
  /** Names and types of the body's fields; null without a body that could be read. */
  body: unknown;
}
