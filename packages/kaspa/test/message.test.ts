import { hashMessage, signMessage, verifyMessage } from "@kaspa-pay/kaspa/message";
import { schnorr } from "@noble/curves/secp256k1.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";

const file = vectors<{
  vectors: {
    message: string;
    secretKey: string;
    publicKey: string;
    auxRandInt: number;
    signature: string;
    valid: boolean;
  }[];
}>("kip5-message-signing");

describe("message signing (KIP-5)", () => {
  file.vectors.forEach(({ message, secretKey, publicKey, auxRandInt, signature, valid }, number) => {
    test(`vector ${number + 1} verifies, and signing it again gives equal bytes`, () => {
      expect(verifyMessage(message, signature, publicKey)).toBe(valid);
      const auxiliary = hexToBytes(auxRandInt.toString(16).padStart(64, "0"));
      expect(signMessage(message, hexToBytes(secretKey), auxiliary)).toBe(signature);
      expect(bytesToHex(schnorr.getPublicKey(hexToBytes(secretKey)))).toBe(publicKey);
    });
  });

  const { message, secretKey, publicKey, signature } = file.vectors[0]!;

  test("another text, key or signature does not verify", () => {
    expect(verifyMessage(`${message} `, signature, publicKey)).toBe(false);
    expect(verifyMessage(message, signature, file.vectors[1]!.publicKey)).toBe(false);
    expect(verifyMessage(message, file.vectors[1]!.signature, publicKey)).toBe(false);
  });

  test.each(["", "zz", "00", signature.slice(2), `${signature}00`])(
    "the signature %j is false, no exception",
    (bad) => {
      expect(verifyMessage(message, bad, publicKey)).toBe(false);
      expect(verifyMessage(message, signature, bad)).toBe(false);
    },
  );

  test("fresh randomness gives other bytes that verify as well", () => {
    const fresh = signMessage(message, hexToBytes(secretKey));
    expect(verifyMessage(message, fresh.toUpperCase(), publicKey)).toBe(true);
    expect(hashMessage(message)).toHaveLength(32);
  });
});
