// Which addresses belong to a store's wallets: those given out are known, others are derived from its account keys.
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { Db } from "../../database/unit-of-work.ts";
import type { Store, Wallet } from "../stores/records.ts";
import { addressRepository } from "./address-repository.ts";
import type { WalletKeeper } from "./wallet-keeper.ts";
import { walletRepository } from "./wallet-repository.ts";

/** Wallets look this far beyond the last address that they used. */
const GAP = 50;
/** The present wallet and the last ones before it. */
const MOST_WALLETS = 5;
/** Derived windows that are kept: one costs some tens of milliseconds. */
const KEPT_WINDOWS = 500;

export type OwnsAddress = (
  db: Db,
  store: Pick<Store, "id" | "network">,
  addresses: readonly string[],
) => Promise<boolean>;

/**
 * Whether one of the addresses is the store's: given out by one of its account keys, its single address, or on the
 * receive or change branch up to the gap after the last known index. Remembers how far the change branch was used. What
 * cannot be read is not the store's: the caller then asks people.
 */
export function createOwnsAddress({ wallets }: { wallets: Pick<WalletKeeper, "open"> }): OwnsAddress {
  const windows = new Map<string, readonly string[]>();
  const derived = (wallet: Wallet, branch: 0 | 1, from: number, count: number): readonly string[] => {
    const name = `${wallet.id} ${branch} ${from} ${count}`;
    const known = windows.get(name);
    if (known !== undefined) return known;
    const addresses = openKey(wallets, wallet)?.addresses(branch, from, count) ?? [];
    if (windows.size >= KEPT_WINDOWS) windows.clear();
    windows.set(name, addresses);
    return addresses;
  };
  return async (db, store, addresses) => {
    const scripts = addresses.flatMap(scriptOf);
    if (scripts.length === 0) return false;
    const own = (await walletRepository(db).all(store.id)).slice(0, MOST_WALLETS);
    if (own.some(({ address }) => address !== null && addresses.includes(address))) return true;
    const keys = own.map(({ keyHash }) => keyHash);
    if (await addressRepository(db).hasOwnScript({ ...store, keys }, scripts)) return true;
    for (const wallet of own.filter(({ mode }) => mode === "xpub")) {
      const { nextIndex } = await addressRepository(db).indexes(wallet);
      // Whole steps, so that the same window serves many calls.
      const receive = derived(wallet, 0, nextIndex - (nextIndex % GAP), 2 * GAP);
      if (receive.some((address) => addresses.includes(address))) return true;
      const changeIndex = await walletRepository(db).changeIndex(wallet);
      const from = Math.max(0, changeIndex - (changeIndex % GAP) - GAP);
      for (const start of new Set([0, from, from + GAP, from + 2 * GAP])) {
        const at = derived(wallet, 1, start, GAP).findIndex((address) => addresses.includes(address));
        if (at < 0) continue;
        await walletRepository(db).usedChange(wallet, start + at);
        return true;
      }
    }
    return false;
  };
}

/** Nodes name the senders: what is no address must not end the page. */
function scriptOf(address: string): string[] {
  try {
    return [scriptPublicKeyOf(address)];
  } catch {
    return [];
  }
}

/** A key that another master key sealed cannot be opened: its addresses are unknown. */
function openKey(wallets: Pick<WalletKeeper, "open">, wallet: Wallet) {
  try {
    return wallets.open(wallet);
  } catch {
    return null;
  }
}
