import type { Outpoint } from "@kaspa-pay/core";
import { paymentIds } from "../../database/id-kinds.ts";
import type { KnownOutput } from "../records.ts";

export interface OutputRow {
  tx_id: string;
  output_index: number;
  payment_id: string | null;
}

export const toKnown = (row: OutputRow): KnownOutput => ({
  outpoint: `${row.tx_id}:${row.output_index}`,
  paymentId: paymentIds.toWireOrNull(row.payment_id),
});

/** Of a row that the statement asked for with `payment_id is not null`. */
export const toOwned = (row: OutputRow): { outpoint: Outpoint; paymentId: string } => ({
  outpoint: toKnown(row).outpoint,
  paymentId: paymentIds.toWire(row.payment_id ?? ""),
});

/** Outpoints as the two arrays that `unnest` wants. */
export function splitOutpoints(outpoints: readonly Outpoint[]): { ids: string[]; indexes: number[] } {
  const parts = outpoints.map((outpoint) => outpoint.split(":"));
  return { ids: parts.map((part) => part[0] ?? ""), indexes: parts.map((part) => Number(part[1])) };
}
