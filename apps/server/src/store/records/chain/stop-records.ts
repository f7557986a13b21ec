// Quarantined payments: those that broke an invariant.
import { type Kysely, sql } from "kysely";
import type { ChainRecords } from "../../../ports/records/chain-records.ts";
import type { Database } from "../../database.ts";
import { paymentIds } from "../id-kinds.ts";

export function createStopRecords(db: Kysely<Database>): Pick<ChainRecords, "stopped" | "stop" | "goOn"> {
  return {
    async stopped(network) {
      const rows = await db
        .selectFrom("stopped_payments")
        .select(["payment_id", "cause", "facts"])
        .where("network", "=", network)
        .orderBy("stopped_at")
        .execute();
      return rows.map((row) => ({
        paymentId: paymentIds.toWire(row.payment_id),
        cause: row.cause,
        facts: row.facts,
      }));
    },
    async stop(network, { paymentId, cause, fact }) {
      await sql`insert into stopped_payments as s (payment_id, network, cause, facts)
        values (${paymentIds.toUuid(paymentId)}, ${network}, ${cause}, ${fact === null ? [] : [fact]}::text[])
        on conflict (payment_id) do update set facts = s.facts || excluded.facts`.execute(db);
    },
    async goOn(paymentId) {
      await db
        .deleteFrom("stopped_payments")
        .where("payment_id", "=", paymentIds.toUuid(paymentId))
        .execute();
    },
  };
}
