import { blake2b } from "@noble/hashes/blake2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** The domains of Kaspa's hashes: BLAKE2b-256 keyed with the name. docs/spec/kaspa-protocol.md#hashes-and-signatures */
type HashDomain =
  | "TransactionID"
  | "TransactionHash"
  | "TransactionSigningHash"
  | "PersonalMessageSigningHash";

/** BLAKE2b-256 of `bytes`, keyed with the domain's name. */
export function keyedHash(domain: HashDomain, bytes: Uint8Array): Uint8Array {
  return blake2b(bytes, { dkLen: 32, key: utf8ToBytes(domain) });
}
