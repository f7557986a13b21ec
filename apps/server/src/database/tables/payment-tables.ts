import type { WalletMode } from "@kaspa-pay/core";
import type { RowOf } from "../column-map.ts";
import type { JsonColumn } from "../json-columns.ts";
import type { linkColumns } from "./link-columns.ts";
import type {
  amountColumns,
  lifecycleColumns,
  lookupColumns,
  outputColumns,
  paymentBirthColumns,
  paymentFieldColumns,
  paymentNoteColumns,
  paymentPlaceColumns,
  transferColumns,
} from "./payment-columns.ts";

export interface LinksTable extends RowOf<typeof linkColumns> {}

export interface PaymentsTable
  extends RowOf<typeof paymentFieldColumns>,
    RowOf<typeof paymentPlaceColumns>,
    RowOf<typeof paymentBirthColumns>,
    RowOf<typeof lifecycleColumns>,
    RowOf<typeof amountColumns>,
    RowOf<typeof lookupColumns> {
  order_guard: string | null;
  visitor: string | null;
  visitor_network: string | null;
}

export interface AddressesTable {
  network: string;
  script: string;
  address: string;
  store_id: string;
  key_hash: string;
  mode: WalletMode;
  branch: number | null;
  address_index: number | null;
  first_paid_at: Date | null;
  created_at: Date;
  free_since: Date | null;
  deposit_account_id: string | null;
}

export interface AddressAssignmentsTable {
  id: string;
  store_id: string;
  payment_id: string;
  network: string;
  script: string;
  mode: WalletMode;
  amount_sompi: bigint | null;
  from_daa: bigint;
  state: "held" | "released";
  assigned_at: Date;
  released_at: Date | null;
  released_daa: bigint | null;
}

export interface TransfersTable extends RowOf<typeof outputColumns>, RowOf<typeof transferColumns> {
  store_id: string;
  payment_id: string | null;
  network: string;
  address: string;
  script: string;
  unmatched: "open" | "ignored" | null;
  unmatched_reason: string | null;
  unmatched_note: string | null;
  recheck: boolean;
  mempool_misses: number;
  mempool_missed_at: Date | null;
  created_at: Date;
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

export interface PaymentNotesTable extends RowOf<typeof paymentNoteColumns> {}
