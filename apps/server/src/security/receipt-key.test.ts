import { describe, expect, it } from "vitest";
import { createReceiptKey } from "./receipt-key.ts";

const ofSeed = (seed: string) => createReceiptKey({ subkey: () => Buffer.from(seed, "base64url") });

/** The key, text and signature that RFC 8037 prints in its appendix. */
const PRINTED = {
  seed: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
  kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
  text: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
  signature: "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
};

describe("the key of receipts", () => {
  it("agrees with RFC 8037 on public key, thumbprint and signature", () => {
    const key = ofSeed(PRINTED.seed);
    expect(key.public).toEqual({
      kty: "OKP",
      crv: "Ed25519",
      kid: PRINTED.kid,
      x: PRINTED.x,
      alg: "EdDSA",
      use: "sig",
    });
    expect(key.sign(PRINTED.text)).toBe(PRINTED.signature);
    expect(key.verify(PRINTED.text, PRINTED.signature)).toBe(true);
  });

  it("refuses another text, another key, and every other spelling of the signature", () => {
    const key = ofSeed(PRINTED.seed);
    const { text, signature } = PRINTED;
    expect(key.verify(`${text} `, signature)).toBe(false);
    expect(ofSeed("A".repeat(43)).verify(text, signature)).toBe(false);
    // The last character has four bits that mean nothing.
    const spellings = [
      `${signature.slice(0, -1)}h`,
      `${signature}=`,
      ` ${signature}`,
      signature.slice(1),
      "",
    ];
    for (const value of spellings) expect(key.verify(text, value), value).toBe(false);
  });
});
