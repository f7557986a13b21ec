// One Kaspa REST API as a node of the list: the repeated node check, polling instead of notifications, and when the API
// counts as lost.
import { backoffMs, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../../runtime/network.ts";
import { type NodeInfo, NodeUnsynced, Unavailable } from "../../source.ts";
import { checkNode } from "../node-check.ts";
import type { ConnectionEvents, NodeConnection, NodeReader } from "../node-connection.ts";
import type { RestClient } from "./client.ts";
import type { ConfirmedTip } from "./confirmed-tip.ts";

export interface RestConnectionOptions {
  client: RestClient;
  reader: NodeReader;
  tip: ConfirmedTip;
  network: ChainNetwork;
  timers: WrpcTimers;
  pollMs: number;
  events: ConnectionEvents;
}

const RECHECK_MS = 5000;
/** Failed calls in a row after which the API counts as lost, or at once when it asks for a pause this long. */
const MAX_FAILURES = 3;
const LONG_PAUSE_MS = 10_000;

export class RestConnection implements NodeConnection {
  readonly reader: NodeReader;
  private readonly options: RestConnectionOptions;
  private info: NodeInfo | null = null;
  private usable = false;
  private stopped = false;
  private failures = 0;
  private losses = 0;
  private ticked: string | undefined;
  private cancelNodeCheck: () => void = () => {};
  private cancelPoll: () => void = () => {};

  constructor(options: RestConnectionOptions) {
    this.options = options;
    this.reader = watched(options.reader, {
      worked: () => {
        this.failures = 0;
      },
      failed: (fault) => this.stumble(fault),
    });
    void this.runNodeCheck();
  }

  isUsable(): boolean {
    return this.usable && !this.stopped;
  }

  noteUnsynced(): void {
    if (!this.usable) return;
    this.usable = false;
    this.options.events.changed("unsynced", "The node or the index behind the REST API is behind", this.info);
    this.checkNodeLater(RECHECK_MS);
  }

  drop(reason: string): void {
    if (this.stopped) return;
    const { client, timers, events } = this.options;
    this.usable = false;
    this.failures = 0;
    this.checkNodeLater(Math.max(client.pauseMs, backoffMs(this.losses, timers.random())));
    this.losses += 1;
    events.changed("unavailable", reason, null);
    events.failed("unreachable");
  }

  stop(): void {
    this.stopped = true;
    this.usable = false;
    this.cancelNodeCheck();
    this.cancelPoll();
    this.options.client.close();
  }

  /** A pause that the API asked for is no further failure. */
  private stumble(fault: Unavailable): void {
    if (fault.reason === "not_connected") return;
    this.failures += 1;
    const { client } = this.options;
    if (this.failures >= MAX_FAILURES || client.pauseMs >= LONG_PAUSE_MS) this.drop(fault.message);
  }

  private async runNodeCheck(): Promise<void> {
    try {
      const info = await this.options.reader.info();
      if (!this.stopped) this.decide(info);
    } catch (error) {
      if (this.stopped) return;
      const message = error instanceof Error ? error.message : String(error);
      if (this.usable && error instanceof Unavailable) this.stumble(error);
      else this.drop(message);
      if (this.usable) this.checkNodeLater(RECHECK_MS);
    }
  }

  private decide(info: NodeInfo): void {
    const { events, network } = this.options;
    const { state, detail } = checkNode(info, network);
    const wasUsable = this.usable;
    this.info = info;
    this.failures = 0;
    this.usable = state === "connected";
    if (state === "wrong_network" || state === "unsupported") {
      this.stop();
      events.changed(state, detail, info);
      events.failed("refused");
      return;
    }
    this.losses = 0;
    events.scored(info.virtualDaaScore);
    this.checkNodeLater(RECHECK_MS);
    events.changed(
      state,
      state === "unsynced" ? "The node or the index behind the REST API is behind" : detail,
      info,
    );
    if (!this.usable) events.failed("unsynced");
    else if (!wasUsable) {
      events.ticked();
      this.pollLater();
    }
  }

  private checkNodeLater(delayMs: number): void {
    this.cancelNodeCheck();
    this.cancelNodeCheck = this.options.timers.after(delayMs, () => void this.runNodeCheck());
  }

  private pollLater(): void {
    this.cancelPoll();
    this.cancelPoll = this.options.timers.after(this.options.pollMs, () => void this.poll());
  }

  /** Ticks when something new may be there to pull. */
  private async poll(): Promise<void> {
    const { tip, events } = this.options;
    const before = tip.newest()?.hash;
    try {
      const settled = await tip.look();
      const isNew = tip.newest()?.hash !== before || settled?.hash !== this.ticked;
      this.ticked = settled?.hash;
      if (isNew && this.usable) events.ticked();
    } catch (error) {
      if (error instanceof NodeUnsynced) this.noteUnsynced();
      else if (error instanceof Unavailable && this.usable) this.stumble(error);
    }
    if (this.isUsable()) this.pollLater();
  }
}

interface Watcher {
  worked(): void;
  failed(fault: Unavailable): void;
}

/** Counts successful and failed answers. */
function watched(reader: NodeReader, watcher: Watcher): NodeReader {
  async function count<T>(answer: Promise<T>): Promise<T> {
    try {
      const result = await answer;
      watcher.worked();
      return result;
    } catch (error) {
      // Waiting for settled blocks is no failure, and on a bad reply the caller ends the connection.
      const counts =
        error instanceof Unavailable && (error.reason === "closed" || error.reason === "node_fault");
      if (counts) watcher.failed(error);
      throw error;
    }
  }
  return {
    info: () => count(reader.info()),
    sink: () => count(reader.sink()),
    dag: () => count(reader.dag()),
    pull: (startHash, spanLimit) => count(reader.pull(startHash, spanLimit)),
    utxos: (addresses) => count(reader.utxos(addresses)),
    // Answered without asking the API, so it says nothing about it.
    mempool: (addresses) => reader.mempool(addresses),
    feeEstimate: () => count(reader.feeEstimate()),
  };
}
