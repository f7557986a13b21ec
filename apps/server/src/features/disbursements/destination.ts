// Where money goes out to: an address of the store's network that is not the store's own.
import { ApiError } from "@kaspa-pay/api-contract";
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { Db } from "../../database/unit-of-work.ts";
import type { Store } from "../stores/records.ts";
import type { OwnsAddress } from "../wallets/own-scripts.ts";
import { readWallet } from "../wallets/wallet-keeper.ts";
import { disbursementRepository } from "./repository/disbursements.ts";

export interface Destination {
  address: string;
  script: string;
}

/** @throws ApiError `invalid_address`, `network_mismatch`, `own_address` */
export async function readDestination(
  { ownsAddress }: { readonly ownsAddress: OwnsAddress },
  db: Db,
  store: Pick<Store, "id" | "network">,
  text: string,
  param: string,
): Promise<Destination> {
  const read = readText(text, store.network, param);
  if (read.mode !== "address")
    throw new ApiError("invalid_address", "This is an account key: give one address of the receiver", {
      param,
    });
  const script = scriptPublicKeyOf(read.address);
  if (await ownsAddress(db, store, [read.address])) {
    throw new ApiError("own_address", "This is an address of the store itself: give the receiver's address", {
      param,
    });
  }
  return { address: read.address, script };
}

/** Errors of `readWallet` speak of an account key to export, which a destination never is. */
function readText(text: string, network: Store["network"], param: string): ReturnType<typeof readWallet> {
  try {
    return readWallet(text, network, param);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "invalid_xpub") throw error;
    throw new ApiError(
      "invalid_address",
      "This is a key or a seed phrase, not an address: give one address of the receiver. It was not stored. Never give a private key to anyone, and move your funds if this was one",
      { param },
    );
  }
}

/**
 * The sum to ask at a script: the wanted one, or a few sompi less where another request of the store asks it already.
 * Held until the end of the transaction.
 * @throws ApiError `conflict` when a thousand requests ask nearly the same
 */
export async function takeFreeSum(
  db: Db,
  { id: storeId, network }: Pick<Store, "id" | "network">,
  script: string,
  sompi: bigint,
): Promise<bigint> {
  const repository = disbursementRepository(db);
  await repository.holdScript({ storeId, network, script });
  const free = await repository.freeSum({ storeId, network, script }, sompi);
  if (free === null)
    throw new ApiError(
      "conflict",
      "Too many requests send this sum to this address: give another address, or another sum",
    );
  return free;
}
