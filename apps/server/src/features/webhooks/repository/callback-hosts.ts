// The hosts that callbacks of payments go to, as endpoints of the delivery queue: one row a store and host.
import { sql } from "kysely";
import { millis } from "../../../database/json-columns.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { endpointIds, storeIds } from "../../../database/wire-ids.ts";

export interface CallbackHost {
  id: string;
  storeId: string;
  host: string;
  origin: string;
  now: number;
}

const EVERYTHING = ["*"];

export function callbackHostRepository(db: Db) {
  return {
    /** When a payment last named the host; null when the store has no such host. */
    async lastUse(storeId: string, host: string): Promise<number | null> {
      const row = await db
        .selectFrom("endpoints")
        .select("updated_at")
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "=", host)
        .executeTakeFirst();
      return row === undefined ? null : millis(row.updated_at);
    },
    async noteUse(storeId: string, host: string, now: number): Promise<void> {
      await db
        .updateTable("endpoints")
        .set({ updated_at: new Date(now) })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "=", host)
        .execute();
    },
    /** Hosts that were named since then, by name. */
    async usedSince(storeId: string, since: number): Promise<string[]> {
      const rows = await db
        .selectFrom("endpoints")
        .select(sql<string>`callback_host`.as("host"))
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "is not", null)
        .where("updated_at", ">=", new Date(since))
        .execute();
      return rows.map(({ host }) => host).sort();
    },
    async insert({ id, storeId, host, origin, now }: CallbackHost): Promise<void> {
      await db
        .insertInto("endpoints")
        .values({
          id: endpointIds.toUuid(id),
          store_id: storeIds.toUuid(storeId),
          url: origin,
          events: EVERYTHING,
          matches: EVERYTHING,
          format: "event",
          state: "active",
          created_at: new Date(now),
          updated_at: new Date(now),
          callback_host: host,
        })
        .execute();
    },
  };
}
