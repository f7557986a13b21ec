// Reads the unspent outputs of many addresses from a node that does not stand still meanwhile.
import type { ChainUtxo, NodeInfo } from "../../chain/source.ts";

/** What a balance asks of a node. */
export interface UtxoNode {
  info(): Promise<NodeInfo>;
  utxos(addresses: readonly string[]): Promise<ChainUtxo[]>;
}

export interface UtxosAt {
  utxos: readonly ChainUtxo[];
  asOfDaa: bigint;
}

/** A node answers so many addresses at once, from one state. */
const AT_ONCE = 1_000;
const MAX_TRIES = 3;

/**
 * More addresses than a node answers at once are read twice: if nothing of the first reading is missing in the second, no
 * output moved between two addresses unseen, and the sum is that of the end of the first reading. Null = the wallet
 * spends all the time.
 */
export async function readUtxos(node: UtxoNode, addresses: readonly string[]): Promise<UtxosAt | null> {
  const { virtualDaaScore } = await node.info();
  let first = await readAll(node, addresses);
  if (addresses.length <= AT_ONCE) return { utxos: [...first.values()], asOfDaa: virtualDaaScore };
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const { virtualDaaScore: asOfDaa } = await node.info();
    const second = await readAll(node, addresses);
    if ([...first.keys()].every((outpoint) => second.has(outpoint)))
      return { utxos: [...second.values()].filter(({ daaScore }) => daaScore <= asOfDaa), asOfDaa };
    first = second;
  }
  return null;
}

async function readAll(node: UtxoNode, addresses: readonly string[]): Promise<Map<string, ChainUtxo>> {
  const found = new Map<string, ChainUtxo>();
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    for (const utxo of await node.utxos(addresses.slice(from, from + AT_ONCE)))
      found.set(`${utxo.txid}:${utxo.index}`, utxo);
  }
  return found;
}
