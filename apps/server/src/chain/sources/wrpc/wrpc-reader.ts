// The reading methods of the port, over wRPC JSON.
import type { WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import {
  type ChainPage,
  type ChainSource,
  type ChainTx,
  type ChainUtxo,
  CursorUnknown,
  PAGE_SPANS,
  PageUnreadable,
} from "../../source.ts";
import type { NodeReader } from "../node-connection.ts";
import { fromWire, inChunks, toPage } from "../page.ts";
import { readPageBlockByBlock } from "./block-by-block.ts";
import { callError, pullError } from "./node-errors.ts";
import { readNodeInfo } from "./wrpc-probe.ts";

const PULL_TIMEOUT_MS = 10_000;
const CATCH_UP_TIMEOUT_MS = 60_000;
/** After a longer page the follower is catching up, so the next page may take the node long as well. */
const CATCHING_UP_BLOCKS = 100;
const ADDRESSES_PER_CALL = 1000;
const SMALLEST_SPAN = PAGE_SPANS[PAGE_SPANS.length - 1] as number;

export function createWrpcReader(client: WrpcClient): NodeReader {
  const pull = createPull(client);
  async function ask<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw callError(error);
    }
  }
  return {
    info: () => ask(readNodeInfo(client)),
    sink: () => ask(readSink(client)),
    dag: () => ask(readDag(client)),
    pull: (startHash, spanLimit) =>
      pull(startHash, spanLimit).catch((error) => Promise.reject(pullError(error))),
    utxos: (addresses) => ask(inChunks(addresses, ADDRESSES_PER_CALL, (chunk) => readUtxos(client, chunk))),
    mempool: (addresses) =>
      ask(
        inChunks(addresses, ADDRESSES_PER_CALL, (chunk) => readMempool(client, chunk)).then((found) => [
          ...new Map(found.map((tx) => [tx.txid, tx])).values(),
        ]),
      ),
    spentSince: (startHash, outpoints) => ask(readSpends(client, startHash, new Set(outpoints))),
    feeEstimate: () => ask(readFees(client)),
  };
}

function createPull(client: WrpcClient): ChainSource["pull"] {
  // The next page nearly always starts at the end of this one, so its blue score need not be asked for.
  let last: { hash: string; blueScore: bigint } | undefined;
  let timeoutMs = CATCH_UP_TIMEOUT_MS;

  async function blueScoreOf(hash: string): Promise<bigint> {
    if (last?.hash === hash) return last.blueScore;
    try {
      return (await client.call("getBlock", { hash, includeTransactions: false })).block.header.blueScore;
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (/cannot find/i.test(message)) throw new CursorUnknown(message, { cause: error });
      throw error;
    }
  }

  async function minConfirmations(startHash: string, span: number): Promise<bigint | null> {
    const start = await blueScoreOf(startHash);
    const { blueScore: sink } = await client.getSinkBlueScore();
    const count = sink - (start + BigInt(span));
    return count > 0n ? count : null;
  }

  async function read(startHash: string, span: number | undefined): Promise<ChainPage> {
    const minConfirmationCount = span === undefined ? null : await minConfirmations(startHash, span);
    try {
      const reply = await client.getVirtualChainFromBlockV2(
        { startHash, minConfirmationCount },
        { timeoutMs },
      );
      return toPage(reply, startHash);
    } catch (error) {
      const fault = pullError(error);
      if (!(fault instanceof PageUnreadable) || span === undefined || span > SMALLEST_SPAN) throw fault;
      return readPageBlockByBlock(client, startHash, minConfirmationCount, timeoutMs);
    }
  }

  return async (startHash, spanLimit) => {
    const page = await read(startHash, spanLimit);
    const end = page.added.at(-1);
    if (end !== undefined) last = { hash: end.hash, blueScore: end.blueScore };
    timeoutMs = page.added.length > CATCHING_UP_BLOCKS ? CATCH_UP_TIMEOUT_MS : PULL_TIMEOUT_MS;
    return page;
  };
}

async function readSink(client: WrpcClient) {
  const dag = await client.getBlockDagInfo();
  const { block } = await client.call("getBlock", { hash: dag.sink, includeTransactions: false });
  const { daaScore, blueScore, timestamp } = block.header;
  return {
    hash: dag.sink,
    daaScore,
    blueScore,
    timestampMs: timestamp,
    virtualDaaScore: dag.virtualDaaScore,
  };
}

async function readDag(client: WrpcClient) {
  const dag = await client.getBlockDagInfo();
  return {
    networkName: dag.network,
    blockCount: dag.blockCount,
    headerCount: dag.headerCount,
    difficulty: dag.difficulty,
    virtualDaaScore: dag.virtualDaaScore,
    sinkHash: dag.sink,
    pastMedianTimeMs: dag.pastMedianTime,
  };
}

async function readFees(client: WrpcClient) {
  const { priorityBucket, normalBuckets, lowBuckets } = await client.getFeeEstimate();
  return { priority: priorityBucket.feerate, normal: normalBuckets[0].feerate, low: lowBuckets[0].feerate };
}

async function readUtxos(client: WrpcClient, addresses: string[]): Promise<ChainUtxo[]> {
  const entries = await client.getUtxosByAddresses(addresses);
  return entries.map(({ outpoint, utxoEntry }) => ({
    txid: outpoint.transactionId,
    index: outpoint.index,
    value: utxoEntry.amount,
    script: utxoEntry.scriptPublicKey,
    daaScore: utxoEntry.blockDaaScore,
    coinbase: utxoEntry.isCoinbase,
    covenantId: utxoEntry.covenantId,
  }));
}

/** Pages at the level of the follower name no spent outpoints; the level High does, and costs more. */
async function readSpends(
  client: WrpcClient,
  startHash: string,
  outpoints: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const request = { startHash, dataVerbosityLevel: "High" as const };
  const reply = await client.getVirtualChainFromBlockV2(request);
  const spent = new Map<string, string>();
  for (const { acceptedTransactions } of reply.chainBlockAcceptedTransactions) {
    for (const { inputs, verboseData } of acceptedTransactions) {
      for (const { previousOutpoint: coin } of inputs) {
        const outpoint = coin && `${coin.transactionId}:${coin.index}`;
        if (outpoint && outpoints.has(outpoint)) spent.set(outpoint, verboseData?.transactionId ?? "");
      }
    }
  }
  return spent;
}

async function readMempool(client: WrpcClient, addresses: string[]): Promise<ChainTx[]> {
  const entries = await client.getMempoolEntriesByAddresses(addresses);
  return entries.flatMap(({ receiving }) =>
    receiving.filter(({ isOrphan }) => !isOrphan).map(({ transaction }) => fromWire(transaction)),
  );
}
