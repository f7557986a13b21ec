// Where a store receives. Only public keys and addresses are read here; private keys are refused and never logged.

import { ApiError } from "@kaspa-pay/api-contract";
import {
  type AccountKey,
  AddressError,
  decodeAddress,
  KeyError,
  networkFromPrefix,
  parseAccountKey,
  scriptPublicKeyOf,
} from "@kaspa-pay/kaspa";
import type { Db } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { AssociatedData, KeyedDigests, SecretBox } from "../../security/secrets.ts";
import type { Store, Wallet } from "../stores/records.ts";
import { addressRepository } from "./address-repository.ts";
import { walletRepository } from "./wallet-repository.ts";

/** A wallet as the merchant typed it, understood. */
export type ReadWallet =
  | { readonly mode: "xpub"; readonly network: ChainNetwork; readonly text: string; readonly key: AccountKey }
  | { readonly mode: "address"; readonly network: ChainNetwork; readonly address: string };

const PRIVATE = /^(kprv|ktrv|xprv|tprv)|^[0-9a-f]{64}$/i;
const KEY = /^[kxt](pub|tub)/;
const PHRASE_WORDS = 12;

export const PREVIEWED = 3;

/**
 * The wallet of a request: an account key or an address, never both.
 * @throws ApiError `validation_error` for both, `invalid_xpub` for what is no key where a key belongs
 */
export function walletTextOf(input: {
  readonly xpub?: string | undefined;
  readonly kaspaAddress?: string | undefined;
}): string | undefined {
  const { xpub, kaspaAddress } = input;
  if (xpub === undefined) return kaspaAddress;
  if (kaspaAddress !== undefined) {
    const message = "Give kaspaAddress or xpub, not both: money goes to one place";
    throw new ApiError("validation_error", message, { param: "xpub", issues: [{ path: "xpub", message }] });
  }
  const text = xpub.trim();
  if (!KEY.test(text) && !isPrivate(text)) {
    const message =
      "An account public key begins with kpub, ktub, xpub or tpub; one address is sent as kaspaAddress";
    throw new ApiError("invalid_xpub", message, { param: "xpub" });
  }
  return xpub;
}

/** The field that named the wallet, for errors. */
export const walletParamOf = (input: { readonly xpub?: string | undefined }): "xpub" | "kaspaAddress" =>
  input.xpub === undefined ? "kaspaAddress" : "xpub";

const isPrivate = (text: string): boolean => PRIVATE.test(text) || text.split(/\s+/).length >= PHRASE_WORDS;

/**
 * Reads an account public key or an address of the given network.
 * @throws ApiError `invalid_xpub`, `invalid_address`, `network_mismatch`
 */
export function readWallet(input: string, network: ChainNetwork, param = "kaspaAddress"): ReadWallet {
  const text = input.trim();
  if (isPrivate(text)) {
    throw new ApiError(
      "invalid_xpub",
      "This is a private key or seed phrase: never give it to anyone. It was not stored. Export the account PUBLIC key (kpub) instead, and move your funds if you shared this one",
      { param },
    );
  }
  try {
    if (KEY.test(text)) return { mode: "xpub", network, text, key: parseAccountKey(text, network) };
    const address = decodeAddress(text, network);
    return { mode: "address", network: address.network as ChainNetwork, address: text };
  } catch (error) {
    throw walletRefusal(error, network, param);
  }
}

function walletRefusal(error: unknown, network: ChainNetwork, param: string): unknown {
  const wrong = error instanceof KeyError || error instanceof AddressError;
  if (!wrong) return error;
  if (error.code === "wrong_network") {
    const text = `This belongs to another network than the store's (${network}): use one of ${network}`;
    return new ApiError("network_mismatch", text, { param });
  }
  const code = error instanceof KeyError ? "invalid_xpub" : "invalid_address";
  return new ApiError(code, error.message, { param });
}

/** The network that a wallet text names by its prefix, preferring served ones; undefined when it names none. */
export function walletNetwork(text: string, served: readonly ChainNetwork[]): ChainNetwork | undefined {
  const trimmed = text.trim();
  if (/^(kpub|xpub)/.test(trimmed)) return "mainnet";
  if (/^(ktub|tpub)/.test(trimmed)) return served.find((network) => network !== "mainnet");
  return networkFromPrefix(trimmed.split(":")[0] ?? "") as ChainNetwork | undefined;
}

/** The first addresses, to be compared with the merchant's own wallet. */
export const firstAddresses = (wallet: ReadWallet): { index: number; address: string }[] =>
  wallet.mode === "address"
    ? [{ index: 0, address: wallet.address }]
    : wallet.key.addresses(0, 0, PREVIEWED).map((address, index) => ({ index, address }));

export const fingerprintOf = (wallet: ReadWallet): string | null =>
  wallet.mode === "xpub" ? wallet.key.fingerprint : null;

export const keyAssociatedData = (walletId: string): AssociatedData => ({
  table: "wallets",
  column: "sealed_key",
  rowId: walletId,
});

export interface WalletKeeper {
  /**
   * Puts the wallet in the present one's place; open payments keep their addresses.
   * @throws ApiError `conflict` for an address that payments got from an account key: their money would be mixed up
   */
  put(db: Db, store: Pick<Store, "id">, wallet: ReadWallet): Promise<Wallet>;
  /** The account key of a stored wallet; null in address mode. */
  open(wallet: Wallet): AccountKey | null;
}

export interface WalletKeeperDeps {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly secrets: SecretBox;
  readonly digests: KeyedDigests;
}

const MAX_OPEN_KEYS = 1_000;

export function createWalletKeeper(deps: WalletKeeperDeps): WalletKeeper {
  // Parsing a key costs a point decompression and its branch: kept for the wallets in use.
  const open = new Map<string, AccountKey>();
  return {
    put: async (db, store, wallet) => {
      const id = deps.ids.next("wal");
      const row = toRow(deps, id, store.id, wallet);
      if (row.script !== null && (await addressRepository(db).modeOf(row.network, row.script)) === "xpub") {
        throw new ApiError(
          "conflict",
          "This address was given to a payment from an account key already: choose a fresh address of your wallet, or use the account key",
          { param: "kaspaAddress" },
        );
      }
      await walletRepository(db).replace(row);
      if (row.address !== null && row.script !== null)
        await addressRepository(db).watch({ ...row, address: row.address, script: row.script });
      return row;
    },
    open: (wallet) => {
      if (wallet.sealedKey === null) return null;
      const known = open.get(wallet.id);
      if (known) return known;
      const key = parseAccountKey(
        deps.secrets.open(wallet.sealedKey, keyAssociatedData(wallet.id)),
        wallet.network,
      );
      if (open.size >= MAX_OPEN_KEYS) open.clear();
      open.set(wallet.id, key);
      return key;
    },
  };
}

function toRow(deps: WalletKeeperDeps, id: string, storeId: string, wallet: ReadWallet): Wallet {
  const common = { id, storeId, network: wallet.network, mode: wallet.mode, createdAt: deps.clock.now() };
  if (wallet.mode === "xpub") {
    return {
      ...common,
      sealedKey: deps.secrets.seal(wallet.text, keyAssociatedData(id)),
      keyHash: deps.digests.accountKeyHash(wallet.key.address(0, 0)),
      fingerprint: wallet.key.fingerprint,
      address: null,
      script: null,
    };
  }
  return {
    ...common,
    sealedKey: null,
    keyHash: deps.digests.accountKeyHash(wallet.address),
    fingerprint: "",
    address: wallet.address,
    script: scriptPublicKeyOf(wallet.address),
  };
}
