// A small indexer over the simulated node: the selected chain with what each block accepted, behind the node by as
// much as a test wants.
import type { IndexedBlock, IndexedTx } from "./index-rows.ts";
import { type NodeHeader, type NodeReader, NodeRefusal, type NodeTx } from "./node-reader.ts";

export class FakeIndex {
  /** Blue-score steps the index stays behind its node. */
  lag = 0n;
  /** Ids whose acceptance is not written yet: the middle of a batch. */
  readonly unwritten = new Set<string>();
  private readonly node: NodeReader;
  private readonly txs = new Map<string, IndexedTx>();
  private chain: IndexedBlock[] = [];
  private last: string;
  private pruningPoint: string;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(node: NodeReader, start: string, pruningPoint: string) {
    this.node = node;
    this.last = start;
    this.pruningPoint = pruningPoint;
  }

  /** Begins a little below the node's sink. */
  static async open(node: NodeReader): Promise<FakeIndex> {
    const { sink, pruningPointHash } = await node.call("getBlockDagInfo");
    const { verboseData } = await node.block(sink);
    const index = new FakeIndex(node, verboseData.mergeSetBluesHashes[0] ?? sink, pruningPointHash);
    await index.sync();
    return index;
  }

  /** Writes what the node has meanwhile. A node that answers nothing leaves the index as it is. */
  sync(): Promise<void> {
    const done = this.turn.then(async () => {
      try {
        await this.forget();
        while (await this.step());
      } catch (error) {
        if (!(error instanceof NodeRefusal)) throw error;
      }
    });
    this.turn = done.catch(() => {});
    return done;
  }

  between(gte: bigint, lt: bigint): IndexedBlock[] {
    return this.chain
      .filter(({ blueScore }) => blueScore >= gte && blueScore < lt)
      .map((block) => this.seen(block));
  }

  tx(id: string): IndexedTx | undefined {
    return this.txs.get(id);
  }

  acceptedBy(id: string): IndexedBlock | undefined {
    return this.chain.map((block) => this.seen(block)).find(({ txIds }) => txIds.includes(id));
  }

  private seen(block: IndexedBlock): IndexedBlock {
    return { ...block, txIds: block.txIds.filter((id) => !this.unwritten.has(id)) };
  }

  /** One page of the node; false = it had nothing more. */
  private async step(): Promise<boolean> {
    const startHash = this.last;
    const minConfirmationCount = this.lag > 0n ? this.lag : null;
    try {
      const reply = await this.whole(startHash, minConfirmationCount);
      this.remove(reply.removedChainBlockHashes);
      for (const { chainBlockHeader, acceptedTransactions } of reply.chainBlockAcceptedTransactions)
        this.add(chainBlockHeader, this.write(acceptedTransactions), false);
      return this.moveTo(reply.addedChainBlockHashes);
    } catch (error) {
      if (!(error instanceof NodeRefusal) || !/address is invalid/i.test(error.message)) throw error;
    }
    const reply = await this.node.call("getVirtualChainFromBlock", {
      startHash,
      minConfirmationCount,
      includeAcceptedTransactionIds: true,
    });
    this.remove(reply.removedChainBlockHashes);
    for (const { acceptingBlockHash, acceptedTransactionIds } of reply.acceptedTransactionIds)
      await this.addPoisoned(acceptingBlockHash, acceptedTransactionIds);
    return this.moveTo(reply.addedChainBlockHashes);
  }

  private whole(startHash: string, minConfirmationCount: bigint | null) {
    return this.node.call("getVirtualChainFromBlockV2", {
      startHash,
      dataVerbosityLevel: "Full",
      minConfirmationCount,
    });
  }

  private moveTo(added: readonly string[]): boolean {
    this.last = added.at(-1) ?? this.last;
    return added.length > 0;
  }

  private remove(hashes: readonly string[]): void {
    const gone = new Set(hashes);
    this.chain = this.chain.filter(({ hash }) => !gone.has(hash));
  }

  private add(header: NodeHeader, txIds: string[], poisoned: boolean): void {
    const { hash, timestamp } = header;
    const [blueScore, daaScore] = [BigInt(header.blueScore), BigInt(header.daaScore)];
    this.chain.push({ hash, blueScore, daaScore, timestamp, txIds, poisoned });
  }

  /** Answers their ids. */
  private write(txs: readonly NodeTx[]): string[] {
    return txs.map((tx) => {
      const row = toRow(tx);
      this.txs.set(row.id, row);
      return row.id;
    });
  }

  /** One block of a page that the node could not give as a whole. */
  private async addPoisoned(hash: string, txIds: string[]): Promise<void> {
    const { header, verboseData } = await this.node.block(hash);
    for (const merged of verboseData.mergeSetBluesHashes)
      this.write((await this.node.block(merged)).transactions);
    const parent = verboseData.mergeSetBluesHashes[0] as string;
    const { blueScore: sink } = await this.node.call("getSinkBlueScore");
    const above = BigInt(sink) - BigInt(header.blueScore) - 1n;
    const poisoned = await this.whole(parent, above > 0n ? above : null).then(
      () => false,
      () => true,
    );
    this.add(header, txIds, poisoned);
  }

  /** The index is pruned with its node. */
  private async forget(): Promise<void> {
    const { pruningPointHash } = await this.node.call("getBlockDagInfo");
    if (pruningPointHash === this.pruningPoint) return;
    this.pruningPoint = pruningPointHash;
    const { header } = await this.node.block(pruningPointHash);
    this.chain = this.chain.filter(({ blueScore }) => blueScore >= header.blueScore);
    // Behind the node's history: the index begins again at the oldest block of the node.
    if (this.chain.length === 0) this.last = pruningPointHash;
  }
}

function toRow(tx: NodeTx): IndexedTx {
  const { transactionId, blockHash, blockTime } = tx.verboseData;
  return {
    id: transactionId,
    version: tx.version,
    subnetworkId: tx.subnetworkId,
    blockHash,
    blockTime,
    inputs: tx.inputs.map(({ previousOutpoint, verboseData }) => ({
      hash: previousOutpoint.transactionId,
      index: previousOutpoint.index,
      address: verboseData?.utxoEntry?.verboseData.scriptPublicKeyAddress ?? null,
    })),
    outputs: tx.outputs.map(({ value, scriptPublicKey, verboseData }) => ({
      amount: BigInt(value),
      script: scriptPublicKey.slice(4),
      address: verboseData?.scriptPublicKeyAddress ?? null,
    })),
  };
}
