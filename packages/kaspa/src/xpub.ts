import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { decodeAddress, encodeAddress } from "./address.ts";
import { BranchKey } from "./branch-key.ts";
import { bytesToHex } from "./bytes.ts";
import { fitsNetwork, KeyError, type PublicKeyFormat, readExtendedKey } from "./extended-key.ts";
import type { Network } from "./networks.ts";

export { KeyError, type KeyErrorCode, type PublicKeyFormat } from "./extended-key.ts";

/** 0 receives payments, 1 takes change. */
export type Branch = 0 | 1;

/** Position of an address in an account. */
export interface AddressPath {
  readonly branch: Branch;
  readonly index: number;
}

/** How strictly {@link parseAccountKey} reads. */
export interface AccountKeyOptions {
  /** Accept a key of this depth instead of 3, because a person confirmed it. */
  readonly depth?: number;
}

const ACCOUNT_DEPTH = 3;
/** BIP32: a hardened step, as the one to an account is, carries the highest bit. */
const FIRST_HARDENED = 0x8000_0000;
const FIND_LIMIT = 1_000;
const FIND_STEP = 50;

/**
 * Reads the public key of an account, m/44'/111111'/account': kpub for mainnet, ktub for the test networks, xpub and
 * tpub too. docs/spec/kaspa-protocol.md#account-keys. White space around the text is ignored.
 *
 * @throws KeyError `private_key` (any secret, phrases included), `bad_checksum`, `unsupported`, `wrong_network`,
 * `wrong_depth`
 */
export function parseAccountKey(text: string, network: Network, options: AccountKeyOptions = {}): AccountKey {
  const key = readExtendedKey(text.trim());
  if (!fitsNetwork(key.format, network)) {
    throw new KeyError("wrong_network", `A ${key.format} does not belong to ${network}.`);
  }
  const depth = options.depth ?? ACCOUNT_DEPTH;
  if (key.depth !== depth) {
    throw new KeyError(
      "wrong_depth",
      `The key has depth ${key.depth}, an account key has depth ${depth}. ` +
        "Wallets of the old coin type 972 have no account key: use single addresses for them.",
    );
  }
  const facts = { network, format: key.format, text: text.trim(), childNumber: key.childNumber };
  return new AccountKey(facts, key.publicKey, key.chainCode);
}

/**
 * The public key of an account: derives its addresses and can spend nothing. Made by {@link parseAccountKey}. The
 * first derivation of a process builds tables (tens of milliseconds), so warm it at start.
 */
export class AccountKey {
  readonly network: Network;
  readonly format: PublicKeyFormat;
  /** The key as text. Not secret, but it shows every payment of the account: keep it from logs. */
  readonly text: string;
  /** First 4 bytes of HASH160 of the public key, hex: names the account without showing it. */
  readonly fingerprint: string;
  /** The last step of its path, as the text says: 0 is the first account of a wallet. */
  readonly accountNumber: number;
  private readonly account: BranchKey;
  private readonly branches = new Map<Branch, BranchKey>();

  constructor(
    facts: { network: Network; format: PublicKeyFormat; text: string; childNumber: number },
    publicKey: Uint8Array,
    chainCode: Uint8Array,
  ) {
    this.network = facts.network;
    this.format = facts.format;
    this.text = facts.text;
    this.accountNumber = facts.childNumber % FIRST_HARDENED;
    this.fingerprint = bytesToHex(ripemd160(sha256(publicKey)).subarray(0, 4));
    this.account = new BranchKey(publicKey, chainCode);
  }

  /** The address at an index of a branch, always version 0. @throws RangeError for an index outside 0 … 2^31−1 */
  address(branch: Branch, index: number): string {
    return this.addresses(branch, index, 1)[0]!;
  }

  /** `count` addresses from `from`; a batch is faster than one by one. */
  addresses(branch: Branch, from: number, count: number): string[] {
    return this.branch(branch)
      .xCoordinates(from, count)
      .map((x) => encodeAddress(this.network, 0, x));
  }

  /**
   * Looks for an address of this account among the first `max` of both branches, default 1 000. Holds the thread for
   * about half a second when it is not there.
   *
   * @throws AddressError for a text that is no address of the account's network
   */
  find(address: string, { max = FIND_LIMIT }: { max?: number } = {}): AddressPath | undefined {
    if (decodeAddress(address, this.network).version !== 0) return undefined;
    for (let from = 0; from < max; from += FIND_STEP) {
      for (const branch of [0, 1] as const) {
        const at = this.addresses(branch, from, Math.min(FIND_STEP, max - from)).indexOf(address);
        if (at >= 0) return { branch, index: from + at };
      }
    }
    return undefined;
  }

  private branch(branch: Branch): BranchKey {
    const known = this.branches.get(branch);
    if (known !== undefined) return known;
    if (branch !== 0 && branch !== 1) throw new RangeError("A branch is 0 or 1.");
    const derived = this.account.branch(branch);
    this.branches.set(branch, derived);
    return derived;
  }
}
