/** An outpoint: the transaction that created an output, and its index there. */
export interface Outpoint {
  /** Lower-case hex, 64 digits. */
  readonly transactionId: string;
  readonly index: number;
}

/** An input of a transaction, in the field names of the wire. */
export interface TxInput {
  readonly previousOutpoint: Outpoint;
  /** Lower-case hex, empty before signing. */
  readonly signatureScript: string;
  readonly sequence: bigint;
  /** Signature operations of the spent script: 1 for every standard one. */
  readonly sigOpCount: number;
}

/** An output of a transaction. */
export interface TxOutput {
  /** Sompi. */
  readonly value: bigint;
  /** Script version (4 hex digits, `0000` today) and script as one lower-case hex text. */
  readonly scriptPublicKey: string;
}

/** A transaction. Only version 0 is built, hashed and signed here; version 1 is read from nodes, never made. */
export interface Tx {
  readonly version: number;
  readonly inputs: readonly TxInput[];
  readonly outputs: readonly TxOutput[];
  readonly lockTime: bigint;
  /** 40 hex digits: zeros for a payment, `01` and zeros for a coinbase. */
  readonly subnetworkId: string;
  readonly gas: bigint;
  /** Lower-case hex. */
  readonly payload: string;
  /** Storage mass the transaction commits to (KIP-9). */
  readonly storageMass: bigint;
}

/** A spendable output as the node reports it. */
export interface UtxoEntry {
  /** Sompi. */
  readonly amount: bigint;
  /** Same form as {@link TxOutput.scriptPublicKey}. */
  readonly scriptPublicKey: string;
  /** DAA score of the block that **accepted** the creating transaction. */
  readonly blockDaaScore: bigint;
  readonly isCoinbase: boolean;
  /** Not null = value bound to a contract, never spendable as plain KAS. */
  readonly covenantId?: string | null;
}

/** A spendable output with its outpoint. */
export interface Utxo {
  readonly outpoint: Outpoint;
  readonly entry: UtxoEntry;
}

/** Subnetwork of ordinary payments. */
export const NATIVE_SUBNETWORK = "0".repeat(40);

/** Subnetwork of coinbase transactions. */
export const COINBASE_SUBNETWORK = `01${"0".repeat(38)}`;

/** Why a transaction could not be hashed, weighed, built or signed. */
export type TxErrorCode =
  | "unsupported_version"
  | "malformed"
  | "missing_entry"
  | "missing_key"
  | "unsupported_script"
  | "bad_fee_rate"
  | "output_too_small"
  | "change_too_small"
  | "insufficient_funds"
  | "mass_too_large";

/** Thrown by the wallet parts. `code` is stable, the message is for people. */
export class TxError extends Error {
  readonly code: TxErrorCode;

  constructor(code: TxErrorCode, message: string) {
    super(message);
    this.name = "TxError";
    this.code = code;
  }
}

/** Bytes of a hex field without decoding it. */
export function hexBytes(hex: string): number {
  return hex.length / 2;
}

/** Bytes of the script inside a script public key, the two version bytes not counted. */
export function scriptBytes(scriptPublicKey: string): number {
  return scriptPublicKey.length / 2 - 2;
}
