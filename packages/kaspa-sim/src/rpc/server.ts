import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { ChainChange } from "../chain/block.ts";
import { seededRandomness } from "../chain/randomness.ts";
import { isOwnHost, isOwnOrigin } from "../pages/own-host.ts";
import { Connection, type Usage } from "./connection.ts";
import type { NodeView } from "./node-view.ts";
import type { Scope } from "./subscriptions.ts";

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;
/** Closed connections whose usage counts are kept for the oracle. */
const REMEMBERED_CONNECTIONS = 200;

/** Answers an upgrade that is not wanted as HTTP, so that the page that asked sees a failed connection. */
function refuse(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Where to listen. */
export interface RpcServerOptions {
  readonly view: NodeView;
  readonly host: string;
  readonly port: number;
  readonly seed: string;
  /** Answers plain HTTP requests on the same port (the demo wallet). */
  readonly pages: RequestListener;
}

/** The node's wRPC JSON endpoint: one WebSocket per client, path `/`, no subprotocol. */
export class RpcServer {
  readonly #view: NodeView;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_BYTES });
  readonly #connections = new Set<Connection>();
  readonly #usages: Usage[] = [];
  #accepting = true;
  #counter = 0;

  private constructor({ view, host, pages, seed }: RpcServerOptions) {
    this.#view = view;
    const dice = seededRandomness(`${seed}|net`);
    this.#http = createServer(pages);
    this.#http.on("upgrade", (request, socket, head) => {
      if (!this.#accepting) {
        socket.destroy();
        return;
      }
      if (!isOwnHost(request, host)) return refuse(socket, "421 Misdirected Request");
      if (!isOwnOrigin(request)) return refuse(socket, "403 Forbidden");
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        const usage: Usage = {
          id: ++this.#counter,
          methods: new Map(),
          subscriptions: new Map(),
          open: true,
        };
        this.#usages.push(usage);
        if (this.#usages.length > REMEMBERED_CONNECTIONS) this.#usages.shift();
        const connection = new Connection(client, { view, dice, usage });
        this.#connections.add(connection);
        connection.armCut();
        client.on("close", () => this.#connections.delete(connection));
      });
    });
  }

  /** Starts listening. */
  static async listen(options: RpcServerOptions): Promise<RpcServer> {
    const server = new RpcServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#http.once("error", reject);
      server.#http.listen(options.port, options.host, () => resolve());
    });
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** Method and subscription counts per connection, oldest first. */
  get usages(): readonly Usage[] {
    return this.#usages;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  notify(change: ChainChange): void {
    // A node that is behind learns of blocks later; clients find its progress by their own polling.
    if (this.#view.faults.behind > 0) return;
    for (const connection of this.#connections) connection.notify(change);
  }

  announce(scope: Scope, body: unknown): void {
    for (const connection of this.#connections) connection.announce(scope, body);
  }

  /** Lets a new `cutEvery` setting count for connections that are open already. */
  armCuts(): void {
    for (const connection of this.#connections) connection.armCut();
  }

  /** Cuts every connection; `refuseNew` also turns clients away until called with false again. */
  disconnect(refuseNew?: boolean): number {
    const cut = this.#connections.size;
    for (const connection of this.#connections) connection.cut();
    if (refuseNew !== undefined) this.#accepting = !refuseNew;
    return cut;
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}
