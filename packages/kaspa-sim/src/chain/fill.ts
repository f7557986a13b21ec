// Unrelated traffic for load tests. It lives outside the UTXO set and is derived from the block hash whenever it
// is read, so that thousands of transactions a second cost neither memory nor signatures.
import { NATIVE_SUBNETWORK } from "@kaspa-pay/kaspa/tx";
import type { Accepted, Block } from "./block.ts";
import { hashOf } from "./randomness.ts";

/** So many unrelated parties trade with each other; their addresses repeat, as on the real chain. */
const PARTIES = 4_096;
const parties = new Map<number, string>();

function partyScript(id: string, at: number): string {
  const party = Number.parseInt(id.slice(at, at + 8), 16) % PARTIES;
  let script = parties.get(party);
  if (script === undefined) {
    script = `000020${hashOf("party", party)}ac`;
    parties.set(party, script);
  }
  return script;
}

/** The `index`-th synthetic transaction of a block: one input, two outputs, every id derived from the hash. */
export function fillTransaction(block: Block, index: number): Accepted {
  const id = hashOf("fill", block.hash, index);
  const coin = BigInt(500_000_000 + (Number.parseInt(id.slice(0, 7), 16) % 1_000_000_000));
  const paid = coin / 3n;
  const sender = partyScript(id, 8);
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
      hash: id.slice(32) + id.slice(0, 32),
      version: 0,
      inputs: [
        {
          previousOutpoint: { transactionId: id.slice(16) + id.slice(0, 16), index: 0 },
          signatureScript: `41${id}${id}01`,
          sequence: 0n,
          sigOpCount: 1,
        },
      ],
      outputs: [
        { value: paid, scriptPublicKey: partyScript(id, 16), covenant: null },
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
