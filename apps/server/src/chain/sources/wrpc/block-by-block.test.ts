import { expect, it } from "vitest";
import { PageUnreadable } from "../../source.ts";
import { type BlockReader, readPageBlockByBlock } from "./block-by-block.ts";

type Block = Awaited<ReturnType<BlockReader["getBlock"]>>;
const hash = (letter: string) => letter.repeat(64);

function block(own: string, txids: string[], merged: string[] = []): Block {
  return {
    header: { hash: own, timestamp: 5, daaScore: 7n, blueScore: 6n },
    transactions: txids.map((transactionId) => ({
      version: 0,
      inputs: [],
      outputs: [{ value: 1n, scriptPublicKey: "0000aa", verboseData: null, covenant: null }],
      lockTime: 0n,
      subnetworkId: "0".repeat(40),
      gas: 0n,
      payload: "",
      storageMass: 0n,
      mass: 0n,
      verboseData: { transactionId, hash: null, computeMass: null, blockHash: null, blockTime: null },
    })),
    verboseData: {
      hash: own,
      mergeSetBluesHashes: merged.slice(0, 1),
      mergeSetRedsHashes: merged.slice(1),
      isChainBlock: true,
    },
  };
}

/** A node whose chain block `a` merges `b` (blue) and `c` (red) and accepts the given transactions. */
function reader(accepted: string[]): BlockReader {
  const blocks = [
    block(hash("a"), [], [hash("b"), hash("c")]),
    block(hash("b"), [hash("1")]),
    block(hash("c"), [hash("2")]),
  ];
  return {
    getVirtualChainFromBlock: async () => ({
      removedChainBlockHashes: [],
      addedChainBlockHashes: [hash("a")],
      acceptedTransactionIds: [{ acceptingBlockHash: hash("a"), acceptedTransactionIds: accepted }],
    }),
    getBlock: async (wanted) => blocks.find(({ header }) => header.hash === wanted) as Block,
  };
}

it("transactions come from blue and red merged blocks, in the order of acceptance", async () => {
  const page = await readPageBlockByBlock(reader([hash("2"), hash("1")]), hash("0"), null, 1000);
  expect(page.slow).toBe(true);
  expect(page.added).toMatchObject([{ hash: hash("a"), daaScore: 7n, blueScore: 6n, timestampMs: 5 }]);
  expect(page.added[0]?.txs.map(({ txid }) => txid)).toEqual([hash("2"), hash("1")]);
});

it("a page of which one accepted transaction is nowhere fails as a whole", async () => {
  await expect(readPageBlockByBlock(reader([hash("1"), hash("9")]), hash("0"), null, 1000)).rejects.toThrow(
    PageUnreadable,
  );
});
