// Rows of transfers: written by the chain for payments, read by payments and by what belongs to none.
import type { Transfer } from "@kaspa-pay/core";
import type { Selectable } from "kysely";
import type { ChainNetwork } from "../../runtime/network.ts";
import { paymentIds, storeIds } from "../id-kinds.ts";
import { isoOrNull, millisOrNull } from "../json-columns.ts";
import type { TransfersTable } from "../tables/payment-tables.ts";

export type TransferRow = Selectable<TransfersTable>;

export interface TransferPlace {
  storeId: string;
  /** Null = no owner known. */
  paymentId: string | null;
  network: ChainNetwork;
  address: string;
  script: string;
  unmatchedReason?: string;
}

export function transferRow(transfer: Transfer, place: TransferPlace, now: number) {
  return {
    tx_id: transfer.txId,
    output_index: transfer.outputIndex,
    store_id: storeIds.toUuid(place.storeId),
    payment_id: paymentIds.toUuidOrNull(place.paymentId),
    network: place.network,
    address: place.address,
    script: place.script,
    sompi: transfer.sompi,
    status: transfer.status,
    unmatched: place.paymentId === null ? "open" : null,
    unmatched_reason: place.unmatchedReason ?? null,
    seen_at: isoOrNull(transfer.seenAt),
    paid_at: isoOrNull(transfer.paidAt),
    accepting_block_hash: transfer.acceptingBlockHash,
    accepting_daa: transfer.acceptingDaa,
    confirm_due_daa: transfer.confirmDueDaa,
    confirmed_at: isoOrNull(transfer.confirmedAt),
    coinbase: transfer.coinbase,
    covenant_id: transfer.covenantId,
    input_addresses: transfer.inputAddresses,
    rate: transfer.rate,
    usd_rate: transfer.usdRate,
    admitted: transfer.admitted,
    credited: transfer.credited,
    ordinal: transfer.ordinal,
    under_mark: transfer.underMark,
    source: transfer.source,
    recheck: false,
    mempool_misses: 0,
    mempool_missed_at: null,
    created_at: isoOrNull(now),
  };
}

/** Columns that a later fact about the same output replaces. */
export const TRANSFER_UPDATES = [
  ...[
    "payment_id",
    "unmatched",
    "sompi",
    "status",
    "seen_at",
    "paid_at",
    "accepting_block_hash",
    "accepting_daa",
  ],
  ...[
    "confirm_due_daa",
    "confirmed_at",
    "coinbase",
    "covenant_id",
    "input_addresses",
    "rate",
    "usd_rate",
    "admitted",
    "credited",
    "ordinal",
    "under_mark",
    "source",
  ],
] as const;

export function toTransfer(row: TransferRow): Transfer {
  return {
    outpoint: `${row.tx_id}:${row.output_index}`,
    txId: row.tx_id,
    outputIndex: row.output_index,
    sompi: row.sompi,
    status: row.status,
    seenAt: millisOrNull(row.seen_at),
    paidAt: millisOrNull(row.paid_at),
    acceptingBlockHash: row.accepting_block_hash,
    acceptingDaa: row.accepting_daa,
    confirmDueDaa: row.confirm_due_daa,
    confirmedAt: millisOrNull(row.confirmed_at),
    coinbase: row.coinbase,
    covenantId: row.covenant_id,
    inputAddresses: row.input_addresses as string[],
    rate: row.rate,
    usdRate: row.usd_rate,
    admitted: row.admitted,
    credited: row.credited,
    ordinal: row.ordinal,
    underMark: row.under_mark,
    source: row.source,
  };
}
