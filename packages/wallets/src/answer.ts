// What a wallet answers to a transfer: a transaction id, or the transaction itself as JSON text or object.
import { fieldOf } from "./provider.ts";
import { type Transfer, WalletError } from "./wallet.ts";

const TX_ID = /^[0-9a-f]{64}$/;

/**
 * The id that the answer tells. Where the answer shows outputs, one of them must be the transfer.
 *
 * @throws WalletError `wrong_amount`, `failed` (no id)
 */
export function readAnswer(wallet: string, answer: unknown, transfer: Transfer): string {
  const told = typeof answer === "string" && !TX_ID.test(answer.toLowerCase()) ? parsed(answer) : answer;
  const id = typeof told === "string" ? told : fieldOf(told, "id");
  const txId = typeof id === "string" ? id.toLowerCase() : "";
  if (!TX_ID.test(txId)) {
    throw new WalletError(
      "failed",
      `${wallet} answered without a transaction id. The payment may still go through: look into the wallet before you pay again.`,
      { mayHavePaid: true },
    );
  }
  const outputs = fieldOf(told, "outputs");
  if (Array.isArray(outputs) && outputs.length > 0 && !outputs.some((output) => pays(output, transfer))) {
    throw new WalletError(
      "wrong_amount",
      `${wallet} sent another amount, or to another address, than was asked. Look into the wallet before you pay again.`,
      { mayHavePaid: true, txId },
    );
  }
  return txId;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field that the wallet leaves out, or writes in an unknown form, proves nothing against it. */
function pays(output: unknown, { address, sompi }: Transfer): boolean {
  const value = sompiOf(fieldOf(output, "value"));
  const script = fieldOf(output, "scriptPublicKey");
  const expected = scriptOf(address);
  if (value !== undefined && value !== sompi) return false;
  return typeof script !== "string" || expected === undefined || script.toLowerCase().endsWith(expected);
}

/** JSON numbers above 2^53 have lost digits already. */
function sompiOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^[0-9]{1,20}$/.test(value) ? BigInt(value) : undefined;
}

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM_CHARS = 8;
/** Scripts by version byte of the address. docs/spec/kaspa-protocol.md#addresses */
const SCRIPTS: Record<string, (hash: string) => string> = {
  "00": (key) => `20${key}ac`,
  "01": (key) => `21${key}ab`,
  "08": (hash) => `aa20${hash}87`,
};

/** The script of an address whose checksum somebody else has checked: this package stands on core alone. */
function scriptOf(address: string): string | undefined {
  const values = [...address.slice(address.indexOf(":") + 1, -CHECKSUM_CHARS)].map((char) =>
    ALPHABET.indexOf(char),
  );
  if (values.includes(-1)) return undefined;
  const bits = values.reduce((all, value) => all * 32n + BigInt(value), 0n);
  const bytes = Math.floor((values.length * 5) / 8);
  const hex = (bits >> BigInt((values.length * 5) % 8)).toString(16).padStart(bytes * 2, "0");
  return SCRIPTS[hex.slice(0, 2)]?.(hex.slice(2));
}
