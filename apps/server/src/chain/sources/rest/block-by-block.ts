// Blocks that the index cannot give as a page, usually because of a non-standard script: bodies of the merged blocks
// come from the node behind the API, and the index only says which block accepted what.
// docs/spec/chain-following.md#unreadable-pages
import { type ChainBlock, type ChainTx, PageUnreadable, Unavailable } from "../../source.ts";
import { covenantOf, isCoinbaseOf, scriptOf } from "./accepted.ts";
import type { RestApi } from "./api.ts";
import type { ChainPoint } from "./confirmed-tip.ts";

type Block = NonNullable<Awaited<ReturnType<RestApi["block"]>>>;
type BodyTx = NonNullable<Block["transactions"]>[number];

/** Up to `span` blue-score steps above `base`, or the next chain block where that is further away. */
export async function readBlockByBlock(
  api: RestApi,
  base: ChainPoint,
  tip: ChainPoint,
  span: bigint,
): Promise<ChainBlock[]> {
  const added: ChainBlock[] = [];
  let before = base.hash;
  for (let score = base.blueScore + 1n; score <= tip.blueScore; score += 1n) {
    if (score > base.blueScore + span && added.length > 0) break;
    const next = (await api.blocksAt(score))
      .filter((block) => block !== null)
      .find(
        ({ verboseData: { selectedParentHash, isChainBlock } }) =>
          selectedParentHash === before && isChainBlock !== false,
      );
    if (next === undefined) continue;
    added.push(await readBlock(api, next));
    before = next.verboseData.hash;
  }
  return added;
}

async function readBlock(api: RestApi, { header, verboseData }: Block): Promise<ChainBlock> {
  const { hash } = verboseData;
  const merged = [...(verboseData.mergeSetBluesHashes ?? []), ...(verboseData.mergeSetRedsHashes ?? [])];
  const bodies = await mergedTxs(api, merged);
  const accepted = await api.acceptances([...bodies.keys()]);
  const txs = accepted
    .filter(({ acceptingBlockHash }) => acceptingBlockHash === hash)
    .map(({ transactionId }) => toTx(bodies.get(transactionId), transactionId))
    .sort((a, b) => Number(b.coinbase) - Number(a.coinbase));
  if (txs.filter(({ coinbase }) => coinbase).length !== 1)
    throw new PageUnreadable(`The index does not hold what block ${hash} accepted`);
  return {
    hash,
    daaScore: header.daaScore,
    blueScore: header.blueScore,
    timestampMs: header.timestamp,
    txs,
  };
}

async function mergedTxs(api: RestApi, hashes: readonly string[]): Promise<Map<string, BodyTx>> {
  const found = new Map<string, BodyTx>();
  for (const hash of hashes) {
    const block = await api.block(hash, true);
    if (block === null) throw new PageUnreadable(`The REST API does not have merged block ${hash}`);
    for (const tx of block.transactions ?? []) found.set(tx.verboseData.transactionId, tx);
  }
  return found;
}

function toTx(tx: BodyTx | undefined, txid: string): ChainTx {
  if (tx === undefined) throw new Unavailable("bad_reply", `Transaction ${txid} was not asked for`);
  return {
    txid,
    coinbase: isCoinbaseOf(tx.subnetworkId, tx.inputs?.length ?? 0),
    inputAddresses: [],
    // The node's bodies come without leading zeros, so another version of script differs from ours in its first byte.
    outputs: tx.outputs.map(({ amount, scriptPublicKey }, index) => ({
      index,
      value: amount,
      script: scriptOf(scriptPublicKey.scriptPublicKey, true),
      covenantId: covenantOf(tx.version),
    })),
  };
}
