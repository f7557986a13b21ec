// One node over wRPC JSON: its connection, the node check on each connection, its notifications. Which node is used is
// decided in node-pool.ts.
import {
  type FrameContent,
  type OpenCalls,
  type OpenSocket,
  RpcError,
  WrpcClient,
  type WrpcNotification,
  type WrpcTimers,
} from "@kaspa-pay/kaspa/wrpc";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type { NodeInfo } from "../../source.ts";
import { checkNode } from "../node-check.ts";
import type { ConnectionEvents, NodeConnection, NodeReader } from "../node-connection.ts";
import { LARGE_FRAME_BYTES } from "./open-socket.ts";
import { readNodeInfo } from "./wrpc-probe.ts";
import { createWrpcReader } from "./wrpc-reader.ts";

export interface LinkOptions {
  url: string;
  network: ChainNetwork;
  openSocket: OpenSocket;
  timers: WrpcTimers;
  events: ConnectionEvents;
  readLarge: (text: string | Uint8Array, calls: OpenCalls) => Promise<FrameContent>;
}

const RECHECK_MS = 5000;
const SCOPES = [
  "VirtualChainChanged",
  "VirtualDaaScoreChanged",
  "FinalityConflict",
  "FinalityConflictResolved",
] as const;

export class WrpcConnection implements NodeConnection {
  readonly reader: NodeReader;
  private readonly client: WrpcClient;
  private readonly options: LinkOptions;
  private info: NodeInfo | null = null;
  /** Counts connections, so that an answer of an earlier connection is recognised. */
  private connection = 0;
  private usable = false;
  private subscribed = false;
  private cancelRecheck: () => void = () => {};

  constructor(options: LinkOptions) {
    this.options = options;
    const { url, openSocket, timers, readLarge } = options;
    this.client = new WrpcClient({ url, openSocket, timers, readLarge, largeFrameChars: LARGE_FRAME_BYTES });
    this.reader = createWrpcReader(this.client);
    this.client.listen({
      opened: () => {
        this.connection += 1;
        this.runNodeCheck();
      },
      closed: (cause) => this.onClosed(cause.message),
      notified: (notification) => this.onNotified(notification),
    });
    this.client.start();
  }

  isUsable(): boolean {
    return this.usable && this.client.isConnected;
  }

  noteUnsynced(): void {
    if (!this.usable) return;
    this.usable = false;
    this.options.events.changed("unsynced", "The node is still synchronising", this.info);
    this.recheckLater();
  }

  drop(reason: string): void {
    this.client.drop(reason);
  }

  stop(): void {
    this.connection += 1;
    this.usable = false;
    this.cancelRecheck();
    this.client.stop();
  }

  private runNodeCheck(): void {
    const opened = this.connection;
    readNodeInfo(this.client).then(
      (info) => {
        if (opened === this.connection) this.decide(info);
      },
      (error: unknown) => {
        if (opened !== this.connection) return;
        if (error instanceof RpcError) this.client.drop(`The node refused getServerInfo: ${error.message}`);
        else this.recheckLater();
      },
    );
  }

  private decide(info: NodeInfo): void {
    const { events, network } = this.options;
    const { state, detail } = checkNode(info, network);
    const wasUsable = this.usable;
    this.info = info;
    this.usable = state === "connected";
    if (state === "wrong_network" || state === "unsupported") {
      this.stop();
      events.changed(state, detail, info);
      events.failed("refused");
      return;
    }
    events.scored(info.virtualDaaScore);
    this.recheckLater();
    events.changed(state, detail, info);
    if (!this.usable) events.failed("unsynced");
    else if (!wasUsable) {
      this.subscribeTicks();
      events.ticked();
    }
  }

  private recheckLater(): void {
    this.cancelRecheck();
    this.cancelRecheck = this.options.timers.after(RECHECK_MS, () => this.runNodeCheck());
  }

  private subscribeTicks(): void {
    if (this.subscribed) return;
    this.subscribed = true;
    // The follower's own timer covers a node that sends no notifications; a closed connection is reported anyway.
    for (const scope of SCOPES) this.client.subscribe(scope).catch(() => {});
  }

  private onNotified(notification: WrpcNotification): void {
    if (!this.usable) return;
    const { events } = this.options;
    if (notification.scope === "VirtualDaaScoreChanged") events.scored(notification.virtualDaaScore);
    if (notification.scope === "FinalityConflict") events.conflicted(true);
    if (notification.scope === "FinalityConflictResolved") events.conflicted(false);
    events.ticked();
  }

  private onClosed(message: string): void {
    const hadPassed = this.usable;
    this.connection += 1;
    this.usable = false;
    this.cancelRecheck();
    this.options.events.changed("unavailable", message, null);
    // A connection that worked is tried again first; after one that never worked the next node is tried.
    if (!hadPassed) this.options.events.failed("unreachable");
  }
}
