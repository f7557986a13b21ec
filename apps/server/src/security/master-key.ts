import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;
/** A key with fewer different bytes was not generated at random. */
const MIN_DISTINCT_BYTES = 12;

export type KeyPurpose =
  | "secrets-at-rest"
  | "client-token"
  | "redirect"
  | "receipt-signature"
  | "account-key-hash"
  | "access-token"
  | "device"
  | "render-proof"
  | "set-up-code"
  | "visitor"
  | "claim"
  | "callback";

/** Every derived secret comes from it: each purpose has its own subkey. */
export interface MasterKey {
  subkey(purpose: KeyPurpose): Buffer;
}

/** Reads the 32 bytes of `KP_MASTER_KEY` (base64). Throws a sentence for the operator when they are missing or weak. */
export function readMasterKey(text: string): MasterKey {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== KEY_BYTES) {
    throw new Error("KP_MASTER_KEY is not 32 bytes of base64; make one with: openssl rand -base64 32");
  }
  if (new Set(key).size < MIN_DISTINCT_BYTES) {
    throw new Error(
      "KP_MASTER_KEY is too weak: draw it at random, for example with: openssl rand -base64 32",
    );
  }
  const salt = Buffer.alloc(0);
  return {
    subkey: (purpose) => Buffer.from(hkdfSync("sha256", key, salt, `kaspa-pay/${purpose}`, KEY_BYTES)),
  };
}
