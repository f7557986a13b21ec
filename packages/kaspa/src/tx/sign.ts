import { schnorr } from "@noble/curves/secp256k1.js";
import { bytesToHex, hexToBytes } from "../bytes.ts";
import { createSighasher, isSighashType, SIGHASH } from "./sighash.ts";
import { type Tx, TxError, type UtxoEntry } from "./transaction.ts";

const PAY_TO_SCHNORR_KEY = /^000020([0-9a-f]{64})ac$/;
const SCHNORR_SIGNATURE_SCRIPT = /^41([0-9a-f]{128})([0-9a-f]{2})$/;

/** A signature script of the final length, for weighing a transaction before it is signed. */
export const SIGNATURE_SCRIPT_PLACEHOLDER = `41${"0".repeat(128)}01`;

/** The secret key (32 bytes) of one spent output, or undefined when it is not ours. */
export type KeyFor = (entry: UtxoEntry, inputIndex: number) => Uint8Array | undefined;

/**
 * Signs every input with Schnorr, sighash ALL: signature script `41<64 bytes>01`. Returns a new
 * transaction. Keys are used and not kept.
 *
 * @throws TxError `missing_entry`, `missing_key` (no key, or a key that does not fit the spent script),
 * `unsupported_script` (not a Schnorr key script)
 */
export function signInputs(tx: Tx, entries: readonly UtxoEntry[], keyFor: KeyFor): Tx {
  const sighash = createSighasher(tx);
  const inputs = tx.inputs.map((input, index) => {
    const digest = sighash(entries, index, SIGHASH.ALL);
    const entry = entries[index]!;
    const expected = PAY_TO_SCHNORR_KEY.exec(entry.scriptPublicKey)?.[1];
    if (expected === undefined) {
      throw new TxError("unsupported_script", `Input ${index} does not spend a Schnorr key script.`);
    }
    const secret = keyFor(entry, index);
    if (secret === undefined || bytesToHex(schnorr.getPublicKey(secret)) !== expected) {
      throw new TxError("missing_key", `Input ${index} has no fitting key.`);
    }
    return { ...input, signatureScript: `41${bytesToHex(schnorr.sign(digest, secret))}01` };
  });
  return { ...tx, inputs };
}

/**
 * Whether the signature script of one input is a valid Schnorr signature for the output it spends, any of the six
 * signature hash types. False also for other script classes, which this code cannot execute.
 *
 * @throws TxError `missing_entry`, `unsupported_version`, `malformed`
 */
export function verifyInput(tx: Tx, entries: readonly UtxoEntry[], inputIndex: number): boolean {
  const entry = entries[inputIndex];
  const input = tx.inputs[inputIndex];
  if (entry === undefined || input === undefined) {
    throw new TxError("missing_entry", `Input ${inputIndex} or the output it spends is missing.`);
  }
  const publicKey = PAY_TO_SCHNORR_KEY.exec(entry.scriptPublicKey)?.[1];
  const signed = SCHNORR_SIGNATURE_SCRIPT.exec(input.signatureScript);
  if (publicKey === undefined || signed === null) return false;
  const type = Number.parseInt(signed[2]!, 16);
  if (!isSighashType(type)) return false;
  const digest = createSighasher(tx)(entries, inputIndex, type);
  return schnorr.verify(hexToBytes(signed[1]!), digest, hexToBytes(publicKey));
}
