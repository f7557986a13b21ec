// Accepted outputs: which payment owns them, and those that are unmatched.
import type { Outpoint } from "@kaspa-pay/core";
import { sql } from "kysely";
import { toJson } from "../../database/json-columns.ts";
import { TOUCH_ADDRESSES } from "../../database/rows/outbox.ts";
import { TRANSFER_UPDATES, transferRow } from "../../database/rows/transfers.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { KnownOutput, UnmatchedOutput } from "../records.ts";

export function createOutputRecords(db: Db) {
  return {
    /** Live outputs whose accepting block is one of these. */
    async acceptedBy(network: ChainNetwork, blockHashes: readonly string[]): Promise<KnownOutput[]> {
      const { rows } = await sql<OutputRow>`select store_id, tx_id, output_index, payment_id from transfers
        where network = ${network} and accepting_block_hash = any(${[...blockHashes]}::text[])
          and status in ('accepted', 'confirmed')`.execute(db);
      return rows.map(toKnown);
    },
    /** Those of the outputs that are stored, whatever store has them. */
    async known(outpoints: readonly Outpoint[]): Promise<KnownOutput[]> {
      const { ids, indexes } = splitOutpoints(outpoints);
      const { rows } = await sql<OutputRow>`select t.store_id, t.tx_id, t.output_index, t.payment_id
        from unnest(${ids}::text[], ${indexes}::int[]) as o(tx_id, output_index)
        join transfers t on t.tx_id = o.tx_id and t.output_index = o.output_index`.execute(db);
      return rows.map(toKnown);
    },
    /** Outputs to known addresses that no payment owns: upserted, never guessed. */
    async saveUnmatched(outputs: readonly UnmatchedOutput[]): Promise<void> {
      if (outputs.length === 0) return;
      const rows = outputs.map(({ transfer, ...owner }) =>
        transferRow(transfer, { ...owner, paymentId: null }, transfer.paidAt ?? 0),
      );
      const updates = TRANSFER_UPDATES.filter((column) => !["unmatched", "payment_id"].includes(column));
      await sql`with transfer as (insert into transfers as t
        select n.* from jsonb_populate_recordset(null::transfers, ${toJson(rows)}::jsonb) n
        on conflict (store_id, tx_id, output_index) do update set
          ${sql.raw(updates.map((column) => `${column} = excluded.${column}`).join(", "))}, recheck = false
        where t.payment_id is null returning t.network, t.script, t.status), ${sql.raw(TOUCH_ADDRESSES)}
        select 1`.execute(db);
    },
    /** An unmatched output lost its accepting block. */
    async voidUnmatched(outputs: readonly StoreOutput[]): Promise<void> {
      if (outputs.length === 0) return;
      const { stores, ids, indexes } = splitOutputs(outputs);
      await sql`update transfers t set status = 'reverted', accepting_block_hash = null, accepting_daa = null
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[]) as o(store_id, tx_id, output_index)
        where t.store_id = o.store_id and t.tx_id = o.tx_id and t.output_index = o.output_index
          and t.payment_id is null`.execute(db);
    },
  };
}

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
  isDeposit: false,
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
