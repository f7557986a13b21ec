// Which address the next payment gets. Indexes are taken only for payments that wait now, never in advance, because
// unused indexes widen the gap that wallets have to check. Only the derivation is done in advance.

import { type AccountKey, scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Wallet } from "../stores/records.ts";
import { GAP_GOAL } from "./address-gap.ts";
import type { IndexedAddress } from "./address-records.ts";
import { addressRepository } from "./address-repository.ts";
import type { IndexHighWater } from "./index-high-water-files.ts";

export interface TakenAddress extends IndexedAddress {
  /** `again`: it was given before and nobody paid (docs/spec/kaspa-protocol.md#address-gap-and-reuse). */
  allocation: "new" | "again";
}

export interface AddressSource {
  /** @param recycle free addresses come before new indexes once the gap is at its goal; false: only new ones */
  take(wallet: Wallet, recycle: boolean): Promise<TakenAddress>;
  /** It was not given out. */
  giveBack(wallet: Wallet, address: TakenAddress): void;
  /** It was given out, or turned out to be somebody else's. */
  settled(wallet: Wallet, address: TakenAddress): void;
}

export interface AddressSourceDeps {
  unitOfWork: UnitOfWork;
  indexHighWater: IndexHighWater;
  open(wallet: Wallet): AccountKey | null;
}

/** One counter write serves at most this many waiting payments. */
const MAX_BATCH = 100;
/** Addresses derived together share their costly inversion. */
const DERIVED_TOGETHER = 16;

interface Stock {
  ready: TakenAddress[];
  refill: Promise<void> | null;
  waiting: number;
  /** Free addresses that a create of this process is about to use. */
  claimed: Set<string>;
  /** Addresses of coming indexes. */
  derived: Map<number, string>;
}

export function createAddressSource(deps: AddressSourceDeps): AddressSource {
  const stocks = new Map<string, Stock>();
  function stockOf(wallet: Wallet): Stock {
    const stock = stocks.get(wallet.id) ?? {
      ready: [],
      refill: null,
      waiting: 0,
      claimed: new Set<string>(),
      derived: new Map<number, string>(),
    };
    stocks.set(wallet.id, stock);
    return stock;
  }
  return {
    async take(wallet, recycle) {
      const stock = stockOf(wallet);
      stock.waiting += 1;
      try {
        for (;;) {
          // Another caller may wait for addresses that were given before.
          const place = stock.ready.findIndex(({ allocation }) => recycle || allocation === "new");
          const [address] = place < 0 ? [] : stock.ready.splice(place, 1);
          if (address !== undefined) return address;
          stock.refill ??= refill(deps, wallet, stock, recycle).finally(() => {
            stock.refill = null;
          });
          await stock.refill;
        }
      } finally {
        stock.waiting -= 1;
      }
    },
    giveBack(wallet, address) {
      const stock = stockOf(wallet);
      if (address.allocation === "new") stock.ready.unshift(address);
      else stock.claimed.delete(address.script);
    },
    settled(wallet, address) {
      stockOf(wallet).claimed.delete(address.script);
    },
  };
}

async function refill(
  deps: AddressSourceDeps,
  wallet: Wallet,
  stock: Stock,
  recycle: boolean,
): Promise<void> {
  const wanted = Math.min(stock.waiting, MAX_BATCH);
  const again = recycle ? await takeFree(deps, wallet, stock, wanted) : [];
  const fresh = again.length < wanted ? await takeNew(deps, wallet, stock, wanted - again.length) : [];
  stock.ready.push(...again, ...fresh);
}

/** Only at the goal: below it a new index does no harm, and nobody else ever had its address. */
async function takeFree(
  { unitOfWork }: AddressSourceDeps,
  wallet: Wallet,
  stock: Stock,
  wanted: number,
): Promise<TakenAddress[]> {
  const addresses = addressRepository(unitOfWork.db);
  const { nextIndex, highestPaid } = await addresses.indexes(wallet);
  const room = Math.max(0, GAP_GOAL - (nextIndex - 1 - highestPaid));
  if (wanted <= room) return [];
  const free = await addresses.free(wallet, wanted - room + stock.claimed.size);
  const unclaimed = free.filter((address) => !stock.claimed.has(address.script)).slice(0, wanted - room);
  for (const address of unclaimed) stock.claimed.add(address.script);
  return unclaimed.map((address) => ({ ...address, allocation: "again" }));
}

async function takeNew(
  deps: AddressSourceDeps,
  wallet: Wallet,
  stock: Stock,
  count: number,
): Promise<TakenAddress[]> {
  const floor = await deps.indexHighWater.read(wallet);
  const first = await addressRepository(deps.unitOfWork.db).takeIndexes(wallet, count, floor);
  await deps.indexHighWater.raise(wallet, first + count);
  const key = deps.open(wallet);
  if (key === null) throw new Error("Invariant: indexes are taken for account keys only");
  return Array.from({ length: count }, (_, step) => {
    const address = derive(key, stock.derived, first + step, count - step);
    return { index: first + step, address, script: scriptPublicKeyOf(address), allocation: "new" as const };
  });
}

function derive(key: AccountKey, derived: Map<number, string>, index: number, needed: number): string {
  const known = derived.get(index);
  if (known !== undefined) {
    derived.delete(index);
    return known;
  }
  // Indexes that another process took are lower and never asked for again.
  derived.clear();
  const [address = "", ...ahead] = key.addresses(0, index, Math.max(needed, DERIVED_TOGETHER));
  ahead.forEach((script, step) => {
    derived.set(index + 1 + step, script);
  });
  return address;
}
