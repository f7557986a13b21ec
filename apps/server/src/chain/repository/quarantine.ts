// Quarantined payments: those that broke an invariant.
import { sql } from "kysely";
import type { Db } from "../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { PaymentTarget } from "../../features/payments/records.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { QuarantinedPayment } from "../records.ts";

export function createQuarantineRecords(db: Db) {
  return {
    /** Quarantined payments: no chain fact is written to them until they resume. */
    async quarantined(network: ChainNetwork): Promise<QuarantinedPayment[]> {
      const rows = await db
        .selectFrom("stopped_payments")
        .select(["store_id", "payment_id", "cause", "facts"])
        .where("network", "=", network)
        .orderBy("stopped_at")
        .execute();
      return rows.map((row) => ({
        storeId: storeIds.toWire(row.store_id),
        paymentId: paymentIds.toWire(row.payment_id),
        cause: row.cause,
        facts: row.facts,
      }));
    },
    /** Keeps the first cause; a fact is added to those that wait. */
    async quarantine(
      network: ChainNetwork,
      { storeId, paymentId, cause, fact }: PaymentTarget & { cause: string; fact: string | null },
    ): Promise<void> {
      await sql`insert into stopped_payments as s (store_id, payment_id, network, cause, facts)
        values (${storeIds.toUuid(storeId)}, ${paymentIds.toUuid(paymentId)}, ${network}, ${cause}, ${fact === null ? [] : [fact]}::text[])
        on conflict (store_id, payment_id) do update set facts = s.facts || excluded.facts`.execute(db);
    },
    async release({ storeId, paymentId }: PaymentTarget): Promise<void> {
      await db
        .deleteFrom("stopped_payments")
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("payment_id", "=", paymentIds.toUuid(paymentId))
        .execute();
    },
  };
}
