// Which node of the list serves: the first that passes the node check, the next when it fails, the first again when it
// has been in step for a while. docs/spec/chain-following.md#several-nodes
import { backoffMs, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { ChainHealth, ChainState, NodeInfo } from "../source.ts";
import type { ConnectionEvents, NodeConnection, NodeConnector } from "./node-connection.ts";
import { askNode, probePreferredNode } from "./preferred-node.ts";

export interface ChainLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface NodePoolOptions {
  network: ChainNetwork;
  urls: readonly string[];
  dialer: NodeConnector;
  timers: WrpcTimers;
  log: ChainLog;
  now: () => number;
}

// Pauses after a full pass through the list without success.
const ROUND_PAUSE_MS = { refused: 30_000, unsynced: 5000, unreachable: 0 } as const;

type Failure = keyof typeof ROUND_PAUSE_MS;

export class NodePool {
  private readonly options: NodePoolOptions;
  private readonly ticks = new Set<() => void>();
  private readonly watchers = new Set<(health: ChainHealth) => void>();
  private index = 0;
  private current: NodeConnection | null = null;
  /** Counts node connections, so that events of an earlier one are ignored. */
  private generation = 0;
  private failuresInRow = 0;
  private closed = false;
  private virtualDaaScore: bigint | null = null;
  /** Kept across connections and nodes: only `FinalityConflictResolved` or a restart of the server ends it. */
  private finalityConflict = false;
  private state: ChainState = "unavailable";
  private detail = "Not connected yet";
  private info: NodeInfo | null = null;
  private sinceMs: number;
  private cancelOpen: () => void = () => {};
  private stopProbe: (() => void) | undefined;

  constructor(options: NodePoolOptions) {
    this.options = options;
    this.sinceMs = options.now();
    this.open(0);
  }

  /** The node connection in use; null between two nodes. */
  get link(): NodeConnection | null {
    return this.current;
  }

  health(): ChainHealth {
    return {
      state: this.state,
      detail: this.detail,
      nodeIndex: this.index,
      nodeName: this.nodeName(),
      info: this.info,
      virtualDaaScore: this.virtualDaaScore,
      finalityConflict: this.finalityConflict,
      sinceMs: this.sinceMs,
    };
  }

  /** Switches to the next node, or to one whose chain is longer if there is one. Does nothing with a single node. */
  leave(reason: string, when: "always" | "ifAnotherIsAhead" = "always"): void {
    if (this.options.urls.length === 1 || this.closed) return;
    if (when === "always") {
      this.goTo((this.index + 1) % this.options.urls.length, reason);
      return;
    }
    const generation = this.generation;
    void this.findAhead().then((at) => {
      if (at !== null && generation === this.generation && !this.closed) this.goTo(at, reason);
    });
  }

  private goTo(at: number, reason: string): void {
    const { log, network } = this.options;
    log.warn({ network, node: this.nodeName() }, `leaving the node: ${reason}`);
    this.change("unavailable", reason, null);
    this.replace(at, 0);
  }

  /** Position of the first other node that serves this network and has a longer chain. */
  private async findAhead(): Promise<number | null> {
    const { urls, dialer } = this.options;
    for (let step = 1; step < urls.length; step++) {
      const at = (this.index + step) % urls.length;
      const info = await askNode({ ...this.options, open: () => dialer.probe(urls[at] as string) });
      if (info !== null && info.virtualDaaScore > (this.virtualDaaScore ?? 0n)) return at;
    }
    return null;
  }

  onTick(listener: () => void): () => void {
    this.ticks.add(listener);
    return () => this.ticks.delete(listener);
  }

  onConnection(listener: (health: ChainHealth) => void): () => void {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  }

  close(): void {
    this.closed = true;
    this.ticks.clear();
    this.watchers.clear();
    this.dropLink();
    this.endProbe();
  }

  private open(at: number): void {
    if (this.closed) return;
    this.index = at;
    const generation = this.generation;
    const { urls, dialer } = this.options;
    const link = dialer.open(urls[at] as string, this.eventsOf(generation));
    // An unusable URL fails while the connection is being made; then the next node was opened already.
    if (generation === this.generation) this.current = link;
    else link.stop();
  }

  private eventsOf(generation: number): ConnectionEvents {
    const isCurrent = () => generation === this.generation && !this.closed;
    return {
      changed: (state, detail, info) => {
        if (!isCurrent()) return;
        if (state === "connected") this.onServing();
        this.change(state, detail, info);
      },
      failed: (why) => {
        if (isCurrent()) this.moveOn(why);
      },
      ticked: () => {
        if (isCurrent()) for (const tick of this.ticks) tick();
      },
      scored: (daa) => {
        if (isCurrent()) this.virtualDaaScore = daa;
      },
      conflicted: (conflict) => {
        if (isCurrent()) this.finalityConflict = conflict;
      },
    };
  }

  private change(state: ChainState, detail: string, info: NodeInfo | null): void {
    const same = this.state === state && this.detail === detail;
    if (this.state !== state) this.sinceMs = this.options.now();
    this.state = state;
    this.detail = detail;
    this.info = info;
    if (same) return;
    const fields = { network: this.options.network, node: this.nodeName(), state };
    if (state === "connected" && detail === "") this.options.log.info(fields, "node connected");
    else this.options.log.warn(fields, detail);
    for (const watcher of this.watchers) watcher(this.health());
  }

  /** A node serves: the failure count starts over, and the first of the list is watched if another one serves. */
  private onServing(): void {
    this.failuresInRow = 0;
    if (this.index === 0 || this.stopProbe !== undefined) return;
    const { network, urls, dialer, timers } = this.options;
    this.stopProbe = probePreferredNode({
      open: () => dialer.probe(urls[0] as string),
      network,
      timers,
      servingDaaScore: () => this.virtualDaaScore,
      inStep: () => {
        this.change("unavailable", "Going back to the first node, which is in step again", null);
        this.replace(0, 0);
      },
    });
  }

  private moveOn(why: Failure): void {
    const { urls, timers } = this.options;
    this.failuresInRow += 1;
    if (urls.length === 1) {
      // The client reconnects by itself, and an unsynced node is checked again.
      if (why === "refused") this.replace(0, ROUND_PAUSE_MS.refused);
      return;
    }
    const roundDone = this.failuresInRow % urls.length === 0;
    const rounds = Math.floor(this.failuresInRow / urls.length);
    const pauseMs = Math.max(ROUND_PAUSE_MS[why], backoffMs(rounds - 1, timers.random()));
    this.replace((this.index + 1) % urls.length, roundDone ? pauseMs : 0);
  }

  private replace(at: number, delayMs: number): void {
    this.dropLink();
    if (at === 0) this.endProbe();
    this.cancelOpen = this.options.timers.after(delayMs, () => this.open(at));
  }

  private dropLink(): void {
    this.generation += 1;
    this.cancelOpen();
    this.current?.stop();
    this.current = null;
  }

  private endProbe(): void {
    this.stopProbe?.();
    this.stopProbe = undefined;
  }

  /** Host and port: a node URL may hold a password. */
  private nodeName(): string {
    const url = this.options.urls[this.index] as string;
    return URL.canParse(url) ? new URL(url).host : "(invalid URL)";
  }
}
