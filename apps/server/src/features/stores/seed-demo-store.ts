// The built-in store of /demo: a simulated store that belongs to no user, so that anybody can pay within a minute.

import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { insertLink } from "../links/find-link.ts";
import { newLink } from "../links/new-link.ts";
import type { Link } from "../links/records.ts";
import { readWallet, type WalletKeeper } from "../wallets/wallet-keeper.ts";
import { newStore } from "./new-store.ts";
import { storeRepository } from "./repository.ts";

export interface SeedDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  wallets: WalletKeeper;
}

interface Product {
  slug: string;
  title: string;
  description: string;
  amount: string;
  currency: string;
}

const NAME = "Kaspa Coffee (demo)";
const PRODUCTS: readonly Product[] = [
  {
    slug: "demo-espresso",
    title: "Kaspa espresso blend, 250 g",
    description: "Dark roast, ten beans a second.",
    amount: "25",
    currency: "KAS",
  },
  {
    slug: "demo-mug",
    title: "BlockDAG mug",
    description: "Holds many parallel coffees.",
    amount: "9.90",
    currency: "USD",
  },
  {
    slug: "demo-subscription",
    title: "Beans for a month",
    description: "Four bags, one a week.",
    amount: "32.00",
    currency: "EUR",
  },
];

/**
 * Makes the store once. `newAccountKey` answers the public key of an account that the simulator can sign for, as the
 * key of any wallet signs for its own.
 */
export function createSeedDemoStore(deps: SeedDeps) {
  return async (newAccountKey: () => Promise<string>): Promise<boolean> => {
    if ((await storeRepository(deps.unitOfWork.db).demo()) !== null) return false;
    const wallet = readWallet(await newAccountKey(), "simnet");
    const now = deps.clock.now();
    return deps.unitOfWork.transaction(async (db) => {
      const store = { ...newStore(deps.ids.next("sto"), NAME, "simnet", now), demo: true };
      if (!(await storeRepository(db).insertDemo(store))) return false;
      await deps.wallets.put(db, store, wallet);
      for (const product of PRODUCTS)
        await insertLink(db, linkOf(deps.ids.next("lnk"), store.id, product, now));
      return true;
    });
  };
}

function linkOf(id: string, storeId: string, { slug, ...fields }: Product, now: number): Link {
  const successMessage = "Thank you! This was a simulated payment.";
  return newLink({ id, storeId, now, slug, fields: { ...fields, expiryMinutes: 30, successMessage } });
}
