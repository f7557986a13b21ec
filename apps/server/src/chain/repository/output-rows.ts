import type { Outpoint } from "@kaspa-pay/core";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { KnownOutput } from "../records.ts";

export interface OutputRow {
  store_id: string;
  tx_id: string;
  output_index: number;
  payment_id: string | null;
}

export const toKnown = (row: OutputRow): KnownOutput => ({
  storeId: storeIds.toWire(row.store_id),
  outpoint: `${row.tx_id}:${row.output_index}`,
  paymentId: paymentIds.toWireOrNull(row.payment_id),
});

/** Of a row that the statement asked for with `payment_id is not null`. */
export const toOwned = (row: OutputRow): { storeId: string; outpoint: Outpoint; paymentId: string } => ({
  ...toKnown(row),
  paymentId: paymentIds.toWire(row.payment_id ?? ""),
});

/** An output and the store that has it. */
export interface StoreOutput {
  storeId: string;
  outpoint: Outpoint;
}

/** Outputs as the three arrays that `unnest` wants. */
export function splitOutputs(outputs: readonly StoreOutput[]) {
  const stores = outputs.map((output) => storeIds.toUuid(output.storeId));
  return { stores, ...splitOutpoints(outputs.map((output) => output.outpoint)) };
}

/** Outpoints as the two arrays that `unnest` wants. */
export function splitOutpoints(outpoints: readonly Outpoint[]): { ids: string[]; indexes: number[] } {
  const parts = outpoints.map((outpoint) => outpoint.split(":"));
  return { ids: parts.map((part) => part[0] ?? ""), indexes: parts.map((part) => Number(part[1])) };
}
