import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import type { WebSocket } from "ws";
import type { ChainChange } from "../chain/block.ts";
import type { Randomness } from "../chain/randomness.ts";
import { ProtocolError, RpcError } from "./errors.ts";
import { methodOf } from "./methods.ts";
import type { NodeView } from "./node-view.ts";
import { object, type Params } from "./params.ts";
import { SendQueue } from "./send-queue.ts";
import { type Scope, Subscriptions } from "./subscriptions.ts";

/** How often a connection used each method and each subscription, for tests. */
export interface Usage {
  readonly id: number;
  readonly methods: Map<string, number>;
  readonly subscriptions: Map<string, number>;
  open: boolean;
}

/** What a connection needs from its server. */
export interface ConnectionContext {
  readonly view: NodeView;
  readonly dice: Randomness;
  readonly usage: Usage;
}

const MAX_ID = 2n ** 64n - 1n;
/** Close code for a frame that breaks the protocol; the reference node just drops the connection. */
const PROTOCOL_ERROR = 1002;

/** One wRPC client: requests in, replies and notifications out, all through the fault queue. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #context: ConnectionContext;
  readonly #subscriptions = new Subscriptions();
  readonly #queue: SendQueue;
  #cutter: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, context: ConnectionContext) {
    this.#socket = socket;
    this.#context = context;
    this.#queue = new SendQueue((frame) => this.#write(frame));
    socket.on("message", (data, isBinary) => this.#receive(isBinary ? undefined : String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      this.#queue.close();
      clearTimeout(this.#cutter);
      context.usage.open = false;
    });
  }

  /** Sends what this client subscribed to. */
  notify(change: ChainChange): void {
    for (const { scope, body } of this.#subscriptions.for(change, this.#context.view))
      this.announce(scope, body);
  }

  /** Sends one notification, if subscribed. */
  announce(scope: Scope, body: unknown): void {
    if (!this.#subscriptions.has(scope)) return;
    const { view, dice } = this.#context;
    const { net } = view.faults;
    const method = `${scope.charAt(0).toLowerCase()}${scope.slice(1)}Notification`;
    const frame = stringifyLossless({ method, params: { [scope]: body } });
    const copies = dice.next() < net.dropP ? 0 : dice.next() < net.dupP ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const extra = net.reorderMs > 0 ? dice.next() * net.reorderMs : 0;
      this.#send(frame, net.delayMs + extra, net.reorderMs > 0);
    }
  }

  /** Starts the countdown of the `cutEvery` fault, from now. */
  armCut(): void {
    clearTimeout(this.#cutter);
    const { cutEvery } = this.#context.view.faults.net;
    if (cutEvery > 0) this.#cutter = setTimeout(() => this.cut(), cutEvery);
  }

  /** Cuts the line without a closing handshake. */
  cut(): void {
    this.#queue.close();
    this.#socket.terminate();
  }

  #receive(frame: string | undefined): void {
    if (this.#context.view.faults.net.halfOpen) return;
    try {
      this.#answer(readRequest(frame));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#socket.close(PROTOCOL_ERROR);
    }
  }

  #answer(request: Request): void {
    const { usage, view, dice } = this.#context;
    usage.methods.set(request.method, (usage.methods.get(request.method) ?? 0) + 1);
    const { id, method } = request;
    let reply: unknown;
    try {
      reply = { id, method, params: this.#result(request) };
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      // A bug of the simulator is answered as an error too: it must not end the process.
      const message = error instanceof RpcError ? error.message : `internal error: ${String(error)}`;
      reply = { id, method, error: { code: 0, message, data: null } };
    }
    if (dice.next() < view.faults.net.dropRepliesP) return;
    this.#send(this.#disturbed(stringifyLossless(reply)), view.faults.net.delayMs, false);
  }

  #result({ method, params }: Request): unknown {
    const { view, usage } = this.#context;
    if (method === "subscribe") {
      const scope = this.#subscriptions.add(object(params));
      usage.subscriptions.set(scope, (usage.subscriptions.get(scope) ?? 0) + 1);
      return { id: usage.id };
    }
    if (method === "unsubscribe") {
      this.#subscriptions.remove(object(params));
      return {};
    }
    const handler = methodOf(view, method);
    if (handler === undefined) throw new ProtocolError(`unknown method ${method}`);
    return handler(view, object(params));
  }

  #disturbed(frame: string): string {
    const { net } = this.#context.view.faults;
    if (net.nextReply !== null) {
      const replaced = net.nextReply;
      net.nextReply = null;
      return replaced;
    }
    if (net.bigFrame > 0) {
      const size = net.bigFrame;
      net.bigFrame = 0;
      return `{"id":1,"method":"ping","params":{"x":"${"x".repeat(size)}"}}`;
    }
    return frame;
  }

  #send(frame: string, delayMs: number, overtakes: boolean): void {
    const { view, dice } = this.#context;
    const spoilt = dice.next() < view.faults.net.garbageP;
    this.#queue.push(spoilt ? `\u0000{"id":${frame.length},"met` : frame, delayMs, overtakes);
  }

  #write(frame: string): void {
    const { net } = this.#context.view.faults;
    if (net.halfOpen || this.#socket.readyState !== this.#socket.OPEN) return;
    if (net.chunkBytes <= 0) {
      this.#socket.send(frame);
      return;
    }
    for (let at = 0; at < frame.length; at += net.chunkBytes) {
      const fin = at + net.chunkBytes >= frame.length;
      this.#socket.send(frame.slice(at, at + net.chunkBytes), { fin });
    }
  }
}

interface Request {
  /** Written back digit by digit. */
  readonly id: number | bigint;
  readonly method: string;
  readonly params: unknown;
}

/** Reads the envelope; whatever is not a well-formed request closes the connection, as in the reference node. */
function readRequest(frame: string | undefined): Request {
  if (frame === undefined) throw new ProtocolError("binary frame");
  let parsed: unknown;
  try {
    parsed = parseLossless(frame);
  } catch {
    throw new ProtocolError("not JSON");
  }
  if (typeof parsed !== "object" || parsed === null) throw new ProtocolError("not an object");
  const { id, method, params } = parsed as Params;
  const isNumber = typeof id === "bigint" || (typeof id === "number" && Number.isSafeInteger(id));
  if (!isNumber || BigInt(id) < 0n || BigInt(id) > MAX_ID) throw new ProtocolError("id is not a u64");
  if (typeof method !== "string") throw new ProtocolError("no method");
  if (params === undefined) throw new ProtocolError("no params");
  return { id, method, params };
}
