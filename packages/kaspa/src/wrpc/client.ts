import type { Tx } from "../tx/transaction.ts";
import { Connection, type ConnectionSettings } from "./connection.ts";
import { RpcError, Unavailable } from "./errors.ts";
import type { FrameContent, OpenCalls } from "./frames.ts";
import type { WrpcMethod, WrpcReply, WrpcRequest } from "./schemas/calls.ts";
import type { WrpcNotification } from "./schemas/notifications.ts";
import { toWireTransaction } from "./schemas/transactions.ts";
import type { OpenSocket } from "./socket.ts";
import { backoffMs, machineTimers, type WrpcTimers } from "./timers.ts";

/** Settings of a {@link WrpcClient}. */
export interface WrpcClientOptions {
  /** `ws://host:port` of the node's JSON port. */
  readonly url: string;
  readonly openSocket: OpenSocket;
  readonly timers?: WrpcTimers;
  /** Default 10 000. */
  readonly requestTimeoutMs?: number;
  /** Default 15 000. */
  readonly heartbeatMs?: number;
  /** Frames longer than this many characters go through `readLarge`, default 4 Mi. */
  readonly largeFrameChars?: number;
  /**
   * Reads a large frame off the event loop (a worker running `readFrame`); without it all are read here. Bytes are the
   * UTF-8 of a frame that the socket left undecoded, whatever its length.
   */
  readonly readLarge?: (text: string | Uint8Array, calls: OpenCalls) => Promise<FrameContent>;
}

/** What happens to a client over time. */
export interface WrpcListener {
  /** Connected, also again after a cut. Check the node here before any of its data is used. */
  opened?(): void;
  /** The connection ended, for the log; `nextAttemptMs` says when the next one is tried. */
  closed?(cause: Unavailable, nextAttemptMs: number): void;
  notified?(notification: WrpcNotification): void;
  /** The node refused to subscribe a tick. */
  refused?(error: RpcError): void;
}

/** What the client subscribes; `UtxosChanged` is left out, because an empty list means every address. */
export type TickScope =
  | "VirtualChainChanged"
  | "VirtualDaaScoreChanged"
  | "SinkBlueScoreChanged"
  | "FinalityConflict"
  | "FinalityConflictResolved";

/** Options of one call. */
export interface CallOptions {
  readonly timeoutMs?: number;
}

/**
 * A wRPC client with JSON encoding for Node and browsers: numeric ids from 1, a time-out on every call, heartbeat,
 * reconnect with jittered back-off, subscriptions renewed, every reply checked by a schema. A bad reply ends the
 * connection and nothing of it is used. docs/spec/kaspa-protocol.md#the-wrpc-client
 *
 * Calls reject with {@link RpcError} (the node's own text) or {@link Unavailable}.
 */
export class WrpcClient {
  private readonly settings: ConnectionSettings;
  private readonly listeners = new Set<WrpcListener>();
  private readonly ticks = new Set<TickScope>();
  private connection: Connection | undefined;
  private connected = false;
  private running = false;
  private attempt = 0;
  private cancelRetry: () => void = () => {};
  private waiters: { resolve: () => void; reject: (error: Unavailable) => void }[] = [];

  constructor(options: WrpcClientOptions) {
    this.settings = {
      url: options.url,
      openSocket: options.openSocket,
      timers: options.timers ?? machineTimers,
      requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
      heartbeatMs: options.heartbeatMs ?? 15_000,
      largeFrameChars: options.largeFrameChars ?? 4 * 1024 * 1024,
      readLarge: options.readLarge,
    };
  }

  /** Whether a socket is open right now. */
  get isConnected(): boolean {
    return this.connected;
  }

  /** Begins to connect, and keeps reconnecting until {@link stop}. */
  start(): void {
    if (this.running) return;
    this.running = true;
    this.open();
  }

  /** Closes for good and rejects what is pending with `Unavailable("stopped")`. */
  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.cancelRetry();
    const cause = new Unavailable("stopped", "The client was stopped.");
    this.connection?.end(cause);
    for (const { reject } of this.waiters.splice(0)) reject(cause);
  }

  /** Ends the present connection, because its node turned out unusable; the next attempt follows after back-off. */
  drop(why: string): void {
    this.connection?.end(new Unavailable("closed", why));
  }

  /** Resolves once connected. Rejects with `Unavailable("stopped")` when the client is stopped. */
  ready(): Promise<void> {
    if (this.connected) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
  }

  /** Adds a listener; the answer removes it. */
  listen(listener: WrpcListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Any call of `schemas`, typed by its method. */
  call<M extends WrpcMethod>(
    method: M,
    params: WrpcRequest<M>,
    { timeoutMs = this.settings.requestTimeoutMs }: CallOptions = {},
  ): Promise<WrpcReply<M>> {
    if (!this.connection) return Promise.reject(new Unavailable("closed", "Not connected to the node."));
    return this.connection.call(method, params, timeoutMs);
  }

  /** Asks for a tick now and after every reconnect. While disconnected it is only noted. */
  async subscribe(scope: TickScope): Promise<void> {
    this.ticks.add(scope);
    if (this.connected) await this.call("subscribe", scopeParams(scope));
  }

  ping(): Promise<WrpcReply<"ping">> {
    return this.call("ping", {});
  }

  getServerInfo(): Promise<WrpcReply<"getServerInfo">> {
    return this.call("getServerInfo", {});
  }

  getBlockDagInfo(): Promise<WrpcReply<"getBlockDagInfo">> {
    return this.call("getBlockDagInfo", {});
  }

  getSinkBlueScore(): Promise<WrpcReply<"getSinkBlueScore">> {
    return this.call("getSinkBlueScore", {});
  }

  /** One page of the selected chain at level Low unless another is given. Give 60 000 ms while catching up. */
  getVirtualChainFromBlockV2(
    request: WrpcRequest<"getVirtualChainFromBlockV2">,
    options?: CallOptions,
  ): Promise<WrpcReply<"getVirtualChainFromBlockV2">> {
    const params = { dataVerbosityLevel: "Low" as const, minConfirmationCount: null, ...request };
    return this.call("getVirtualChainFromBlockV2", params, options);
  }

  /** Accepted transaction ids only: the slow path around a non-standard script. */
  getVirtualChainFromBlock(
    request: { startHash: string; minConfirmationCount?: bigint | null },
    options?: CallOptions,
  ): Promise<WrpcReply<"getVirtualChainFromBlock">> {
    const params = { minConfirmationCount: null, ...request, includeAcceptedTransactionIds: true };
    return this.call("getVirtualChainFromBlock", params, options);
  }

  async getBlock(hash: string): Promise<WrpcReply<"getBlock">["block"]> {
    return (await this.call("getBlock", { hash, includeTransactions: true })).block;
  }

  /** At most 1 000 addresses a call; the order of the answer is arbitrary. */
  async getUtxosByAddresses(addresses: string[]): Promise<WrpcReply<"getUtxosByAddresses">["entries"]> {
    return (await this.call("getUtxosByAddresses", { addresses })).entries;
  }

  async getBalancesByAddresses(addresses: string[]): Promise<WrpcReply<"getBalancesByAddresses">["entries"]> {
    return (await this.call("getBalancesByAddresses", { addresses })).entries;
  }

  /** Mempool without orphans: information, never money. */
  async getMempoolEntriesByAddresses(
    addresses: string[],
  ): Promise<WrpcReply<"getMempoolEntriesByAddresses">["entries"]> {
    const params = { addresses, includeOrphanPool: false, filterTransactionPool: false };
    return (await this.call("getMempoolEntriesByAddresses", params)).entries;
  }

  /** Sends a signed transaction and answers its id. After `Unavailable` it may have arrived all the same. */
  async submitTransaction(tx: Tx): Promise<string> {
    const params = { transaction: toWireTransaction(tx), allowOrphan: false };
    return (await this.call("submitTransaction", params)).transactionId;
  }

  async getFeeEstimate(): Promise<WrpcReply<"getFeeEstimate">["estimate"]> {
    return (await this.call("getFeeEstimate", {})).estimate;
  }

  /** The sender's address as the node guesses it. */
  async getUtxoReturnAddress(txid: string, acceptingBlockDaaScore: bigint): Promise<string> {
    return (await this.call("getUtxoReturnAddress", { txid, acceptingBlockDaaScore })).returnAddress;
  }

  private open(): void {
    try {
      this.connection = new Connection(this.settings, {
        opened: () => this.onOpened(),
        proven: () => {
          this.attempt = 0;
        },
        notified: (notification) => {
          for (const listener of this.listeners) listener.notified?.(notification);
        },
        ended: (cause) => this.onEnded(cause),
      });
    } catch (error) {
      this.onEnded(
        new Unavailable("closed", error instanceof Error ? error.message : "No socket could be made."),
      );
    }
  }

  private onOpened(): void {
    this.connected = true;
    for (const { resolve } of this.waiters.splice(0)) resolve();
    for (const scope of this.ticks) this.renew(scope);
    for (const listener of this.listeners) listener.opened?.();
  }

  private renew(scope: TickScope): void {
    this.call("subscribe", scopeParams(scope)).catch((error: unknown) => {
      if (error instanceof RpcError) for (const listener of this.listeners) listener.refused?.(error);
      else this.drop("The node did not renew a subscription.");
    });
  }

  private onEnded(cause: Unavailable): void {
    this.connected = false;
    this.connection = undefined;
    if (!this.running) return;
    const delayMs = backoffMs(this.attempt++, this.settings.timers.random());
    this.cancelRetry = this.settings.timers.after(delayMs, () => this.open());
    for (const listener of this.listeners) listener.closed?.(cause, delayMs);
  }
}

function scopeParams(scope: TickScope): WrpcRequest<"subscribe"> {
  return scope === "VirtualChainChanged"
    ? { VirtualChainChanged: { include_accepted_transaction_ids: false } }
    : { [scope]: {} };
}
