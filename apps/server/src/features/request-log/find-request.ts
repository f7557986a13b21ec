// What other features ask of the request log.
import type { Db } from "../../database/unit-of-work.ts";
import { requestLogRepository, type StoredRequest } from "./repository.ts";

export type { StoredRequest } from "./repository.ts";

/** A call of the store by the id that its answer carried; null when it is not known, or older than a week. */
export async function findRequest(db: Db, storeId: string, requestId: string): Promise<StoredRequest | null> {
  const page = { limit: 1, afterId: null };
  const [found] = await requestLogRepository(db).list(storeId, { requestId }, page);
  return found ?? null;
}
