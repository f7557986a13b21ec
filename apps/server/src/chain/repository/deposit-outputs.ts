// Outputs to deposit accounts, as the chain finds them again.
import type { Outpoint } from "@kaspa-pay/core";
import { sql } from "kysely";
import type { Db } from "../../database/unit-of-work.ts";
import { storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { DepositOutput, KnownOutput } from "../records.ts";
import { type StoreOutput, splitOutpoints, splitOutputs } from "./outputs.ts";

interface DepositRow {
  store_id: string;
  tx_id: string;
  output_index: number;
}

export function createDepositOutputRecords(db: Db) {
  return {
    /** Deposits whose accepting block is one of these. */
    async depositsAcceptedBy(network: ChainNetwork, blockHashes: readonly string[]): Promise<KnownOutput[]> {
      const { rows } = await sql<DepositRow>`select store_id, tx_id, output_index from deposits
        where network = ${network} and accepting_block_hash = any(${[...blockHashes]}::text[])`.execute(db);
      return rows.map(toKnownDeposit);
    },
    /** Those of the outputs that are deposits, whatever store has them. */
    async knownDeposits(outpoints: readonly Outpoint[]): Promise<KnownOutput[]> {
      const { ids, indexes } = splitOutpoints(outpoints);
      const { rows } = await sql<DepositRow>`select d.store_id, d.tx_id, d.output_index
        from unnest(${ids}::text[], ${indexes}::int[]) as o(tx_id, output_index)
        join deposits d on d.tx_id = o.tx_id and d.output_index = o.output_index`.execute(db);
      return rows.map(toKnownDeposit);
    },
    /** After the cursor stepped back: deposits accepted above it wait until the replay finds them again. */
    async requestDepositRecheck(network: ChainNetwork, aboveDaa: bigint): Promise<void> {
      await sql`update deposits set recheck = true
        where network = ${network} and accepting_daa > ${aboveDaa} and status <> 'reverted'`.execute(db);
    },
    /** Deposits that the replay did not find. */
    async depositsAwaitingRecheck(network: ChainNetwork, limit: number): Promise<KnownOutput[]> {
      const { rows } = await sql<DepositRow>`select store_id, tx_id, output_index from deposits
        where network = ${network} and recheck limit ${limit}`.execute(db);
      return rows.map(toKnownDeposit);
    },
    async clearDepositRecheck(outputs: readonly StoreOutput[]): Promise<void> {
      const { stores, ids, indexes } = splitOutputs(outputs);
      await sql`update deposits d set recheck = false
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[]) as o(store_id, tx_id, output_index)
        where d.store_id = o.store_id and d.tx_id = o.tx_id and d.output_index = o.output_index
          and d.recheck`.execute(db);
    },
    /** Deposits that wait for their depth. */
    async unconfirmedDeposits(network: ChainNetwork, limit: number): Promise<DepositOutput[]> {
      const { rows } = await sql<DepositRow & { address: string }>`
        select store_id, tx_id, output_index, address from deposits
        where network = ${network} and status = 'confirming' limit ${limit}`.execute(db);
      return rows.map(toDepositOutput);
    },
    /** Deposits whose depth has come and that a node has to show once more. */
    async unprovenDeposits(network: ChainNetwork, daa: bigint, limit: number): Promise<DepositOutput[]> {
      const { rows } = await sql<DepositRow & { address: string }>`
        select store_id, tx_id, output_index, address from deposits
        where network = ${network} and status = 'confirming' and confirm_due_daa <= ${daa}
          and (accepting_block_hash is null or vanished) limit ${limit}`.execute(db);
      return rows.map(toDepositOutput);
    },
  };
}

const toKnownDeposit = (row: DepositRow): KnownOutput => ({
  storeId: storeIds.toWire(row.store_id),
  outpoint: `${row.tx_id}:${row.output_index}`,
  paymentId: null,
  isDeposit: true,
});

const toDepositOutput = (row: DepositRow & { address: string }): DepositOutput => ({
  ...toKnownDeposit(row),
  address: row.address,
});
