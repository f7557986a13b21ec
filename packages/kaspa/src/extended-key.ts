// The text form of BIP32 keys, read here rather than by a library so that a private key is recognised and refused
// before anything is done with it, and so that each fault has its own code.

import { sha256 } from "@noble/hashes/sha2.js";
import { createBase58check } from "@scure/base";
import type { Network } from "./networks.ts";

/** Why an account key was refused; REST answers 422 `invalid_xpub`. */
export type KeyErrorCode = "private_key" | "wrong_network" | "wrong_depth" | "bad_checksum" | "unsupported";

/** Thrown for a text that is not a usable account key. The message never repeats the text. */
export class KeyError extends Error {
  readonly code: KeyErrorCode;

  constructor(code: KeyErrorCode, message: string) {
    super(message);
    this.name = "KeyError";
    this.code = code;
  }
}

/** First four characters of the texts that are accepted. */
export type PublicKeyFormat = "kpub" | "ktub" | "xpub" | "tpub";

/** Version bytes of extended keys. docs/spec/kaspa-protocol.md#account-keys */
export const PUBLIC_VERSIONS: Record<PublicKeyFormat, number> = {
  kpub: 0x038f332e,
  ktub: 0x0390a241,
  xpub: 0x0488b21e,
  tpub: 0x043587cf,
};

/** First four characters and version bytes of private texts. */
export const PRIVATE_VERSIONS = {
  kprv: 0x038f2ef4,
  ktrv: 0x03909e07,
  xprv: 0x0488ade4,
  tprv: 0x04358394,
} as const;

/** BIP32 versions that Kaspa wallets write on a network. */
export function kaspaVersions(network: Network): { private: number; public: number } {
  return network === "mainnet"
    ? { private: PRIVATE_VERSIONS.kprv, public: PUBLIC_VERSIONS.kpub }
    : { private: PRIVATE_VERSIONS.ktrv, public: PUBLIC_VERSIONS.ktub };
}

/** Whether a public format belongs to a network: k and x to mainnet, t to both test networks. */
export function fitsNetwork(format: PublicKeyFormat, network: Network): boolean {
  return (format === "kpub" || format === "xpub") === (network === "mainnet");
}

/** The fields of an extended public key. */
interface ExtendedPublicKey {
  readonly format: PublicKeyFormat;
  readonly depth: number;
  readonly parentFingerprint: number;
  readonly childNumber: number;
  readonly chainCode: Uint8Array;
  /** Compressed, 33 bytes. */
  readonly publicKey: Uint8Array;
}

const base58check = createBase58check(sha256);
const LONGEST_CHARS = 120;
const SHORTEST_PHRASE_WORDS = 12;

/**
 * Reads an extended public key. Every kind of secret is refused first, even one with a typing error.
 *
 * @throws KeyError `private_key`, `bad_checksum`, `unsupported`
 */
export function readExtendedKey(text: string): ExtendedPublicKey {
  refuseSecrets(text);
  const bytes = text.length <= LONGEST_CHARS ? decode(text) : undefined;
  if (bytes === undefined) {
    throw new KeyError("bad_checksum", "The key is mistyped or cut off: its checksum does not fit.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes.length === 78 ? view.getUint32(0) : undefined;
  if (Object.values(PRIVATE_VERSIONS).some((known) => known === version)) throw privateKey();
  const format = (Object.keys(PUBLIC_VERSIONS) as PublicKeyFormat[]).find(
    (name) => PUBLIC_VERSIONS[name] === version,
  );
  if (format === undefined) {
    throw new KeyError(
      "unsupported",
      "An account key begins with kpub or ktub (xpub and tpub are read too).",
    );
  }
  return {
    format,
    depth: view.getUint8(4),
    parentFingerprint: view.getUint32(5),
    childNumber: view.getUint32(9),
    chainCode: bytes.slice(13, 45),
    publicKey: bytes.slice(45, 78),
  };
}

function refuseSecrets(text: string): void {
  const looksLikePhrase = text.split(/[\s,;]+/).length >= SHORTEST_PHRASE_WORDS;
  const looksLikeSecret = /^(?:0x)?[0-9a-f]{64}$/i.test(text) || /^(?:[a-z]prv|ktrv)/i.test(text);
  if (looksLikePhrase || looksLikeSecret) throw privateKey();
}

function privateKey(): KeyError {
  return new KeyError(
    "private_key",
    "This is a secret: whoever has it can spend the money. It was not kept. Paste the public account key (kpub).",
  );
}

function decode(text: string): Uint8Array | undefined {
  try {
    return base58check.decode(text);
  } catch {
    return undefined;
  }
}
