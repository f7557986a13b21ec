// Facts about the node itself: versions, scores, fees, times.
import { RPC_TEXT, refuse } from "./errors.ts";
import type { NodeView } from "./node-view.ts";
import { array, hash, type Params, u64 } from "./params.ts";
import { addressOf } from "./wire.ts";

export function serverInfo(view: NodeView) {
  return {
    rpcApiVersion: 1,
    rpcApiRevision: 0,
    serverVersion: view.faults.serverVersion,
    networkId: view.faults.networkId,
    hasUtxoIndex: view.faults.utxoIndex,
    isSynced: view.isSynced,
    virtualDaaScore: view.virtualDaaScore,
  };
}

export function info(view: NodeView) {
  return {
    p2pId: "00000000-0000-0000-0000-000000000000",
    mempoolSize: view.chain.mempool.size,
    serverVersion: view.faults.serverVersion,
    isUtxoIndexed: view.faults.utxoIndex,
    isSynced: view.isSynced,
    hasNotifyCommand: true,
    hasMessageId: true,
  };
}

export function blockDagInfo(view: NodeView) {
  const { store } = view.chain;
  const sink = view.sink;
  return {
    network: view.faults.networkId,
    blockCount: store.blockCount,
    headerCount: store.blockCount,
    tipHashes: [sink.hash],
    difficulty: 1,
    pastMedianTime: store.at(Math.max(store.baseHeight, view.tipHeight - 13))?.timestamp ?? sink.timestamp,
    virtualParentHashes: [sink.hash],
    pruningPointHash: store.at(store.baseHeight)?.hash ?? sink.hash,
    virtualDaaScore: view.virtualDaaScore,
    sink: sink.hash,
  };
}

/** One bucket per list at the set rate, as an idle network has them. */
export function feeEstimate(view: NodeView) {
  const feerate = view.faults.feeRate;
  return {
    estimate: {
      priorityBucket: { feerate, estimatedSeconds: 0.2 },
      normalBuckets: [{ feerate, estimatedSeconds: 1 }],
      lowBuckets: [{ feerate, estimatedSeconds: 3 }],
    },
  };
}

/** Header time of the newest kept chain block at or below each DAA score. */
export function daaScoreTimestamps(view: NodeView, params: Params) {
  const chain = view.chain.store.selectedChain();
  const timestamps = array(params.daaScores).map((value) => {
    const score = Number(u64(value));
    let low = 0;
    let high = chain.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (chain[middle]!.daaScore <= score) low = middle;
      else high = middle - 1;
    }
    return chain[low]?.timestamp ?? 0;
  });
  return { timestamps };
}

/** The address of the first spent coin: a guess at who paid. */
export function utxoReturnAddress(view: NodeView, params: Params) {
  const txId = hash(params.txid);
  u64(params.acceptingBlockDaaScore);
  const accepting = view.chain.acceptedIn.get(txId);
  const block = accepting === undefined ? undefined : view.chain.store.chainBlock(accepting);
  const accepted = block?.accepted.find(({ tx }) => tx.id === txId);
  const script = accepted?.spent[0]?.scriptPublicKey;
  const returnAddress = script === undefined ? null : addressOf(script);
  return returnAddress === null ? refuse(RPC_TEXT.noTransaction(txId)) : { returnAddress };
}
