import { type Network, params } from "../networks.ts";
import {
  COINBASE_SUBNETWORK,
  hexBytes,
  scriptBytes,
  type Tx,
  TxError,
  type TxInput,
  type TxOutput,
  type UtxoEntry,
} from "./transaction.ts";

/** The three masses of a transaction, in grams. docs/spec/kaspa-protocol.md#transaction-mass-and-fees */
export interface Masses {
  /** Execution and size. */
  readonly compute: bigint;
  /** Four times the size: what the transaction costs while it is kept. */
  readonly transient: bigint;
  /** KIP-9: what the transaction adds to the UTXO set. */
  readonly storage: bigint;
}

/** Least fee that nodes relay, in sompi per gram, since the Toccata upgrade. */
export const MINIMUM_FEE_RATE = 100n;

const GRAMS_PER_SCRIPT_BYTE = 10n;
const GRAMS_PER_SIGNATURE = 1_000n;
const TRANSIENT_GRAMS_PER_BYTE = 4n;

/** Bytes of a version 0 transaction as mass counts them. */
export function transactionSize(tx: Tx): bigint {
  let size = 2 + 8 + 8 + 8 + 20 + 8 + 32 + 8 + hexBytes(tx.payload);
  for (const input of tx.inputs) size += 36 + 8 + hexBytes(input.signatureScript) + 8;
  for (const output of tx.outputs) size += 8 + 2 + 8 + scriptBytes(output.scriptPublicKey);
  return BigInt(size);
}

/**
 * The masses of a transaction. Size counts, so give the signed transaction, or one whose signature scripts are
 * placeholders of the final length (66 bytes for Schnorr). A coinbase weighs nothing.
 *
 * @param entries the spent outputs, in the order of the inputs
 * @throws TxError `missing_entry`; `malformed` for an amount of zero
 */
export function masses(tx: Tx, entries: readonly UtxoEntry[], network: Network): Masses {
  if (tx.subnetworkId === COINBASE_SUBNETWORK) return { compute: 0n, transient: 0n, storage: 0n };
  if (entries.length !== tx.inputs.length) {
    throw new TxError("missing_entry", "Each input needs the output it spends.");
  }
  const size = transactionSize(tx);
  return {
    compute:
      size + GRAMS_PER_SCRIPT_BYTE * lockBytes(tx.outputs) + GRAMS_PER_SIGNATURE * signatures(tx.inputs),
    transient: TRANSIENT_GRAMS_PER_BYTE * size,
    storage: storageMass(
      entries.map((entry) => ({ amount: entry.amount, plurality: pluralityOf(entry.scriptPublicKey) })),
      tx.outputs.map((output) => ({ amount: output.value, plurality: pluralityOf(output.scriptPublicKey) })),
      params(network).storageMassParameter,
    ),
  };
}

/** The least fee in sompi that nodes relay: 100 × max(compute, 2 × size). Storage mass has no floor. */
export function minimumFee({ compute, transient }: Pick<Masses, "compute" | "transient">): bigint {
  return MINIMUM_FEE_RATE * feeMass({ compute, transient });
}

/** The mass that fees are charged on while storage mass is left out: max(compute, 2 × size). */
export function feeMass({ compute, transient }: Pick<Masses, "compute" | "transient">): bigint {
  return larger(compute, transient / 2n);
}

/** `Math.max` for bigint. */
export function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** An amount with the number of storage units it takes; 1 for every standard script. */
export interface StorageCell {
  readonly amount: bigint;
  readonly plurality: bigint;
}

/** Storage mass of KIP-9 with integer division throughout. @throws TxError `malformed` for an amount of zero */
export function storageMass(
  inputs: readonly StorageCell[],
  outputs: readonly StorageCell[],
  c: bigint,
): bigint {
  if ([...inputs, ...outputs].some((cell) => cell.amount <= 0n)) {
    throw new TxError("malformed", "An amount is above zero.");
  }
  const harmonic = (cells: readonly StorageCell[]): bigint =>
    cells.reduce((sum, { amount, plurality }) => sum + (c * plurality * plurality) / amount, 0n);
  const units = (cells: readonly StorageCell[]): bigint =>
    cells.reduce((sum, cell) => sum + cell.plurality, 0n);
  const unitsIn = units(inputs);
  const unitsOut = units(outputs);
  if (unitsIn === 0n) return 0n;
  const relaxed = unitsOut === 1n || unitsIn === 1n || (unitsOut === 2n && unitsIn === 2n);
  const mean = inputs.reduce((sum, { amount }) => sum + amount, 0n) / unitsIn;
  const credit = relaxed ? harmonic(inputs) : mean === 0n ? 0n : unitsIn * (c / mean);
  const debit = harmonic(outputs);
  return debit > credit ? debit - credit : 0n;
}

function pluralityOf(scriptPublicKey: string): bigint {
  return BigInt(Math.ceil((63 + scriptBytes(scriptPublicKey)) / 100));
}

function lockBytes(outputs: readonly TxOutput[]): bigint {
  return BigInt(outputs.reduce((sum, output) => sum + 2 + scriptBytes(output.scriptPublicKey), 0));
}

function signatures(inputs: readonly TxInput[]): bigint {
  return BigInt(inputs.reduce((sum, input) => sum + input.sigOpCount, 0));
}
