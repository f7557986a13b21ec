import { ByteWriter, hexToBytes, isHex } from "../bytes.ts";
import { type Outpoint, type Tx, TxError, type TxInput, type TxOutput } from "./transaction.ts";

/** Writes the fields of an outpoint, output or script as Kaspa's hashes read them; malformed hex is refused. */
export function writeOutpoint(writer: ByteWriter, outpoint: Outpoint): void {
  writer.raw(hexField(outpoint.transactionId, "transactionId", 32)).u32(outpoint.index);
}

export function writeScriptPublicKey(writer: ByteWriter, scriptPublicKey: string): void {
  const bytes = hexField(scriptPublicKey, "scriptPublicKey");
  if (bytes.length < 2) throw new TxError("malformed", "A script public key begins with its version.");
  // The version is big-endian in the wire text and little-endian in hashes.
  writer.u16((bytes[0]! << 8) | bytes[1]!).sized(bytes.subarray(2));
}

export function writeOutput(writer: ByteWriter, output: TxOutput): void {
  writer.u64(output.value);
  writeScriptPublicKey(writer, output.scriptPublicKey);
}

/** Bytes of a hex field, refused unless it is lower-case hex of the expected length. */
export function hexField(hex: string, name: string, bytes?: number): Uint8Array {
  if (!isHex(hex, bytes))
    throw new TxError("malformed", `${name} is not lower-case hex of the right length.`);
  return hexToBytes(hex);
}

/**
 * The bytes that transaction ids and hashes run over, version 0.
 *
 * @param full with signature scripts, signature operation counts and the storage mass (the hash, and the id of
 * a coinbase), otherwise without them (the id)
 */
export function encodeTransaction(tx: Tx, full: boolean): Uint8Array {
  requireVersion0(tx);
  const writer = new ByteWriter();
  writer.u16(tx.version).u64(BigInt(tx.inputs.length));
  for (const input of tx.inputs) writeInput(writer, input, full);
  writer.u64(BigInt(tx.outputs.length));
  for (const output of tx.outputs) writeOutput(writer, output);
  writer
    .u64(tx.lockTime)
    .raw(hexField(tx.subnetworkId, "subnetworkId", 20))
    .u64(tx.gas)
    .sized(hexField(tx.payload, "payload"));
  // A storage mass of zero is left out, so that hashes from before KIP-9 stay what they were.
  if (full && tx.storageMass > 0n) writer.u64(tx.storageMass);
  return writer.done();
}

/** @throws TxError `unsupported_version` for anything but version 0 */
export function requireVersion0(tx: Tx): void {
  if (tx.version !== 0) {
    throw new TxError(
      "unsupported_version",
      `Transactions of version ${tx.version} are read, never recomputed.`,
    );
  }
}

function writeInput(writer: ByteWriter, input: TxInput, full: boolean): void {
  writeOutpoint(writer, input.previousOutpoint);
  if (full) writer.sized(hexField(input.signatureScript, "signatureScript")).u8(input.sigOpCount);
  else writer.u64(0n);
  writer.u64(input.sequence);
}
