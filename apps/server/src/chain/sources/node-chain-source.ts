import { machineTimers, type OpenSocket, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import {
  type ChainError,
  type ChainSource,
  NodeUnsynced,
  Unavailable,
  UnsupportedNode,
  WrongNetwork,
} from "../source.ts";
import { createFrameParser } from "./frames/frame-parser.ts";
import { anyConnector } from "./kinds.ts";
import type { NodeReader } from "./node-connection.ts";
import { type ChainLog, NodePool } from "./node-pool.ts";
import type { RestPace } from "./rest/connector.ts";

export interface NodeChainSourceOptions {
  network: ChainNetwork;
  /** In order of preference, at least one; the kinds are in `kinds.ts`. */
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
    dialer: anyConnector({
      network: options.network,
      timers,
      now,
      frames,
      maxFrameMb: options.maxFrameMb ?? DEFAULT_MAX_FRAME_MB,
      openSocket: options.openSocket,
      restPace: options.restPace,
    }),
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
