// The Ed25519 key that signs receipts. It is derived from the master key, so it is the same after each restart and on
// each process, and there is no second secret to keep: docs/decisions/0050-signed-receipts.md.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { MasterKey } from "./master-key.ts";

/** A public key as `/.well-known/kaspa-pay/keys.json` lists it (RFC 8037). */
export interface PublicReceiptKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly kid: string;
  /** The 32 bytes in base64url. */
  readonly x: string;
  readonly alg: "EdDSA";
  readonly use: "sig";
}

export interface ReceiptKey {
  readonly public: PublicReceiptKey;
  /** Signature over the UTF-8 bytes of the text, in base64url. */
  sign(text: string): string;
  /** False for every other text, and for another spelling of the same signature. */
  verify(text: string, value: string): boolean;
}

/** PKCS #8 before the 32 bytes of an Ed25519 seed (RFC 8410); Node reads a private key in no shorter form. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

export function createReceiptKey(master: MasterKey): ReceiptKey {
  const seed = master.subkey("receipt-signature");
  const der = Buffer.concat([PKCS8_HEAD, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const { x = "" } = publicKey.export({ format: "jwk" });
  return {
    public: { kty: "OKP", crv: "Ed25519", kid: thumbprint(x), x, alg: "EdDSA", use: "sig" },
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url"),
    verify: (text, value) => {
      const bytes = Buffer.from(value, "base64url");
      // The decoder skips foreign characters and unused bits; a changed text must not stay valid through them.
      return bytes.toString("base64url") === value && verify(null, Buffer.from(text), publicKey, bytes);
    },
  };
}

/** The key's id follows from the key (RFC 7638), so two keys never share one. */
const thumbprint = (x: string): string =>
  createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest("base64url");
