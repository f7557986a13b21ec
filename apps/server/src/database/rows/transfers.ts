// Rows of transfers: written by the chain for payments, read by payments and by what belongs to none.
import type { Transfer } from "@kaspa-pay/core";
import type { Selectable } from "kysely";
import type { ChainNetwork } from "../../runtime/network.ts";
import { fromRow, namesOf, toRow } from "../column-map.ts";
import { isoOrNull } from "../json-columns.ts";
import { outputColumns, transferColumns } from "../tables/payment-columns.ts";
import type { TransfersTable } from "../tables/payment-tables.ts";
import { paymentIds, storeIds } from "../wire-ids.ts";

export type TransferRow = Selectable<TransfersTable>;

export interface TransferOwner {
  storeId: string;
  /** Null = no owner known. */
  paymentId: string | null;
  network: ChainNetwork;
  address: string;
  script: string;
  unmatchedReason?: string;
  /** Listed as ignored from the beginning. */
  ignored?: boolean;
}

export function transferRow(transfer: Transfer, owner: TransferOwner, now: number) {
  return {
    ...toRow(outputColumns, transfer),
    ...toRow(transferColumns, transfer),
    store_id: storeIds.toUuid(owner.storeId),
    payment_id: paymentIds.toUuidOrNull(owner.paymentId),
    network: owner.network,
    address: owner.address,
    script: owner.script,
    unmatched: owner.paymentId !== null ? null : owner.ignored === true ? "ignored" : "open",
    unmatched_reason: owner.unmatchedReason ?? null,
    recheck: false,
    mempool_misses: 0,
    mempool_missed_at: null,
    created_at: isoOrNull(now),
  };
}

/** Columns that a later fact about the same output replaces. */
export const TRANSFER_UPDATES: readonly string[] = ["payment_id", "unmatched", ...namesOf(transferColumns)];

export function toTransfer(row: TransferRow): Transfer {
  return {
    outpoint: `${row.tx_id}:${row.output_index}`,
    ...fromRow(outputColumns, row),
    ...fromRow(transferColumns, row),
  };
}
