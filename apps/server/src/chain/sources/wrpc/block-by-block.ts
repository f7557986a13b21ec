// A page that the node cannot build because of one non-standard script, read block by block. Any miner can cause one,
// so no block may be skipped. docs/spec/chain-following.md#unreadable-pages
import type { WireTransaction, WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import { type ChainBlock, type ChainPage, PageUnreadable } from "../../source.ts";
import { checkAscent, checkRemoved, fromWire } from "../page.ts";

const PARALLEL_BLOCKS = 8;

/** The two calls that this needs. */
export type BlockReader = Pick<WrpcClient, "getVirtualChainFromBlock" | "getBlock">;

export async function readPageBlockByBlock(
  client: BlockReader,
  startHash: string,
  minConfirmationCount: bigint | null,
  timeoutMs: number,
): Promise<ChainPage> {
  const reply = await client.getVirtualChainFromBlock({ startHash, minConfirmationCount }, { timeoutMs });
  const { removedChainBlockHashes: removed, addedChainBlockHashes: hashes } = reply;
  checkRemoved(removed, hashes, startHash);
  if (reply.acceptedTransactionIds.length !== hashes.length)
    throw new PageUnreadable("The node did not list the accepted transactions of every block");
  const added: ChainBlock[] = [];
  for (const { acceptingBlockHash, acceptedTransactionIds } of reply.acceptedTransactionIds)
    added.push(await readBlock(client, acceptingBlockHash, acceptedTransactionIds));
  checkAscent(added);
  return { removed, added, slow: true };
}

async function readBlock(client: BlockReader, hash: string, acceptedIds: string[]): Promise<ChainBlock> {
  const block = await client.getBlock(hash);
  const merged = block.verboseData;
  if (merged === null) throw new PageUnreadable(`The node gave no merge set of block ${hash}`);
  const found = await collectMerged(client, [...merged.mergeSetBluesHashes, ...merged.mergeSetRedsHashes]);
  const txs = acceptedIds.map((txid) => {
    const tx = found.get(txid);
    if (tx === undefined) throw new PageUnreadable(`Transaction ${txid} is in no merged block of ${hash}`);
    return fromWire(tx);
  });
  const { daaScore, blueScore, timestamp } = block.header;
  return { hash, daaScore, blueScore, timestampMs: timestamp, txs };
}

/** All transactions of the merged blocks, the blues including the selected parent. */
async function collectMerged(client: BlockReader, hashes: string[]): Promise<Map<string, WireTransaction>> {
  const found = new Map<string, WireTransaction>();
  for (let from = 0; from < hashes.length; from += PARALLEL_BLOCKS) {
    const blocks = await Promise.all(
      hashes.slice(from, from + PARALLEL_BLOCKS).map((hash) => client.getBlock(hash)),
    );
    for (const { transactions } of blocks)
      for (const tx of transactions) {
        const txid = tx.verboseData?.transactionId;
        if (txid !== null && txid !== undefined) found.set(txid, tx);
      }
  }
  return found;
}
