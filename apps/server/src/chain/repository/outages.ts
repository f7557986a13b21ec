// Outages: times in which the chain was not read, and the payments whose money was found after them.
import { sql } from "kysely";
import { millis } from "../../database/json-columns.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { outageIds, paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { Outage } from "../records.ts";

export function createOutageRecords(db: Db) {
  return {
    async openOutage({
      id,
      network,
      beganAt,
    }: {
      id: string;
      network: ChainNetwork;
      beganAt: number;
    }): Promise<void> {
      await sql`insert into outages (id, network, began_at)
        values (${outageIds.toUuid(id)}, ${network}, ${new Date(beganAt)})`.execute(db);
    },
    async noteRecovered(
      outageId: string,
      found: readonly { storeId: string; paymentId: string }[],
    ): Promise<void> {
      if (found.length === 0) return;
      await sql`insert into recovered_payments (outage_id, payment_id, store_id)
        select ${outageIds.toUuid(outageId)}, * from unnest(${found.map((payment) => paymentIds.toUuid(payment.paymentId))}::uuid[],
          ${found.map((payment) => storeIds.toUuid(payment.storeId))}::uuid[]) on conflict do nothing`.execute(
        db,
      );
    },
    async closeOutage(network: ChainNetwork, outageId: string, at: number): Promise<Outage> {
      const id = outageIds.toUuid(outageId);
      const { rows } = await sql<{ began_at: Date; payments: number }>`
        with over as (update outages set ended_at = ${new Date(at)} where id = ${id} returning began_at),
          cursor as (update cursors set outage_id = null where network = ${network} and outage_id = ${id})
        select began_at, (select count(*)::int from recovered_payments where outage_id = ${id}) as payments
        from over`.execute(db);
      const row = rows[0];
      return { beganAt: millis(row?.began_at ?? new Date(at)), endedAt: at, payments: row?.payments ?? 0 };
    },
    /** The last outage since then that hid money of this store. */
    async recovered(storeId: string, since: number): Promise<Outage | null> {
      const { rows } = await sql<{ began_at: Date; ended_at: Date; payments: number }>`
        select o.began_at, o.ended_at, count(*)::int as payments
        from recovered_payments r join outages o on o.id = r.outage_id
        where r.store_id = ${storeIds.toUuid(storeId)} and o.ended_at > ${new Date(since)}
        group by o.id order by o.ended_at desc limit 1`.execute(db);
      const row = rows[0];
      if (row === undefined) return null;
      return { beganAt: millis(row.began_at), endedAt: millis(row.ended_at), payments: row.payments };
    },
  };
}
