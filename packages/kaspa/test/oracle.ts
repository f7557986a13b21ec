import { createRequire } from "node:module";
import type { Tx, UtxoEntry } from "@kaspa-pay/kaspa/tx";

/** The official SDK (Rust compiled to WebAssembly), CommonJS with a Node build inside. Older than version 1. */
export const sdk = createRequire(import.meta.url)("kaspa-wasm32-sdk") as typeof import("kaspa-wasm32-sdk");

const script = (scriptPublicKey: string) => ({
  version: Number.parseInt(scriptPublicKey.slice(0, 4), 16),
  script: scriptPublicKey.slice(4),
});

/** Our transaction in the SDK's form; entries are needed for masses and signatures only. */
export function toSdk(tx: Tx, entries?: readonly UtxoEntry[]) {
  return new sdk.Transaction({
    version: tx.version,
    inputs: tx.inputs.map((input, at) => ({
      ...input,
      ...(entries && {
        utxo: {
          address: undefined,
          outpoint: input.previousOutpoint,
          ...entries[at]!,
          scriptPublicKey: script(entries[at]!.scriptPublicKey),
        },
      }),
    })),
    outputs: tx.outputs.map((output) => ({
      value: output.value,
      scriptPublicKey: script(output.scriptPublicKey),
    })),
    lockTime: tx.lockTime,
    subnetworkId: tx.subnetworkId,
    gas: tx.gas,
    payload: tx.payload,
  } as never);
}
