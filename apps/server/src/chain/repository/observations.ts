// Mempool observations: outputs that no block has accepted yet.
import type { Outpoint } from "@kaspa-pay/core";
import { sql } from "kysely";
import { isoOrNull, millis } from "../../database/json-columns.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { DetectedOutput } from "../records.ts";
import { type OutputRow, type StoreOutput, splitOutputs, toOwned } from "./outputs.ts";

export function createObservationRecords(db: Db) {
  return {
    /** Outputs seen in the mempool and not accepted yet, with when they were last missed. */
    async detected(
      network: ChainNetwork,
      payments: readonly { storeId: string; id: string }[],
    ): Promise<DetectedOutput[]> {
      const { rows } = await sql<
        OutputRow & { seen_at: Date; mempool_misses: number; mempool_missed_at: Date | null }
      >`
        select t.store_id, t.tx_id, t.output_index, t.payment_id, t.seen_at, t.mempool_misses, t.mempool_missed_at
        from unnest(${payments.map((payment) => storeIds.toUuid(payment.storeId))}::uuid[],
            ${payments.map((payment) => paymentIds.toUuid(payment.id))}::uuid[]) as p(store_id, id)
          join transfers t on t.store_id = p.store_id and t.payment_id = p.id
        where t.network = ${network} and t.status = 'detected'`.execute(db);
      return rows.map((row) => ({
        ...toOwned(row),
        seenAt: millis(row.seen_at),
        misses: row.mempool_misses,
        missedAt: row.mempool_missed_at === null ? null : millis(row.mempool_missed_at),
      }));
    },
    /** Outputs first seen in the mempool before this time and still not accepted, of all payments. */
    async detectedBefore(
      network: ChainNetwork,
      before: number,
      limit: number,
    ): Promise<{ storeId: string; outpoint: Outpoint; paymentId: string }[]> {
      const { rows } = await sql<OutputRow>`
        select store_id, tx_id, output_index, payment_id from transfers
        where network = ${network} and status = 'detected' and seen_at < ${new Date(before)}
          and payment_id is not null
        order by seen_at limit ${limit}`.execute(db);
      return rows.map(toOwned);
    },
    async missMempool(
      misses: readonly (StoreOutput & { misses: number; since: number | null })[],
    ): Promise<void> {
      if (misses.length === 0) return;
      const { stores, ids, indexes } = splitOutputs(misses);
      await sql`update transfers t set mempool_misses = o.misses, mempool_missed_at = o.since
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[], ${misses.map((miss) => miss.misses)}::int[],
          ${misses.map((miss) => isoOrNull(miss.since))}::timestamptz[]) as o(store_id, tx_id, output_index, misses, since)
        where t.store_id = o.store_id and t.tx_id = o.tx_id and t.output_index = o.output_index`.execute(db);
    },
  };
}
