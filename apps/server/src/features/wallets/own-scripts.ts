// Which addresses belong to a store's wallets: those given out are known, others are derived from its account keys.
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { Db } from "../../database/unit-of-work.ts";
import type { Store } from "../stores/records.ts";
import { addressRepository } from "./address-repository.ts";
import type { WalletKeeper } from "./wallet-keeper.ts";
import { walletRepository } from "./wallet-repository.ts";

/** The store gave it out, or receives at it. */
export const isOwnScript = async (
  db: Db,
  { id, network }: Pick<Store, "id" | "network">,
  script: string,
): Promise<boolean> => (await addressRepository(db).ownScripts(id, network, [script])).length > 0;

/** Wallets look this far beyond the last address that they used. */
const GAP = 50;

/**
 * Whether one of the addresses is the store's: given out, its single address, or on the receive or change branch of one
 * of its account keys, up to the gap after the last known index. Remembers how far the change branch was used.
 */
export function createOwnsAddress({ wallets }: { wallets: Pick<WalletKeeper, "open"> }) {
  return async (
    db: Db,
    store: Pick<Store, "id" | "network">,
    addresses: readonly string[],
  ): Promise<boolean> => {
    if (addresses.length === 0) return false;
    const scripts = addresses.map(scriptPublicKeyOf);
    if ((await addressRepository(db).ownScripts(store.id, store.network, scripts)).length > 0) return true;
    for (const wallet of await walletRepository(db).all(store.id)) {
      const key = wallets.open(wallet);
      if (key === null) {
        if (wallet.address !== null && addresses.includes(wallet.address)) return true;
        continue;
      }
      const { nextIndex } = await addressRepository(db).indexes(wallet);
      if (key.addresses(0, nextIndex, GAP).some((address) => addresses.includes(address))) return true;
      const changeIndex = await walletRepository(db).changeIndex(wallet);
      const from = Math.max(0, changeIndex - GAP);
      const change = [...key.addresses(1, 0, GAP), ...key.addresses(1, from, 2 * GAP)];
      const found = change.findIndex((address) => addresses.includes(address));
      if (found < 0) continue;
      await walletRepository(db).usedChange(wallet, found < GAP ? found : from + found - GAP);
      return true;
    }
    return false;
  };
}

export type OwnsAddress = ReturnType<typeof createOwnsAddress>;
