import { sql } from "kysely";
import { fromRow, toRow } from "../../../database/column-map.ts";
import { toJson } from "../../../database/json-columns.ts";
import { depositSettingsColumns } from "../../../database/tables/deposit-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { storeIds } from "../../../database/wire-ids.ts";
import type { DepositSettings } from "../records.ts";

export function depositSettingsRepository(db: Db) {
  const select = (storeId: string) =>
    db.selectFrom("deposit_settings").selectAll().where("store_id", "=", storeIds.toUuid(storeId));
  return {
    /** Null = the store never set any. */
    async get(storeId: string): Promise<DepositSettings | null> {
      const row = await select(storeId).executeTakeFirst();
      return row === undefined ? null : fromRow(depositSettingsColumns, row);
    },
    async put(settings: DepositSettings): Promise<void> {
      await sql`insert into deposit_settings
        select n.* from jsonb_populate_record(null::deposit_settings, ${toJson(toRow(depositSettingsColumns, settings))}::jsonb) n
        on conflict (store_id) do update set enabled = excluded.enabled, currency = excluded.currency,
          minimum_minor = excluded.minimum_minor, maximum_minor = excluded.maximum_minor,
          required_confirmations = excluded.required_confirmations, updated_at = excluded.updated_at`.execute(
        db,
      );
    },
  };
}
