// A small indexer over the simulated node: the selected chain with what each block accepted, behind the node by as
// much as a test wants.
import { RpcError, type WireTransaction, type WrpcClient, type WrpcReply } from "@kaspa-pay/kaspa/wrpc";
import type { IndexedBlock, IndexedOutput, IndexedTx } from "./index-rows.ts";

type V2Reply = WrpcReply<"getVirtualChainFromBlockV2">;

export class FakeIndex {
  /** Blue-score steps the index stays behind its node. */
  lag = 0n;
  /** Ids whose acceptance is not written yet: the middle of a batch. */
  readonly unwritten = new Set<string>();
  private readonly node: WrpcClient;
  private readonly txs = new Map<string, IndexedTx>();
  private chain: IndexedBlock[] = [];
  private last: string;
  private pruningPoint: string;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(node: WrpcClient, start: string, pruningPoint: string) {
    this.node = node;
    this.last = start;
    this.pruningPoint = pruningPoint;
  }

  /** Begins a little below the node's sink. */
  static async open(node: WrpcClient): Promise<FakeIndex> {
    const { sink, pruningPointHash } = await node.getBlockDagInfo();
    const { verboseData } = await node.getBlock(sink);
    const index = new FakeIndex(node, verboseData?.mergeSetBluesHashes[0] ?? sink, pruningPointHash);
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
        if (!(error instanceof RpcError)) throw error;
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
      for (const block of reply.chainBlockAcceptedTransactions) this.add(block);
      return this.moveTo(reply.addedChainBlockHashes);
    } catch (error) {
      if (!(error instanceof RpcError) || !/address is invalid/i.test(error.message)) throw error;
    }
    const reply = await this.node.getVirtualChainFromBlock({ startHash, minConfirmationCount });
    this.remove(reply.removedChainBlockHashes);
    for (const { acceptingBlockHash, acceptedTransactionIds } of reply.acceptedTransactionIds)
      await this.addPoisoned(acceptingBlockHash, acceptedTransactionIds);
    return this.moveTo(reply.addedChainBlockHashes);
  }

  private whole(startHash: string, minConfirmationCount: bigint | null): Promise<V2Reply> {
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

  private add({
    chainBlockHeader: header,
    acceptedTransactions,
  }: V2Reply["chainBlockAcceptedTransactions"][number]) {
    const txIds = acceptedTransactions.map((tx) => {
      const id = tx.verboseData?.transactionId as string;
      this.txs.set(id, {
        id,
        version: tx.version ?? 0,
        subnetworkId: tx.subnetworkId as string,
        blockHash: tx.verboseData?.blockHash as string,
        blockTime: tx.verboseData?.blockTime as number,
        inputs: tx.inputs.map(({ previousOutpoint, verboseData }) => ({
          hash: previousOutpoint?.transactionId as string,
          index: previousOutpoint?.index ?? 0,
          address: verboseData?.utxoEntry?.verboseData?.scriptPublicKeyAddress ?? null,
        })),
        outputs: tx.outputs.map(toOutput),
      });
      return id;
    });
    this.chain.push({
      hash: header.hash,
      blueScore: header.blueScore as bigint,
      daaScore: header.daaScore as bigint,
      timestamp: header.timestamp as number,
      txIds,
      poisoned: false,
    });
  }

  /** One block of a page that the node could not give as a whole. */
  private async addPoisoned(hash: string, txIds: string[]): Promise<void> {
    const { header, verboseData } = await this.node.getBlock(hash);
    for (const merged of verboseData?.mergeSetBluesHashes ?? []) {
      const block = await this.node.getBlock(merged);
      for (const tx of block.transactions) this.txs.set(tx.verboseData?.transactionId as string, toRow(tx));
    }
    const parent = verboseData?.mergeSetBluesHashes[0] as string;
    const { blueScore: sink } = await this.node.getSinkBlueScore();
    const above = sink - header.blueScore - 1n;
    const poisoned = await this.whole(parent, above > 0n ? above : null).then(
      () => false,
      () => true,
    );
    const { blueScore, daaScore, timestamp } = header;
    this.chain.push({ hash, blueScore, daaScore, timestamp, txIds, poisoned });
  }

  /** The index is pruned with its node. */
  private async forget(): Promise<void> {
    const { pruningPointHash } = await this.node.getBlockDagInfo();
    if (pruningPointHash === this.pruningPoint) return;
    this.pruningPoint = pruningPointHash;
    const { header } = await this.node.getBlock(pruningPointHash);
    this.chain = this.chain.filter(({ blueScore }) => blueScore >= header.blueScore);
    // Left behind further than the node remembers, it begins anew where the node does.
    if (this.chain.length === 0) this.last = pruningPointHash;
  }
}

function toOutput(output: {
  value: bigint | null;
  scriptPublicKey: string | null;
  verboseData: { scriptPublicKeyAddress: string } | null;
}): IndexedOutput {
  return {
    amount: output.value ?? 0n,
    script: (output.scriptPublicKey ?? "").slice(4),
    address: output.verboseData?.scriptPublicKeyAddress ?? null,
  };
}

function toRow(tx: WireTransaction): IndexedTx {
  return {
    id: tx.verboseData?.transactionId as string,
    version: tx.version,
    subnetworkId: tx.subnetworkId,
    blockHash: tx.verboseData?.blockHash as string,
    blockTime: tx.verboseData?.blockTime as number,
    inputs: tx.inputs.map(({ previousOutpoint }) => ({
      hash: previousOutpoint.transactionId,
      index: previousOutpoint.index,
      address: null,
    })),
    outputs: tx.outputs.map(toOutput),
  };
}
