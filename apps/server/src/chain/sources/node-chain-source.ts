import { machineTimers, type OpenSocket, parseLossless, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import {
  type ChainError,
  type ChainSource,
  NodeUnsynced,
  Unavailable,
  UnsupportedNode,
  WrongNetwork,
} from "../source.ts";
import { createFrameParser, type FrameParser } from "./frames/frame-parser.ts";
import type { NodeConnector, NodeReader } from "./node-connection.ts";
import { type ChainLog, NodePool } from "./node-pool.ts";
import { type RestPace, restConnector } from "./rest/connector.ts";
import { socketOpener } from "./wrpc/open-socket.ts";
import { WrpcConnection } from "./wrpc/wrpc-connection.ts";
import { openWrpcProbe } from "./wrpc/wrpc-probe.ts";

export interface NodeChainSourceOptions {
  network: ChainNetwork;
  /** In order of preference, at least one: ws(s):// = wRPC JSON of a node, http(s):// = Kaspa REST API. */
  urls: readonly string[];
  log: ChainLog;
  /** Largest frame or reply accepted, MiB; default 48. */
  maxFrameMb?: number;
  openSocket?: OpenSocket;
  timers?: WrpcTimers;
  now?: () => number;
  restPace?: Partial<RestPace>;
}

const DEFAULT_MAX_FRAME_MB = 48;
const MAX_TIMEOUTS = 3;

/** The chain of one network, read from a list of nodes. Connects at once. */
export function createNodeChainSource(options: NodeChainSourceOptions): ChainSource {
  if (options.urls.length === 0) throw new Error(`No node is configured for ${options.network}`);
  const frames = createFrameParser();
  const timers = options.timers ?? machineTimers;
  const now = options.now ?? Date.now;
  const pool = new NodePool({
    network: options.network,
    urls: options.urls,
    dialer: dialerOf(options, timers, now, frames),
    timers,
    log: options.log,
    now,
  });
  const ask = guardedCalls(pool);

  return {
    network: options.network,
    info: () => ask((node) => node.info()),
    sink: () => ask((node) => node.sink()),
    dag: () => ask((node) => node.dag()),
    pull: (startHash, spanLimit) => ask((node) => node.pull(startHash, spanLimit)),
    utxos: (addresses) => ask((node) => node.utxos(addresses)),
    mempool: (addresses) => ask((node) => node.mempool(addresses)),
    spentSince: (startHash, outpoints) =>
      ask(async (node) => (await node.spentSince?.(startHash, outpoints)) ?? null),
    feeEstimate: () => ask((node) => node.feeEstimate()),
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

function dialerOf(
  options: NodeChainSourceOptions,
  timers: WrpcTimers,
  now: () => number,
  frames: FrameParser,
): NodeConnector {
  const { network, maxFrameMb = DEFAULT_MAX_FRAME_MB } = options;
  const openSocket = options.openSocket ?? socketOpener(maxFrameMb);
  const wrpc: NodeConnector = {
    open: (url, events) =>
      new WrpcConnection({
        url,
        network,
        openSocket,
        timers,
        events,
        readLarge: (text, calls) => frames.read(text, calls),
      }),
    probe: (url) => openWrpcProbe({ url, openSocket, timers }),
  };
  const rest = restConnector({
    network,
    timers,
    now,
    parseLarge: (text) => frames.parse(text),
    parseSmall: parseLossless,
    maxReplyMb: maxFrameMb,
    pace: options.restPace ?? {},
  });
  const of = (url: string) => (/^https?:/i.test(url) ? rest : wrpc);
  return { open: (url, events) => of(url).open(url, events), probe: (url) => of(url).probe(url) };
}

/** Allows calls only on a connection that passed the node check, and switches the node after three time-outs. */
function guardedCalls(pool: NodePool): <T>(run: (node: NodeReader) => Promise<T>) => Promise<T> {
  let timeouts = 0;
  return async (run) => {
    const { link } = pool;
    if (link === null || !link.isUsable()) throw notUsable(pool);
    try {
      const answer = await run(link.reader);
      timeouts = 0;
      return answer;
    } catch (fault) {
      if (fault instanceof NodeUnsynced) link.noteUnsynced();
      if (!(fault instanceof Unavailable)) throw fault;
      if (fault.reason === "bad_reply") link.drop(fault.message);
      if (fault.reason === "timeout") {
        timeouts += 1;
        if (timeouts >= MAX_TIMEOUTS) {
          timeouts = 0;
          link.drop("three calls in a row were not answered in time");
          pool.leave("three calls in a row were not answered in time");
        }
      }
      throw fault;
    }
  };
}

function notUsable(pool: NodePool): ChainError {
  const { state, detail } = pool.health();
  if (state === "wrong_network") return new WrongNetwork(detail);
  if (state === "unsupported") return new UnsupportedNode(detail);
  if (state === "unsynced") return new NodeUnsynced(detail);
  return new Unavailable("not_connected", detail === "" ? "Not connected to a node" : detail);
}
