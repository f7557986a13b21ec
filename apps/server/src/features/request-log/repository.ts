// Calls of a store that were made with API keys: written in batches, read newest first, removed after a week.
import { type Selectable, sql } from "kysely";
import { isoOrNull, millis, toJson } from "../../database/json-columns.ts";
import type { Page } from "../../database/page.ts";
import type { ApiRequestsTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { apiRequestIds, keyIds, storeIds } from "../../database/wire-ids.ts";
import type { BodyShape } from "../../http/middleware/body-shape.ts";
import type { ApiRequest } from "../../http/middleware/record-request.ts";

export interface StoredRequest extends ApiRequest {
  readonly id: string;
  /** Null when the key is gone. */
  readonly keyName: string | null;
}

export interface RequestFilters {
  /** 2 for 200 to 299, and so on. */
  statusClass?: number | undefined;
  /** A route, and all below it. */
  route?: string | undefined;
  keyId?: string | undefined;
  requestId?: string | undefined;
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
}

export function requestLogRepository(db: Db) {
  return {
    async insert(requests: readonly (ApiRequest & { id: string })[]): Promise<void> {
      await sql`insert into api_requests select * from
        jsonb_populate_recordset(null::api_requests, ${toJson(requests.map(requestRow))}::jsonb)`.execute(db);
    },
    async list(storeId: string, filters: RequestFilters, page: Page): Promise<StoredRequest[]> {
      let query = db
        .selectFrom("api_requests as r")
        .leftJoin("api_keys as k", "k.id", "r.key_id")
        .selectAll("r")
        .select("k.name as key_name")
        .where("r.store_id", "=", storeIds.toUuid(storeId));
      const { statusClass, route, keyId, requestId, createdFrom, createdTo } = filters;
      if (statusClass !== undefined) {
        query = query
          .where("r.status", ">=", statusClass * 100)
          .where("r.status", "<", statusClass * 100 + 100);
        // Literally what the index of refusals is made of.
        if (statusClass >= 4) query = query.where(sql<boolean>`r.status >= 400`);
      }
      if (route !== undefined) {
        query = query.where(sql<boolean>`(r.route = ${route} or starts_with(r.route, ${`${route}/`}))`);
      }
      if (keyId !== undefined) query = query.where("r.key_id", "=", keyIds.toUuid(keyId));
      if (requestId !== undefined) query = query.where("r.request_id", "=", requestId);
      if (createdFrom !== undefined) query = query.where("r.at", ">=", new Date(createdFrom));
      if (createdTo !== undefined) query = query.where("r.at", "<", new Date(createdTo));
      if (page.afterId !== null) query = query.where("r.id", "<", apiRequestIds.toUuid(page.afterId));
      const rows = await query
        .orderBy("r.id", "desc")
        .limit(page.limit + 1)
        .execute();
      return rows.map(toRequest);
    },
    /** Removes rows from before that time, the oldest first; at most `limit`. */
    async sweep(before: number, limit: number): Promise<number> {
      const { rows } = await sql`
        delete from api_requests where (store_id, id) in (
          select store_id, id from api_requests where at < ${new Date(before)} order by at limit ${limit}
        ) returning id`.execute(db);
      return rows.length;
    },
  };
}

function requestRow(request: ApiRequest & { id: string }) {
  return {
    store_id: storeIds.toUuid(request.storeId),
    id: apiRequestIds.toUuid(request.id),
    key_id: keyIds.toUuid(request.keyId),
    at: isoOrNull(request.at),
    method: request.method,
    route: request.route,
    status: request.status,
    code: request.code,
    request_id: request.requestId,
    duration_ms: request.durationMs,
    body: request.body,
  };
}

function toRequest(row: Selectable<ApiRequestsTable> & { key_name: string | null }): StoredRequest {
  return {
    id: apiRequestIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    keyId: keyIds.toWire(row.key_id),
    keyName: row.key_name,
    at: millis(row.at),
    method: row.method,
    route: row.route,
    status: row.status,
    code: row.code,
    requestId: row.request_id,
    durationMs: row.duration_ms,
    body: row.body as BodyShape | null,
  };
}
