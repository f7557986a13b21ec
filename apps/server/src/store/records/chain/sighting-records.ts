// Mempool observations: outputs that no block has accepted yet.
import { type Kysely, sql } from "kysely";
import type { ChainRecords } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import { paymentIds } from "../id-kinds.ts";
import { isoOrNull, millis } from "../json-columns.ts";
import { type OutputRow, splitOutpoints, toOwned } from "./output-rows.ts";

type SightingRecords = Pick<ChainRecords, "detected" | "detectedBefore" | "missMempool">;

export function createSightingRecords(db: Kysely<Database>): SightingRecords {
  return {
    async detected(network, ids) {
      const { rows } = await sql<
        OutputRow & { seen_at: Date; mempool_misses: number; mempool_missed_at: Date | null }
      >`
        select tx_id, output_index, payment_id, seen_at, mempool_misses, mempool_missed_at from transfers
        where network = ${network} and status = 'detected'
          and payment_id = any(${ids.map(paymentIds.toUuid)}::uuid[])`.execute(db);
      return rows.map((row) => ({
        ...toOwned(row),
        seenAt: millis(row.seen_at),
        misses: row.mempool_misses,
        missedAt: row.mempool_missed_at === null ? null : millis(row.mempool_missed_at),
      }));
    },
    async detectedBefore(network, before, limit) {
      const { rows } = await sql<OutputRow>`
        select tx_id, output_index, payment_id from transfers
        where network = ${network} and status = 'detected' and seen_at < ${new Date(before)}
          and payment_id is not null
        order by seen_at limit ${limit}`.execute(db);
      return rows.map(toOwned);
    },
    async missMempool(misses) {
      if (misses.length === 0) return;
      const { ids, indexes } = splitOutpoints(misses.map((miss) => miss.outpoint));
      await sql`update transfers t set mempool_misses = o.misses, mempool_missed_at = o.since
        from unnest(${ids}::text[], ${indexes}::int[], ${misses.map((miss) => miss.misses)}::int[],
          ${misses.map((miss) => isoOrNull(miss.since))}::timestamptz[]) as o(tx_id, output_index, misses, since)
        where t.tx_id = o.tx_id and t.output_index = o.output_index`.execute(db);
    },
  };
}
