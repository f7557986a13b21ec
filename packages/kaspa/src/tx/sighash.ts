import { ByteWriter } from "../bytes.ts";
import { keyedHash } from "../keyed-hash.ts";
import { hexField, requireVersion0, writeOutpoint, writeOutput, writeScriptPublicKey } from "./encoding.ts";
import { NATIVE_SUBNETWORK, type Tx, TxError, type UtxoEntry } from "./transaction.ts";

/** What a signature commits to: one of the first three, optionally with ANYONECANPAY added. */
export const SIGHASH = { ALL: 0x01, NONE: 0x02, SINGLE: 0x04, ANYONECANPAY: 0x80 } as const;

const TYPES = new Set([0x01, 0x02, 0x04, 0x81, 0x82, 0x84]);
const ZERO_HASH = new Uint8Array(32);

/** Whether a byte is one of the six signature hash types that consensus knows. */
export function isSighashType(type: number): boolean {
  return TYPES.has(type);
}

/**
 * The 32 bytes that a Schnorr signature of one input signs (version 0).
 *
 * @param entries the spent outputs, in the order of the inputs
 * @param type signature hash type, default ALL
 * @throws TxError `unsupported_version`, `missing_entry`, `malformed`
 */
export function sighashSchnorr(
  tx: Tx,
  entries: readonly UtxoEntry[],
  inputIndex: number,
  type: number = SIGHASH.ALL,
): Uint8Array {
  return createSighasher(tx)(entries, inputIndex, type);
}

/** Like {@link sighashSchnorr} for many inputs of one transaction: parts that repeat are hashed once. */
export function createSighasher(
  tx: Tx,
): (entries: readonly UtxoEntry[], inputIndex: number, type: number) => Uint8Array {
  requireVersion0(tx);
  const once = memoize();
  const hashAll = (name: string, write: (writer: ByteWriter) => void): Uint8Array =>
    once(name, () => hashOf(write));
  return (entries, inputIndex, type) => {
    const input = tx.inputs[inputIndex];
    const entry = entries[inputIndex];
    if (input === undefined || entry === undefined) {
      throw new TxError("missing_entry", `Input ${inputIndex} or the output it spends is missing.`);
    }
    if (!isSighashType(type)) throw new TxError("malformed", `Unknown signature hash type ${type}.`);
    const alone = (type & SIGHASH.ANYONECANPAY) !== 0;
    const base = type & ~SIGHASH.ANYONECANPAY;
    const writer = new ByteWriter().u16(tx.version);
    writer.raw(
      alone
        ? ZERO_HASH
        : hashAll("outpoints", (w) =>
            tx.inputs.forEach((i) => {
              writeOutpoint(w, i.previousOutpoint);
            }),
          ),
    );
    writer.raw(
      alone || base !== SIGHASH.ALL
        ? ZERO_HASH
        : hashAll("sequences", (w) =>
            tx.inputs.forEach((i) => {
              w.u64(i.sequence);
            }),
          ),
    );
    writer.raw(
      alone
        ? ZERO_HASH
        : hashAll("sigOps", (w) =>
            tx.inputs.forEach((i) => {
              w.u8(i.sigOpCount);
            }),
          ),
    );
    writeOutpoint(writer, input.previousOutpoint);
    writeScriptPublicKey(writer, entry.scriptPublicKey);
    writer.u64(entry.amount).u64(input.sequence).u8(input.sigOpCount);
    writer.raw(outputsHash(tx, base, inputIndex, hashAll));
    writer
      .u64(tx.lockTime)
      .raw(hexField(tx.subnetworkId, "subnetworkId", 20))
      .u64(tx.gas);
    writer.raw(payloadHash(tx, hashAll)).u8(type);
    return keyedHash("TransactionSigningHash", writer.done());
  };
}

type HashAll = (name: string, write: (writer: ByteWriter) => void) => Uint8Array;

function outputsHash(tx: Tx, base: number, inputIndex: number, hashAll: HashAll): Uint8Array {
  if (base === SIGHASH.NONE) return ZERO_HASH;
  if (base === SIGHASH.SINGLE) {
    const output = tx.outputs[inputIndex];
    return output === undefined ? ZERO_HASH : hashOf((writer) => writeOutput(writer, output));
  }
  return hashAll("outputs", (writer) => {
    for (const output of tx.outputs) writeOutput(writer, output);
  });
}

function payloadHash(tx: Tx, hashAll: HashAll): Uint8Array {
  if (tx.subnetworkId === NATIVE_SUBNETWORK && tx.payload === "") return ZERO_HASH;
  return hashAll("payload", (writer) => writer.sized(hexField(tx.payload, "payload")));
}

function hashOf(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter();
  write(writer);
  return keyedHash("TransactionSigningHash", writer.done());
}

function memoize(): (name: string, make: () => Uint8Array) => Uint8Array {
  const made = new Map<string, Uint8Array>();
  return (name, make) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make();
    made.set(name, fresh);
    return fresh;
  };
}
