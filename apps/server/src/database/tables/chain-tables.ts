import type { Generated } from "kysely";
import type { JsonColumn } from "../json-columns.ts";

export interface CursorsTable {
  network: string;
  hash: string;
  daa: bigint;
  blue: bigint;
  block_time: Date;
  chain_time: Date;
  recent_times: JsonColumn;
  virtual_daa: bigint;
  node: string;
  updated_at: Date;
  outage_id: string | null;
}

export interface CheckpointsTable {
  network: string;
  daa: bigint;
  hash: string;
  blue: bigint;
  block_time: Date;
}

export interface SyncGapsTable {
  id: string;
  network: string;
  from_daa: bigint;
  to_daa: bigint;
  from_time: Date;
  to_time: Date;
  found: number;
  detail: string;
  at: Date;
}

export interface QuarantinedPaymentsTable {
  store_id: string;
  payment_id: string;
  network: string;
  cause: string;
  facts: string[];
  stopped_at: Generated<Date>;
}

export interface OutagesTable {
  id: string;
  network: string;
  began_at: Date;
  ended_at: Date | null;
}

export interface RecoveredPaymentsTable {
  outage_id: string;
  payment_id: string;
  store_id: string;
}

export interface LeasesTable {
  name: string;
  holder: string;
  epoch: bigint;
  expires_at: Date;
}
