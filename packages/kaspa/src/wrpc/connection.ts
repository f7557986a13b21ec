// One socket from opening to its end. Whatever goes wrong ends it once and for all; reconnecting is the client's work.

import { RpcError, Unavailable } from "./errors.ts";
import { BadFrame, type FrameContent, type OpenCalls, readFrame } from "./frames.ts";
import { stringifyLossless } from "./lossless-json.ts";
import type { WrpcMethod, WrpcReply, WrpcRequest } from "./schemas/calls.ts";
import type { WrpcNotification } from "./schemas/notifications.ts";
import {
  isTooLarge,
  type OpenSocket,
  type SocketEvent,
  UndecodedText,
  type WebSocketLike,
} from "./socket.ts";
import type { WrpcTimers } from "./timers.ts";

export interface ConnectionSettings {
  readonly url: string;
  readonly openSocket: OpenSocket;
  readonly timers: WrpcTimers;
  readonly requestTimeoutMs: number;
  readonly heartbeatMs: number;
  readonly largeFrameChars: number;
  readonly readLarge: ((text: string | Uint8Array, calls: OpenCalls) => Promise<FrameContent>) | undefined;
}

interface ConnectionEvents {
  opened(): void;
  /** A first valid reply arrived: the node works, so back-off may start over. */
  proven(): void;
  notified(notification: WrpcNotification): void;
  ended(cause: Unavailable): void;
}

interface Pending {
  readonly method: WrpcMethod;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancelTimeout: () => void;
}

const MISSES_BEFORE_DROP = 2;

export class Connection {
  private readonly settings: ConnectionSettings;
  private readonly events: ConnectionEvents;
  private readonly pending = new Map<bigint, Pending>();
  private readonly socket: WebSocketLike;
  private nextId = 1n;
  private isOpen = false;
  private hasEnded = false;
  private isProven = false;
  private misses = 0;
  private cancelTimer: () => void;
  /** Frames wait here while a large one is read elsewhere, so that order is kept. */
  private backlog: Promise<void> | undefined;

  constructor(settings: ConnectionSettings, events: ConnectionEvents) {
    this.settings = settings;
    this.events = events;
    this.socket = settings.openSocket(settings.url);
    this.cancelTimer = settings.timers.after(settings.requestTimeoutMs, () =>
      this.end(new Unavailable("closed", "The node did not accept the connection in time.")),
    );
    this.socket.addEventListener("open", () => this.onOpen());
    this.socket.addEventListener("message", (event) => this.receive(event.data));
    this.socket.addEventListener("error", (event) => this.end(causeOf(event)));
    this.socket.addEventListener("close", (event) => this.end(causeOf(event)));
  }

  call<M extends WrpcMethod>(method: M, params: WrpcRequest<M>, timeoutMs: number): Promise<WrpcReply<M>> {
    if (!this.isOpen || this.hasEnded) {
      return Promise.reject(new Unavailable("closed", "Not connected to the node."));
    }
    const id = this.nextId++;
    const frame = stringifyLossless({ id, method, params });
    return new Promise<WrpcReply<M>>((resolve, reject) => {
      const cancelTimeout = this.settings.timers.after(timeoutMs, () => {
        this.pending.delete(id);
        reject(new Unavailable("timeout", `The node did not answer ${method} within ${timeoutMs} ms.`));
      });
      this.pending.set(id, { method, resolve: resolve as (reply: unknown) => void, reject, cancelTimeout });
      this.socket.send(frame);
    });
  }

  /** Cuts the socket and fails what is pending. Only the first call counts. */
  end(cause: Unavailable): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.cancelTimer();
    for (const { reject, cancelTimeout } of this.pending.values()) {
      cancelTimeout();
      reject(new Unavailable(cause.reason, cause.message));
    }
    this.pending.clear();
    if (this.socket.terminate) this.socket.terminate();
    else this.socket.close();
    this.events.ended(cause);
  }

  private onOpen(): void {
    if (this.hasEnded) return;
    this.isOpen = true;
    this.cancelTimer();
    this.heartbeat();
    this.events.opened();
  }

  private heartbeat(): void {
    const { timers, heartbeatMs, requestTimeoutMs } = this.settings;
    this.cancelTimer = timers.after(heartbeatMs, () => {
      this.heartbeat();
      this.call("ping", {}, requestTimeoutMs).then(
        () => this.hear(),
        (error: unknown) => (error instanceof RpcError ? this.hear() : this.miss()),
      );
    });
  }

  private hear(): void {
    this.misses = 0;
  }

  private miss(): void {
    this.misses += 1;
    if (this.misses < MISSES_BEFORE_DROP) return;
    this.end(new Unavailable("closed", "The node stopped answering."));
  }

  private receive(data: unknown): void {
    const { readLarge, largeFrameChars } = this.settings;
    if (data instanceof UndecodedText) {
      if (readLarge === undefined) this.receive(new TextDecoder().decode(data.utf8));
      else this.enqueue(() => readLarge(data.utf8, this.openCalls()));
    } else if (typeof data !== "string") {
      this.handle(() => {
        throw new BadFrame("a frame that is not text");
      });
    } else if (readLarge !== undefined && data.length > largeFrameChars) {
      this.enqueue(() => readLarge(data, this.openCalls()));
    } else if (this.backlog !== undefined) {
      this.enqueue(async () => readFrame(data, this.openCalls()));
    } else {
      this.handle(() => this.take(readFrame(data, this.openCalls())));
    }
  }

  private openCalls(): OpenCalls {
    return new Map([...this.pending].map(([id, { method }]) => [id, method]));
  }

  private enqueue(read: () => Promise<FrameContent>): void {
    const turn = (this.backlog ?? Promise.resolve())
      .then(read)
      .then(
        (content) => this.handle(() => this.take(content)),
        (error: unknown) =>
          this.handle(() => {
            throw error instanceof BadFrame ? error : new BadFrame("a frame that could not be read");
          }),
      )
      .finally(() => {
        if (this.backlog === turn) this.backlog = undefined;
      });
    this.backlog = turn;
  }

  private handle(frame: () => void): void {
    if (this.hasEnded) return;
    try {
      frame();
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      this.end(new Unavailable("bad_reply", `The node sent ${error.message}.`));
    }
  }

  private take(content: FrameContent): void {
    if (content.kind === "unknown") return;
    if (content.kind === "notification") {
      this.events.notified(content.notification);
      return;
    }
    const { id } = content;
    const call = this.pending.get(id);
    if (call === undefined || content.kind === "unasked") {
      // A known id without a waiting call is a late answer; an id that was never sent is nonsense.
      if (id >= this.nextId || id === 0n) throw new BadFrame("an answer to a call that was never made");
      return;
    }
    this.settle(id, call);
    if (content.kind === "reply") call.resolve(content.reply);
    else call.reject(new RpcError(call.method, content.message));
  }

  private settle(id: bigint, call: Pending): void {
    this.pending.delete(id);
    call.cancelTimeout();
    if (this.isProven) return;
    this.isProven = true;
    this.events.proven();
  }
}

function causeOf(event: SocketEvent): Unavailable {
  if (isTooLarge(event)) return new Unavailable("too_large", "The node sent a frame over the limit.");
  return new Unavailable("closed", event.message || "The connection to the node closed.");
}
