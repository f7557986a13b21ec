import { sql } from "kysely";
import { fromRow, toRow } from "../../../database/column-map.ts";
import { toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import { paymentNoteColumns } from "../../../database/tables/payment-columns.ts";
import type { PaymentNotesTable } from "../../../database/tables/payment-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { noteIds, paymentIds, storeIds } from "../../../database/wire-ids.ts";
import type { PaymentNote } from "../records.ts";

export function noteRepository(db: Db) {
  return {
    /** False when the store has no such payment. */
    async insert(note: PaymentNote): Promise<boolean> {
      const row = toJson(toRow(paymentNoteColumns, note));
      const { rows } = await sql`insert into payment_notes
        select n.* from jsonb_populate_record(null::payment_notes, ${row}::jsonb) n
          join payments p on p.store_id = n.store_id and p.id = n.payment_id returning 1`.execute(db);
      return rows.length === 1;
    },
    /** Of each payment, newest first, at most `limit` of one. */
    async newest(storeId: string, payments: readonly string[], limit: number): Promise<PaymentNote[]> {
      const { rows } = await sql<PaymentNotesTable>`select n.*
        from unnest(${payments.map(paymentIds.toUuid)}::uuid[]) p(id)
        cross join lateral (select * from payment_notes where store_id = ${storeIds.toUuid(storeId)}
          and payment_id = p.id order by id desc limit ${limit}) n`.execute(db);
      return rows.map((row) => fromRow(paymentNoteColumns, row));
    },
    /** The newest first. One row more than requested shows that there is a next page. */
    async list(storeId: string, paymentId: string, page: Page): Promise<PaymentNote[]> {
      let query = db
        .selectFrom("payment_notes")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("payment_id", "=", paymentIds.toUuid(paymentId));
      if (page.afterId !== null) query = query.where("id", "<", noteIds.toUuid(page.afterId));
      const rows = await query
        .orderBy("id", "desc")
        .limit(page.limit + 1)
        .execute();
      return rows.map((row) => fromRow(paymentNoteColumns, row));
    },
  };
}
