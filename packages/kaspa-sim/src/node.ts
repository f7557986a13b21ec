import { randomBytes } from "node:crypto";
import { BlockTimer } from "./block-timer.ts";
import { faucetKey } from "./chain/faucet.ts";
import type { SimControls } from "./control/controls.ts";
import { listenForControls } from "./control/http.ts";
import { createControls } from "./control/sim-controls.ts";
import { pageListener } from "./pages/server.ts";
import { noFaults, PAGE_LIMIT } from "./rpc/faults.ts";
import { NodeView } from "./rpc/node-view.ts";
import { RpcServer } from "./rpc/server.ts";
import { Simulator } from "./simulator.ts";
import { Journal } from "./state/journal.ts";

/** Settings of a simulated node. Every field has a default. */
export interface SimOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** wRPC and demo wallet; 0 (default) = any free port. */
  readonly rpcPort?: number;
  /** Control endpoint; 0 (default) = any free port. */
  readonly controlPort?: number;
  /** Bearer token of the control endpoint; default random. */
  readonly token?: string;
  /** Equal seeds and commands give equal chains; default random. A state file keeps its own. */
  readonly seed?: string;
  /** Default 10; 0 = blocks only by `mine`. */
  readonly blocksPerSecond?: number;
  /** The chain survives restarts, kill -9 included, in files that begin with this path. */
  readonly stateFile?: string;
  /** Milliseconds; default the machine's clock. */
  readonly now?: () => number;
  /** DAA score a coinbase output waits before it can be spent. Default 1 000. */
  readonly coinbaseMaturity?: number;
  /** Chain blocks kept. Default 100 000, almost three hours. */
  readonly pruneKeep?: number;
  /** Merged blocks after which a chain reply ends. Default 2 480. */
  readonly pageLimit?: number;
  /** Blocks merged per chain block: a number or [least, most]. Default [1, 3]. */
  readonly mergePerBlock?: number | readonly [number, number];
  /**
   * Milliseconds after its newest block in which the node calls itself synced. Default 11 minutes, as a real node;
   * without end where blocks come only by `mine`, because there the age of a block says nothing.
   */
  readonly syncedWithin?: number;
}

/** A running simulated node. */
export interface SimNode {
  /** `ws://host:port` of the wRPC JSON endpoint. */
  readonly rpcUrl: string;
  /** Page of the demo wallet, on the same port. */
  readonly walletUrl: string;
  /** `http://host:port` of the control endpoint. */
  readonly controlUrl: string;
  readonly token: string;
  readonly controls: SimControls;
  close(): Promise<void>;
}

/** The control endpoint never leaves these, wherever the node itself listens. */
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];
const DEFAULT_PRUNE_KEEP = 100_000;
const DEFAULT_MATURITY = 1_000;
const DEFAULT_SYNCED_WITHIN_MS = 11 * 60_000;

/**
 * Starts a simulated Kaspa node on network `simnet`: no proof of work, no GHOSTDAG, no peers, coins without value.
 *
 * @throws Error when a port is taken or the state file cannot be used
 */
export async function startSimNode(options: SimOptions = {}): Promise<SimNode> {
  const host = options.host ?? "127.0.0.1";
  const controlHost = LOOPBACK.includes(host) ? host : "127.0.0.1";
  const pageLimit = options.pageLimit ?? PAGE_LIMIT;
  const token = options.token ?? randomBytes(24).toString("base64url");
  const journal = options.stateFile === undefined ? undefined : new Journal(options.stateFile);
  const seed = journal?.seed ?? options.seed ?? randomBytes(16).toString("hex");
  const faucet = faucetKey(seed);
  const simulator = new Simulator(
    {
      seed,
      faucet,
      now: options.now ?? Date.now,
      mergePerBlock: mergeRange(options.mergePerBlock),
      coinbaseMaturity: options.coinbaseMaturity ?? DEFAULT_MATURITY,
      pruneKeep: options.pruneKeep ?? DEFAULT_PRUNE_KEEP,
    },
    journal?.baseParts(faucet.scriptPublicKey),
  );
  const { chain } = simulator;
  const blocksPerSecond = options.blocksPerSecond ?? 10;
  const defaultWithin = blocksPerSecond === 0 ? Number.POSITIVE_INFINITY : DEFAULT_SYNCED_WITHIN_MS;
  journal?.replayInto(chain);
  const view = new NodeView(chain, noFaults(pageLimit), options.syncedWithin ?? defaultWithin);
  const server = await RpcServer.listen({
    view,
    host,
    port: options.rpcPort ?? 0,
    seed,
    pages: (request, response) => pages(request, response),
  });
  journal?.begin(chain);
  simulator.onChange((change) => journal?.append(chain, change));
  simulator.onChange((change) => server.notify(change));
  const timer = new BlockTimer(simulator);
  const controls = createControls({
    simulator,
    view,
    server,
    timer,
    pageLimit,
    restored: () => journal?.rotate(chain, true),
  });
  const pages = pageListener(controls, host);
  const control = await listenForControls({
    controls,
    token,
    host: controlHost,
    port: options.controlPort ?? 0,
  }).catch(async (error: unknown) => {
    await server.close();
    journal?.close();
    throw error;
  });
  // A chain from yesterday calls itself unsynced until its first block: nobody shall see it so.
  if (blocksPerSecond > 0) simulator.mineOne();
  timer.setRate(blocksPerSecond);
  return {
    rpcUrl: `ws://${nameOf(host)}:${server.port}`,
    walletUrl: `http://${nameOf(host)}:${server.port}/wallet`,
    controlUrl: `http://${nameOf(controlHost)}:${control.port}`,
    token,
    controls,
    async close() {
      timer.stop();
      await control.close();
      await server.close();
      journal?.close();
    },
  };
}

/** How this machine reaches a listening address. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function mergeRange(setting: SimOptions["mergePerBlock"] = [1, 3]): readonly [number, number] {
  const [least, most] = typeof setting === "number" ? [setting, setting] : setting;
  if (!(Number.isInteger(least) && Number.isInteger(most) && least >= 1 && most >= least && most <= 248)) {
    throw new RangeError("mergePerBlock is 1 to 248, or a range of these");
  }
  return [least, most];
}
