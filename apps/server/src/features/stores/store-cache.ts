import { ApiError } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import { createTtlCache } from "../../runtime/ttl-cache.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import type { Store, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";

/** A store as its payments need it. */
export interface CachedStore {
  store: Store;
  wallet: Wallet | null;
}

export interface StoreCache {
  /** At most a second old; an archived one too, for its payments live on. @throws ApiError `not_found` */
  get(storeId: string): Promise<CachedStore>;
  /** One that is not archived. @throws ApiError `not_found`, also when it is archived */
  open(storeId: string): Promise<CachedStore>;
  /** After a change of settings or wallet in this process. */
  forget(storeId: string): void;
}

const MAX_KEPT = 10_000;

const notFound = () => new ApiError("not_found", "Store not found");

/** Saves a busy store two reads for each payment; a change by another process is seen within a second. */
export function createStoreCache({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): StoreCache {
  const kept = createTtlCache(clock, MAX_KEPT, async (storeId): Promise<CachedStore> => {
    const stores = storeRepository(unitOfWork.db);
    const [store, wallet] = await Promise.all([stores.byId(storeId), currentWallet(unitOfWork.db, storeId)]);
    if (store === null) throw notFound();
    return { store, wallet };
  });
  return {
    get: kept.get,
    async open(storeId) {
      const cached = await kept.get(storeId);
      if (cached.store.settings.archived) throw notFound();
      return cached;
    },
    forget: kept.forget,
  };
}
