// Unrelated traffic for load tests. It lives outside the UTXO set and is derived from the block hash whenever it
// is read, so that thousands of transactions a second cost neither memory nor signatures.
import { NATIVE_SUBNETWORK } from "@kaspa-pay/kaspa/tx";
import type { Accepted, Block } from "./block.ts";
import { hashOf } from "./randomness.ts";

/** The `index`-th synthetic transaction of a block: one input, two outputs, every id derived from the hash. */
export function fillTransaction(block: Block, index: number): Accepted {
  const id = hashOf("fill", block.hash, index);
  const coin = BigInt(500_000_000 + (Number.parseInt(id.slice(0, 7), 16) % 1_000_000_000));
  const paid = coin / 3n;
  const sender = `000020${hashOf("from", id)}ac`;
  return {
    block,
    spent: [
      {
        amount: coin,
        scriptPublicKey: sender,
        blockDaaScore: BigInt(block.daaScore - 1),
        isCoinbase: false,
        covenantId: null,
      },
    ],
    tx: {
      id,
      hash: hashOf("hash", id),
      version: 0,
      inputs: [
        {
          previousOutpoint: { transactionId: hashOf("coin", id), index: 0 },
          signatureScript: `41${id}${id}01`,
          sequence: 0n,
          sigOpCount: 1,
        },
      ],
      outputs: [
        { value: paid, scriptPublicKey: `000020${hashOf("to", id)}ac`, covenant: null },
        { value: coin - paid - 203_600n, scriptPublicKey: sender, covenant: null },
      ],
      lockTime: 0n,
      subnetworkId: NATIVE_SUBNETWORK,
      gas: 0n,
      payload: "",
      storageMass: 3_000n,
    },
  };
}
