// The hosts that callbacks of payments go to, as endpoints of the delivery queue: one row a store and host.
import { sql } from "kysely";
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
    /** Notes a use of the host, at most once in `everyMs`. False when the store has no such host. */
    async use(storeId: string, host: string, now: number, everyMs: number): Promise<boolean> {
      const row = await db
        .selectFrom("endpoints")
        .select(["id", "updated_at"])
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "=", host)
        .executeTakeFirst();
      if (row === undefined) return false;
      if (now - row.updated_at.getTime() < everyMs) return true;
      await db
        .updateTable("endpoints")
        .set({ updated_at: new Date(now) })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", row.id)
        .execute();
      return true;
    },
    /** Hosts that were used since then. */
    async count(storeId: string, since: number): Promise<number> {
      const row = await db
        .selectFrom("endpoints")
        .select(sql<number>`count(*)::int`.as("count"))
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("callback_host", "is not", null)
        .where("updated_at", ">=", new Date(since))
        .executeTakeFirstOrThrow();
      return row.count;
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
