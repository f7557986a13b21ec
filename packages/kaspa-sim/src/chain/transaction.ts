import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import {
  COINBASE_SUBNETWORK,
  type Outpoint,
  type Tx,
  type TxOutput,
  transactionHash,
  transactionId,
  type UtxoEntry,
} from "@kaspa-pay/kaspa/tx";
import { hashOf } from "./randomness.ts";

/** Binding of an output to a contract (version 1 transactions only). */
export interface Covenant {
  readonly authorizingInput: number;
  readonly covenantId: string;
}

/** An output as a block holds it. */
export interface ChainOutput extends TxOutput {
  readonly covenant: Covenant | null;
}

/** A transaction with its id and hash, computed once. */
export interface ChainTx extends Tx {
  readonly id: string;
  readonly hash: string;
  readonly outputs: readonly ChainOutput[];
}

/** Map key of an outpoint. */
export function outpointKey(transactionId: string, index: number): string {
  return `${transactionId}:${index}`;
}

/** Splits a map key made by {@link outpointKey}. */
export function parseOutpoint(key: string): Outpoint {
  const cut = key.lastIndexOf(":");
  return { transactionId: key.slice(0, cut), index: Number(key.slice(cut + 1)) };
}

/** Map keys of the outpoints a transaction spends. */
export function spentKeys(tx: Tx): string[] {
  return tx.inputs.map(({ previousOutpoint: { transactionId, index } }) => outpointKey(transactionId, index));
}

/**
 * Adds id and hash. Version 1 ids follow another rule, and the simulator never recomputes them from outside input:
 * its injected version 1 transactions get made-up ids.
 */
export function withIds(tx: Tx & { readonly outputs: readonly ChainOutput[] }): ChainTx {
  if (tx.version === 0) return { ...tx, id: transactionId(tx), hash: transactionHash(tx) };
  const twin = transactionHash({ ...tx, version: 0 });
  return { ...tx, id: hashOf("v1-id", twin), hash: hashOf("v1-hash", twin) };
}

/** A plain output to an address or to a script in wire form (script version and script). */
export function outputTo(target: string, value: bigint, covenant: Covenant | null = null): ChainOutput {
  return { value, scriptPublicKey: target.includes(":") ? scriptPublicKeyOf(target) : target, covenant };
}

/** The coinbase of a block: no inputs, its payload made unique by blue score and block seed. */
export function coinbaseTx(blueScore: number, uniqueHex: string, outputs: readonly ChainOutput[]): ChainTx {
  return withIds({
    version: 0,
    inputs: [],
    outputs,
    lockTime: 0n,
    subnetworkId: COINBASE_SUBNETWORK,
    gas: 0n,
    payload: blueScore.toString(16).padStart(16, "0") + uniqueHex.slice(0, 32),
    storageMass: 0n,
  });
}

/** The entry that an accepted output becomes. */
export function entryFor(output: ChainOutput, daaScore: number, isCoinbase: boolean): UtxoEntry {
  return {
    amount: output.value,
    scriptPublicKey: output.scriptPublicKey,
    blockDaaScore: BigInt(daaScore),
    isCoinbase,
    covenantId: output.covenant?.covenantId ?? null,
  };
}
