import * as z from "zod";
import type { Tx } from "../../tx/transaction.ts";
import { count, hash, hex, orNull, scriptPublicKey, subnetworkId, u64 } from "./fields.ts";

const outpoint = z.object({ transactionId: hash, index: count });

const scriptVerboseData = z.object({
  scriptPublicKeyType: z.string(),
  scriptPublicKeyAddress: z.string(),
});

const covenant = z.object({ authorizingInput: count, covenantId: hash });

const transactionVerboseData = z.object({
  transactionId: orNull(hash),
  hash: orNull(hash),
  computeMass: orNull(u64),
  blockHash: orNull(hash),
  blockTime: orNull(count),
});

/** A spendable output. `blockDaaScore` is that of the accepting block. */
const utxoEntry = z.object({
  amount: u64,
  scriptPublicKey,
  blockDaaScore: u64,
  isCoinbase: z.boolean(),
  covenantId: orNull(hash),
});

/** An output with its address and outpoint, as the UTXO index lists it. */
export const addressedUtxo = z.object({ address: orNull(z.string()), outpoint, utxoEntry });

/** A whole transaction, as in mempool entries, blocks and `submitTransaction`; versions 0 and 1. */
export const transaction = z.object({
  version: count,
  inputs: z.array(
    z.object({
      previousOutpoint: outpoint,
      signatureScript: hex,
      sequence: u64,
      sigOpCount: orNull(count),
      computeBudget: orNull(count),
    }),
  ),
  outputs: z.array(
    z.object({
      value: u64,
      scriptPublicKey,
      verboseData: orNull(scriptVerboseData),
      covenant: orNull(covenant),
    }),
  ),
  lockTime: u64,
  subnetworkId,
  gas: u64,
  payload: hex,
  storageMass: orNull(u64),
  mass: orNull(u64),
  verboseData: orNull(transactionVerboseData),
});

/**
 * A transaction of the chain call, whose level decides which fields are filled. Only what a follower reads is checked
 * and kept: pages hold tens of thousands of these, and nodes before version 2.0 write signature scripts and payloads as
 * byte arrays.
 */
export const chainTransaction = z.object({
  inputs: z.array(
    z.object({
      previousOutpoint: orNull(outpoint),
      verboseData: orNull(
        z.object({
          utxoEntry: orNull(
            z.object({
              verboseData: orNull(z.object({ scriptPublicKeyAddress: orNull(z.string()) })),
            }),
          ),
        }),
      ),
    }),
  ),
  outputs: z.array(
    z.object({
      value: orNull(u64),
      scriptPublicKey: orNull(scriptPublicKey),
      covenant: orNull(z.object({ covenantId: hash })),
    }),
  ),
  subnetworkId: orNull(subnetworkId),
  verboseData: orNull(z.object({ transactionId: orNull(hash) })),
});

/** A transaction as the node writes it, decoded. */
export type WireTransaction = z.output<typeof transaction>;

/** A transaction of the chain call, decoded; fields outside its level are null. */
export type ChainTransaction = z.output<typeof chainTransaction>;

/** The wallet form of a decoded transaction; version 1 fields are dropped. */
export function toTx(wire: WireTransaction): Tx {
  return {
    version: wire.version,
    inputs: wire.inputs.map(({ previousOutpoint, signatureScript, sequence, sigOpCount }) => ({
      previousOutpoint,
      signatureScript,
      sequence,
      sigOpCount: sigOpCount ?? 0,
    })),
    outputs: wire.outputs.map(({ value, scriptPublicKey: script }) => ({ value, scriptPublicKey: script })),
    lockTime: wire.lockTime,
    subnetworkId: wire.subnetworkId,
    gas: wire.gas,
    payload: wire.payload,
    storageMass: wire.storageMass ?? wire.mass ?? 0n,
  };
}

/** The form that `submitTransaction` sends: `storageMass` only, optional fields written as null. */
export function toWireTransaction(tx: Tx): z.input<typeof transaction> & Record<string, unknown> {
  return {
    version: tx.version,
    inputs: tx.inputs.map((input) => ({
      previousOutpoint: { ...input.previousOutpoint },
      signatureScript: input.signatureScript,
      sequence: input.sequence,
      sigOpCount: input.sigOpCount,
      computeBudget: 0,
      verboseData: null,
    })),
    outputs: tx.outputs.map((output) => ({
      value: output.value,
      scriptPublicKey: output.scriptPublicKey,
      verboseData: null,
      covenant: null,
    })),
    lockTime: tx.lockTime,
    subnetworkId: tx.subnetworkId,
    gas: tx.gas,
    payload: tx.payload,
    storageMass: tx.storageMass,
    verboseData: null,
  };
}
