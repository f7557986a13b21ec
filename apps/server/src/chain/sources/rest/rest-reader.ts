// The reading methods of the port, over a Kaspa REST API.
import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { type ChainSink, type ChainUtxo, type NodeInfo, NodeUnsynced, Unavailable } from "../../source.ts";
import type { NodeReader } from "../node-connection.ts";
import { covenantOf } from "./accepted.ts";
import type { RestApi } from "./api.ts";
import type { ConfirmedTip } from "./confirmed-tip.ts";
import { type PageParts, readPage } from "./page-reader.ts";

export function createRestReader(parts: PageParts): NodeReader {
  const { api, tip } = parts;
  return {
    info: () => readInfo(api, tip),
    sink: () => readSink(parts),
    dag: () => readDag(api),
    pull: (startHash, spanLimit) => readPage(parts, startHash, spanLimit),
    utxos: (addresses) => readUtxos(api, addresses),
    // The API has no mempool: payments show with their first block.
    mempool: async () => [],
    async feeEstimate() {
      const { priorityBucket, normalBuckets, lowBuckets } = await api.fees();
      return {
        priority: priorityBucket.feerate,
        normal: normalBuckets[0].feerate,
        low: lowBuckets[0].feerate,
      };
    },
  };
}

/** In step means: the node is synced and its index keeps up with it. */
export async function readInfo(api: RestApi, tip: ConfirmedTip): Promise<NodeInfo> {
  const facts = await api.nodeFacts();
  const dag = await api.blockDag();
  return {
    networkId: dag.networkName.replace(/^kaspa-/, ""),
    serverVersion: facts.serverVersion,
    synced: facts.isSynced && (await keepsUp(tip)),
    hasUtxoIndex: facts.isUtxoIndexed,
    virtualDaaScore: dag.virtualDaaScore,
  };
}

async function keepsUp(tip: ConfirmedTip): Promise<boolean> {
  try {
    await tip.look();
    return true;
  } catch (error) {
    if (error instanceof NodeUnsynced) return false;
    throw error;
  }
}

async function settled(tip: ConfirmedTip) {
  const found = await tip.look();
  if (found === null)
    throw new Unavailable(
      "not_connected",
      "The index of the REST API is watched until its blocks have settled",
    );
  return found;
}

async function readSink({ api, tip, links }: PageParts): Promise<ChainSink> {
  const { virtualDaaScore } = await api.blockDag();
  const { hash, blueScore } = await settled(tip);
  const block = await api.block(hash);
  if (block === null) throw new Unavailable("node_fault", "The REST API does not have its own newest block");
  links.remember({ hash, blueScore, parent: block.verboseData.selectedParentHash });
  const { daaScore, timestamp } = block.header;
  return { hash, daaScore, blueScore, timestampMs: timestamp, virtualDaaScore };
}

async function readDag(api: RestApi) {
  const dag = await api.blockDag();
  return {
    networkName: dag.networkName.replace(/^kaspa-/, ""),
    blockCount: dag.blockCount,
    headerCount: dag.headerCount,
    difficulty: dag.difficulty,
    virtualDaaScore: dag.virtualDaaScore,
    sinkHash: dag.sink,
    pastMedianTimeMs: dag.pastMedianTime,
  };
}

/** The only call that names addresses: used after a sync gap, never while following. */
async function readUtxos(api: RestApi, addresses: readonly string[]): Promise<ChainUtxo[]> {
  const asked = new Set(addresses);
  const entries = await api.utxos(addresses);
  const ids = [...new Set(entries.map(({ outpoint }) => outpoint.transactionId))];
  const versions = new Map((await api.versions(ids)).map((row) => [row.transaction_id, row.version]));
  return entries.map(({ address, outpoint, utxoEntry }) => {
    if (!asked.has(address))
      throw new Unavailable("bad_reply", "The REST API answered with an address that was not requested");
    return {
      txid: outpoint.transactionId,
      index: outpoint.index,
      value: utxoEntry.amount,
      // The API strips the script's version and leading zeros; the node looked it up by the address.
      script: scriptPublicKeyOf(address),
      daaScore: utxoEntry.blockDaaScore,
      coinbase: utxoEntry.isCoinbase ?? false,
      covenantId: covenantOf(versions.get(outpoint.transactionId)),
    };
  });
}
