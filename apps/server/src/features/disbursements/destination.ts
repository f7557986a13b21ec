// Where money goes out to: an address of the store's network that is not the store's own.
import { ApiError } from "@kaspa-pay/api-contract";
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import type { Db } from "../../database/unit-of-work.ts";
import type { Store } from "../stores/records.ts";
import { isOwnScript } from "../wallets/own-scripts.ts";
import { readWallet } from "../wallets/wallet-keeper.ts";
import { disbursementRepository } from "./repository.ts";

export interface Destination {
  address: string;
  script: string;
}

/** @throws ApiError `invalid_address`, `network_mismatch`, `own_address` */
export async function readDestination(
  db: Db,
  store: Pick<Store, "id" | "network">,
  text: string,
  param: string,
): Promise<Destination> {
  const read = readWallet(text, store.network, param);
  if (read.mode !== "address")
    throw new ApiError("invalid_address", "This is an account key: give one address of the receiver", {
      param,
    });
  const script = scriptPublicKeyOf(read.address);
  if (await isOwnScript(db, store, script)) {
    throw new ApiError("own_address", "This is an address of the store itself: give the receiver's address", {
      param,
    });
  }
  return { address: read.address, script };
}

/**
 * The sum to ask at a script: the wanted one, or a few sompi less where another request asks it already. Held until the
 * end of the transaction.
 * @throws ApiError `conflict` when a thousand requests ask nearly the same
 */
export async function takeFreeSum(
  db: Db,
  { network, script }: Pick<Store, "network"> & { script: string },
  sompi: bigint,
): Promise<bigint> {
  const repository = disbursementRepository(db);
  await repository.holdScript(network, script);
  const free = await repository.freeSum(network, script, sompi);
  if (free === null)
    throw new ApiError(
      "conflict",
      "Too many open requests send this sum to this address: pay some of them first",
    );
  return free;
}
