import type { Generated } from "kysely";
import type { JsonColumn } from "./json-column.ts";

export interface LinksTable {
  id: string;
  store_id: string;
  slug: string;
  title: string;
  description: string | null;
  status: "draft" | "active" | "inactive" | "archived";
  amount: string | null;
  currency: string;
  expiry_minutes: number;
  success_message: string | null;
  redirect_url: string | null;
  cancel_url: string | null;
  expires_at: Date | null;
  options: JsonColumn;
  created_at: Date;
  updated_at: Date;
}

export interface PaymentsTable {
  id: string;
  store_id: string;
  network: string;
  link_id: string | null;
  status: "pending" | "underpaid" | "confirming" | "confirmed" | "expired" | "canceled" | "invalid";
  version: number;
  sequence: number;
  price: JsonColumn;
  quotes: JsonColumn;
  chosen_quote: number | null;
  policy: JsonColumn;
  created_at: Date;
  created_daa: bigint;
  expires_at: Date;
  required_confirmations: number;
  expected_sompi: bigint | null;
  threshold_sompi: bigint;
  seen_sompi: bigint;
  received_sompi: bigint;
  credited_sompi: bigint;
  confirmed_sompi: bigint;
  missing_sompi: bigint;
  top_up_sompi: bigint;
  overpaid_sompi: bigint;
  refunded_sompi: bigint;
  mark: JsonColumn | null;
  accepted_short_sompi: bigint | null;
  late_admitted: boolean;
  attention: JsonColumn;
  open_attention: string[];
  refund_status: "none" | "partial" | "full";
  confirmed_at: Date | null;
  was_confirmed: boolean;
  was_expired: boolean;
  last_revert_at: Date | null;
  first_seen_at: Date | null;
  confirmed_sent: boolean;
  refunds: JsonColumn;
  ended_at: Date | null;
  due_at: Date | null;
  due_daa: bigint | null;
  address: string;
  script: string;
  address_index: number | null;
  address_mode: "xpub" | "address";
  currency: string;
  fiat_amount: string | null;
  order_id: string | null;
  order_guard: string | null;
  title: string | null;
  description: string | null;
  items: JsonColumn;
  metadata: JsonColumn;
  metadata_by_payer: boolean;
  customer_email: string | null;
  customer_name: string | null;
  customer_note: string | null;
  success_message: string | null;
  redirect_url: string | null;
  cancel_url: string | null;
  replaces: string | null;
  replaced_by: string | null;
  asked_sompi: bigint | null;
  visitor: string | null;
  visitor_network: string | null;
}

export interface AddressesTable {
  network: string;
  script: string;
  address: string;
  store_id: string;
  key_hash: string;
  mode: "xpub" | "address";
  branch: number | null;
  address_index: number | null;
  first_paid_at: Date | null;
  created_at: Date;
  free_since: Date | null;
}

export interface AddressAssignmentsTable {
  id: string;
  store_id: string;
  payment_id: string;
  network: string;
  script: string;
  mode: "xpub" | "address";
  amount_sompi: bigint | null;
  from_daa: bigint;
  state: "held" | "released";
  assigned_at: Date;
  released_at: Date | null;
  released_daa: bigint | null;
}

export interface TransfersTable {
  tx_id: string;
  output_index: number;
  store_id: string;
  payment_id: string | null;
  network: string;
  address: string;
  script: string;
  sompi: bigint;
  status: "detected" | "accepted" | "confirmed" | "reverted" | "dropped";
  unmatched: "open" | "ignored" | null;
  unmatched_reason: string | null;
  seen_at: Date | null;
  paid_at: Date | null;
  accepting_block_hash: string | null;
  accepting_daa: bigint | null;
  confirm_due_daa: bigint | null;
  confirmed_at: Date | null;
  coinbase: boolean;
  covenant_id: string | null;
  input_addresses: JsonColumn;
  rate: string | null;
  usd_rate: string | null;
  admitted: boolean;
  ordinal: number;
  under_mark: boolean;
  source: "mempool" | "chain" | "snapshot" | "attach";
  recheck: Generated<boolean>;
  mempool_misses: Generated<number>;
  mempool_missed_at: Date | null;
  created_at: Date;
  unmatched_note: string | null;
  credited: Generated<boolean>;
}

export interface TimelineTable {
  id: string;
  store_id: string;
  payment_id: string;
  version: number;
  kind: string;
  at: Date;
  actor: string | null;
  detail: JsonColumn;
}
