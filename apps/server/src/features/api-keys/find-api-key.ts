// What other features ask of API keys, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { ApiKey } from "./records.ts";
import { apiKeyRepository } from "./repository.ts";

export const findApiKey = (db: Db, id: string): Promise<ApiKey | null> => apiKeyRepository(db).byId(id);

export const findApiKeyByHash = (db: Db, hash: Uint8Array): Promise<ApiKey | null> =>
  apiKeyRepository(db).byHash(hash);

/** Newest first. */
export const listApiKeys = (db: Db, storeId: string) => apiKeyRepository(db).list(storeId);

export const noteKeyUse = (db: Db, id: string, now: number, ip: string): Promise<void> =>
  apiKeyRepository(db).touch(id, now, ip);

/** The key was sent from a browser: the list of keys warns of it. */
export const noteKeyInBrowser = (db: Db, id: string, now: number): Promise<void> =>
  apiKeyRepository(db).usedInBrowser(id, now);
