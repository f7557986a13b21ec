// Everything that touches secrets of an account. Only browsers, the simulator and tests load it, never the server.

import { HDKey } from "@scure/bip32";
import { KeyError, kaspaVersions, PRIVATE_VERSIONS } from "./extended-key.ts";
import type { Network } from "./networks.ts";
import type { Branch } from "./xpub.ts";

/** The secret key of an account, m/44'/111111'/account'. Keep it in memory only, never in a log. */
export interface PrivateAccount {
  readonly network: Network;
  /** The public part as kpub or ktub text: what `parseAccountKey` reads. */
  readonly publicText: string;
  readonly key: HDKey;
}

const COIN_TYPE = 111_111;

/** A new phrase of 12 or 24 English words (BIP39) from the machine's secure random numbers. */
export async function generatePhrase(words: 12 | 24 = 24): Promise<string> {
  const { generateMnemonic, wordlist } = await loadBip39();
  return generateMnemonic(wordlist, words === 12 ? 128 : 256);
}

/**
 * The account of a phrase (BIP39, English words, case and spacing ignored).
 *
 * @param account number of the account, default 0, what wallets show first
 * @throws KeyError `bad_checksum` when the words are not a valid phrase
 */
export async function phraseToAccount(
  words: string,
  passphrase: string,
  network: Network,
  account = 0,
): Promise<PrivateAccount> {
  const { mnemonicToSeed, validateMnemonic, wordlist } = await loadBip39();
  const phrase = words.trim().toLowerCase().split(/\s+/).join(" ");
  if (!validateMnemonic(phrase, wordlist)) {
    throw new KeyError("bad_checksum", "The words are not a valid phrase.");
  }
  return seedToAccount(await mnemonicToSeed(phrase, passphrase), network, account);
}

/** The account of a BIP32 seed of 16 to 64 bytes. @throws RangeError for another length */
export function seedToAccount(seed: Uint8Array, network: Network, account = 0): PrivateAccount {
  return accountOf(HDKey.fromMasterSeed(seed, kaspaVersions(network)), network, account);
}

/**
 * The account below a master key text (kprv, ktrv).
 *
 * @throws KeyError `bad_checksum`, `wrong_network`, `wrong_depth`
 */
export function masterKeyToAccount(text: string, network: Network, account = 0): PrivateAccount {
  const versions = kaspaVersions(network);
  const expected = versions.private === PRIVATE_VERSIONS.kprv ? "kprv" : "ktrv";
  if (!text.startsWith(expected))
    throw new KeyError("wrong_network", `A master key of ${network} is a ${expected}.`);
  let master: HDKey;
  try {
    master = HDKey.fromExtendedKey(text, versions);
  } catch {
    throw new KeyError("bad_checksum", "The key is mistyped or cut off.");
  }
  if (master.depth !== 0)
    throw new KeyError("wrong_depth", `The key has depth ${master.depth}, a master key has 0.`);
  return accountOf(master, network, account);
}

/** The 32 secret bytes behind one address of the account, for `signInputs` and `signMessage`. */
export function privateChild(account: PrivateAccount, branch: Branch, index: number): Uint8Array {
  const { privateKey } = account.key.deriveChild(branch).deriveChild(index);
  if (privateKey === null) throw new KeyError("unsupported", "The account holds no secret key.");
  return privateKey;
}

function accountOf(master: HDKey, network: Network, account: number): PrivateAccount {
  const key = master.derive(`m/44'/${COIN_TYPE}'/${account}'`);
  return { network, publicText: key.publicExtendedKey, key };
}

/** The English word list weighs more than the rest of the package, so it is loaded when a phrase is used. */
async function loadBip39() {
  const [bip39, { wordlist }] = await Promise.all([
    import("@scure/bip39"),
    import("@scure/bip39/wordlists/english.js"),
  ]);
  return { ...bip39, wordlist };
}
