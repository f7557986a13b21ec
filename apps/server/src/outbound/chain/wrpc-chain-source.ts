import { machineTimers, type OpenSocket, type WrpcClient, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import {
  type ChainError,
  type ChainNetwork,
  type ChainPage,
  type ChainSource,
  type ChainTx,
  type ChainUtxo,
  CursorUnknown,
  NodeUnsynced,
  PAGE_SPANS,
  PageUnreadable,
  Unavailable,
  UnsupportedNode,
  WrongNetwork,
} from "../../ports/chain-source.ts";
import { createFrameParser } from "./frame-parser.ts";
import { callError, pullError } from "./node-errors.ts";
import { readNodeInfo } from "./node-link.ts";
import { type ChainLog, NodePool } from "./node-pool.ts";
import { socketOpener } from "./open-socket.ts";
import { fromWire, toPage } from "./page.ts";
import { readSlowPage } from "./slow-page.ts";

export interface WrpcChainSourceOptions {
  network: ChainNetwork;
  /** wRPC JSON URLs in order of preference, at least one. */
  urls: readonly string[];
  log: ChainLog;
  /** Largest frame accepted, MiB; default 48. */
  maxFrameMb?: number;
  openSocket?: OpenSocket;
  timers?: WrpcTimers;
  now?: () => number;
}

const DEFAULT_MAX_FRAME_MB = 48;
const PULL_TIMEOUT_MS = 10_000;
const CATCH_UP_TIMEOUT_MS = 60_000;
/** A page longer than this says that the follower is catching up, so the next one may take the node long as well. */
const CATCHING_UP_BLOCKS = 100;
const ADDRESSES_PER_CALL = 1000;
const MAX_TIMEOUTS = 3;
const SMALLEST_SPAN = PAGE_SPANS[PAGE_SPANS.length - 1] as number;

/** The chain of one network as real (or simulated) nodes tell it over wRPC JSON. Connects at once. */
export function createWrpcChainSource(options: WrpcChainSourceOptions): ChainSource {
  if (options.urls.length === 0) throw new Error(`No node is configured for ${options.network}`);
  const frames = createFrameParser();
  const pool = new NodePool({
    network: options.network,
    urls: options.urls,
    openSocket: options.openSocket ?? socketOpener(options.maxFrameMb ?? DEFAULT_MAX_FRAME_MB),
    timers: options.timers ?? machineTimers,
    log: options.log,
    now: options.now ?? Date.now,
    parseLarge: (text) => frames.parse(text),
  });
  const calls = guardedCalls(pool);
  const pull = createPull(calls);

  return {
    network: options.network,
    info: () => calls.ask(readNodeInfo),
    sink: () => calls.ask(readSink),
    dag: () => calls.ask(readDag),
    sinkBlueScore: () => calls.ask(async (client) => (await client.getSinkBlueScore()).blueScore),
    pull,
    utxos: (addresses) => calls.ask((client) => inChunks(addresses, (chunk) => readUtxos(client, chunk))),
    mempool: (addresses) =>
      calls.ask(async (client) => {
        const found = await inChunks(addresses, (chunk) => readMempool(client, chunk));
        return [...new Map(found.map((tx) => [tx.txid, tx])).values()];
      }),
    feeEstimate: () => calls.ask(readFees),
    onTick: (listener) => pool.onTick(listener),
    onConnection: (listener) => pool.onConnection(listener),
    health: () => pool.health(),
    leaveNode: (reason, when) => pool.leave(reason, when),
    async close() {
      pool.close();
      await frames.close();
    },
  };
}

interface GuardedCalls {
  ask<T>(run: (client: WrpcClient) => Promise<T>, toError?: (error: unknown) => ChainError): Promise<T>;
}

/** Lets a call through only on a connection that passed the gate, and leaves a node after three time-outs. */
function guardedCalls(pool: NodePool): GuardedCalls {
  let timeouts = 0;
  return {
    async ask(run, toError = callError) {
      const { link } = pool;
      if (link === null || !link.isUsable()) throw notUsable(pool);
      try {
        const answer = await run(link.client);
        timeouts = 0;
        return answer;
      } catch (error) {
        const fault = toError(error);
        if (fault instanceof NodeUnsynced) link.noteUnsynced();
        if (!(fault instanceof Unavailable)) throw fault;
        if (fault.reason === "bad_reply") link.client.drop(fault.message);
        if (fault.reason === "timeout") {
          timeouts += 1;
          if (timeouts >= MAX_TIMEOUTS) {
            timeouts = 0;
            link.client.drop("three calls in a row were not answered in time");
            pool.leave("three calls in a row were not answered in time");
          }
        }
        throw fault;
      }
    },
  };
}

function notUsable(pool: NodePool): ChainError {
  const { state, detail } = pool.health();
  if (state === "wrong_network") return new WrongNetwork(detail);
  if (state === "unsupported") return new UnsupportedNode(detail);
  if (state === "unsynced") return new NodeUnsynced(detail);
  return new Unavailable("not_connected", detail === "" ? "Not connected to a node" : detail);
}

function createPull(calls: GuardedCalls): ChainSource["pull"] {
  // The start of the next page is nearly always the end of this one, so its blue score need not be asked for.
  let last: { hash: string; blueScore: bigint } | undefined;
  let timeoutMs = CATCH_UP_TIMEOUT_MS;

  async function blueScoreOf(client: WrpcClient, hash: string): Promise<bigint> {
    if (last?.hash === hash) return last.blueScore;
    try {
      return (await client.call("getBlock", { hash, includeTransactions: false })).block.header.blueScore;
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (/cannot find/i.test(message)) throw new CursorUnknown(message, { cause: error });
      throw error;
    }
  }

  async function minConfirmations(
    client: WrpcClient,
    startHash: string,
    span: number,
  ): Promise<bigint | null> {
    const start = await blueScoreOf(client, startHash);
    const { blueScore: sink } = await client.getSinkBlueScore();
    const count = sink - (start + BigInt(span));
    return count > 0n ? count : null;
  }

  async function read(client: WrpcClient, startHash: string, span: number | undefined): Promise<ChainPage> {
    const minConfirmationCount = span === undefined ? null : await minConfirmations(client, startHash, span);
    try {
      const reply = await client.getVirtualChainFromBlockV2(
        { startHash, minConfirmationCount },
        { timeoutMs },
      );
      return toPage(reply, startHash);
    } catch (error) {
      const fault = pullError(error);
      if (!(fault instanceof PageUnreadable) || span === undefined || span > SMALLEST_SPAN) throw fault;
      return readSlowPage(client, startHash, minConfirmationCount, timeoutMs);
    }
  }

  return async (startHash, spanLimit) => {
    const page = await calls.ask((client) => read(client, startHash, spanLimit), pullError);
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

async function readMempool(client: WrpcClient, addresses: string[]): Promise<ChainTx[]> {
  const entries = await client.getMempoolEntriesByAddresses(addresses);
  return entries.flatMap(({ receiving }) =>
    receiving.filter(({ isOrphan }) => !isOrphan).map(({ transaction }) => fromWire(transaction)),
  );
}

async function inChunks<T>(
  addresses: readonly string[],
  read: (chunk: string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < addresses.length; from += ADDRESSES_PER_CALL)
    found.push(...(await read(addresses.slice(from, from + ADDRESSES_PER_CALL))));
  return found;
}
