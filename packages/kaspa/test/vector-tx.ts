import type { Tx, UtxoEntry } from "@kaspa-pay/kaspa/tx";

export interface VectorScript {
  version: number;
  script: string;
}

export interface VectorTx {
  version: number;
  inputs: {
    previousOutpoint: { transactionId: string; index: number };
    signatureScript: string;
    sequence: string;
    sigOpCount?: number;
  }[];
  outputs: { value: string; scriptPublicKey: VectorScript }[];
  lockTime: string;
  subnetworkId: string;
  gas: string;
  payload: string;
  storageMass?: string;
}

export const wireScript = ({ version, script }: VectorScript): string =>
  version.toString(16).padStart(4, "0") + script;

/** Turns the shape of the vector files into ours. */
export function fromVector(tx: VectorTx): Tx {
  return {
    version: tx.version,
    inputs: tx.inputs.map((input) => ({
      previousOutpoint: input.previousOutpoint,
      signatureScript: input.signatureScript,
      sequence: BigInt(input.sequence),
      sigOpCount: input.sigOpCount ?? 0,
    })),
    outputs: tx.outputs.map((output) => ({
      value: BigInt(output.value),
      scriptPublicKey: wireScript(output.scriptPublicKey),
    })),
    lockTime: BigInt(tx.lockTime),
    subnetworkId: tx.subnetworkId,
    gas: BigInt(tx.gas),
    payload: tx.payload,
    storageMass: BigInt(tx.storageMass ?? "0"),
  };
}

export const entry = (amount: bigint, scriptPublicKey: string): UtxoEntry => ({
  amount,
  scriptPublicKey,
  blockDaaScore: 1n,
  isCoinbase: false,
});
