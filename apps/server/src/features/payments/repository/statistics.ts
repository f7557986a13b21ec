import { sql } from "kysely";
import { millis } from "../../../database/json-columns.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { storeIds } from "../../../database/wire-ids.ts";
import type { FigureBucket, PaymentCounts, PaymentFilters, PeriodFigures } from "../read-records.ts";
import { paymentConditions } from "./filters.ts";

/** Counting stops here: tabs show "10 000+". */
const COUNT_LIMIT = 10_001;

interface FigureRow {
  payments: number;
  confirmed: number;
  received_sompi: bigint;
  received_fiat: string | null;
}

const FIGURES = sql`count(*)::int as payments,
  (count(*) filter (where p.status = 'confirmed'))::int as confirmed,
  coalesce(sum(p.credited_sompi) filter (where p.status = 'confirmed'), 0)::int8 as received_sompi,
  sum(f.fiat) filter (where p.status = 'confirmed') as received_fiat`;

/** Value at receipt: each transfer that counts, at its own rate. */
const VALUE = sql`left join lateral (
    select sum(t.sompi * t.rate::numeric / 100000000) as fiat from transfers t
    where t.store_id = p.store_id and t.payment_id = p.id and t.credited and t.rate is not null
  ) f on true`;

const toFigures = (row: FigureRow): PeriodFigures => ({
  payments: row.payments,
  confirmed: row.confirmed,
  volumeSompi: row.received_sompi,
  volumeFiat: row.received_fiat,
});

export function createFigureReads(db: Db) {
  return {
    /** Per status, and with open attention, of the payments that fit all other filters. */
    async counts(storeId: string, filters: PaymentFilters): Promise<PaymentCounts> {
      // The tabs choose status and attention themselves.
      const others = paymentConditions(storeId, { ...filters, status: undefined, attention: undefined });
      const where = sql.join(others, sql` and `);
      const { rows } = await sql<{ name: string; count: number }>`
        select s.name, (select count(*)::int from (
            select 1 from payments p where ${where} and p.status = s.name limit ${COUNT_LIMIT}) x) as count
        from unnest(array['pending', 'underpaid', 'confirming', 'confirmed', 'expired', 'canceled', 'invalid']) as s(name)
        union all select 'attention', (select count(*)::int from (
          select 1 from payments p where ${where} and p.open_attention <> '{}' limit ${COUNT_LIMIT}) x)
        union all select 'all', (select count(*)::int from (
          select 1 from payments p where ${where} limit ${COUNT_LIMIT}) x)`.execute(db);
      return Object.fromEntries(rows.map((row) => [row.name, row.count])) as unknown as PaymentCounts;
    },
    async figures(storeId: string, from: number, to: number): Promise<PeriodFigures> {
      const { rows } = await sql<FigureRow>`select ${FIGURES} from payments p ${VALUE}
        where p.store_id = ${storeIds.toUuid(storeId)}
          and p.created_at >= ${new Date(from)} and p.created_at < ${new Date(to)}`.execute(db);
      return toFigures(rows[0] ?? { payments: 0, confirmed: 0, received_sompi: 0n, received_fiat: null });
    },
    async buckets(
      storeId: string,
      from: number,
      to: number,
      unit: "hour" | "day",
      timeZone: string,
    ): Promise<FigureBucket[]> {
      const { rows } = await sql<FigureRow & { at: Date }>`
        select date_trunc(${unit}, p.created_at, ${timeZone}) as at, ${FIGURES} from payments p ${VALUE}
        where p.store_id = ${storeIds.toUuid(storeId)}
          and p.created_at >= ${new Date(from)} and p.created_at < ${new Date(to)}
        group by 1 order by 1`.execute(db);
      return rows.map((row) => ({ at: millis(row.at), ...toFigures(row) }));
    },
  };
}
