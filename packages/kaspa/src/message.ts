import { schnorr } from "@noble/curves/secp256k1.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { bytesToHex, hexToBytes, isHex } from "./bytes.ts";
import { keyedHash } from "./keyed-hash.ts";

/** The 32 bytes that a signed message signs (KIP-5): keyed BLAKE2b-256 of its UTF-8 text. */
export function hashMessage(message: string): Uint8Array {
  return keyedHash("PersonalMessageSigningHash", utf8ToBytes(message));
}

/**
 * Signs a message with Schnorr (KIP-5).
 *
 * @param secretKey 32 bytes
 * @param auxiliary 32 bytes of BIP340 auxiliary randomness, fresh when left out
 * @returns 64 bytes as lower-case hex
 */
export function signMessage(message: string, secretKey: Uint8Array, auxiliary?: Uint8Array): string {
  return bytesToHex(schnorr.sign(hashMessage(message), secretKey, auxiliary));
}

/**
 * Whether a signature is that of a public key over a message (KIP-5). False for anything malformed.
 *
 * @param signature 64 bytes as hex
 * @param publicKey 32 bytes as hex: the payload of a version 0 address
 */
export function verifyMessage(message: string, signature: string, publicKey: string): boolean {
  const signatureHex = signature.toLowerCase();
  const keyHex = publicKey.toLowerCase();
  if (!isHex(signatureHex, 64) || !isHex(keyHex, 32)) return false;
  return schnorr.verify(hexToBytes(signatureHex), hashMessage(message), hexToBytes(keyHex));
}
