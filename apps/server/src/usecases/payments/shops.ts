import { Refused } from "@kaspa-pay/api-contract";
import type { Clock } from "../../ports/clock.ts";
import type { Store, Wallet } from "../../ports/records/store-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import { createKeptBriefly } from "../kept-briefly.ts";

/** A store as its payments need it. */
export interface Shop {
  store: Store;
  wallet: Wallet | null;
}

export interface Shops {
  /** At most a second old; an archived one too, for its payments live on. @throws Refused `not_found` */
  get(storeId: string): Promise<Shop>;
  /** One that is not archived. @throws Refused `not_found`, also when it is archived */
  open(storeId: string): Promise<Shop>;
  /** After a change of settings or wallet in this process. */
  forget(storeId: string): void;
}

const MAX_KEPT = 10_000;

const notFound = () => new Refused("not_found", "Store not found");

/** Saves a busy store two reads for each payment; a change by another process is seen within a second. */
export function createShops({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): Shops {
  const shops = createKeptBriefly(clock, MAX_KEPT, async (storeId): Promise<Shop> => {
    const { stores, wallets } = unitOfWork.records;
    const [store, wallet] = await Promise.all([stores.byId(storeId), wallets.current(storeId)]);
    if (store === null) throw notFound();
    return { store, wallet };
  });
  return {
    get: shops.get,
    async open(storeId) {
      const shop = await shops.get(storeId);
      if (shop.store.settings.archived) throw notFound();
      return shop;
    },
    forget: shops.forget,
  };
}
