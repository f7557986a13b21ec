import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import { type WebSocket, WebSocketServer } from "ws";

export interface Request {
  id: number | bigint;
  method: string;
  params: Record<string, unknown>;
  /** The frame as it came. */
  text: string;
  socket: WebSocket;
}

/** A real WebSocket server whose answers are written by the test, frame by frame. */
export class LoopbackNode {
  connections = 0;
  private readonly server: WebSocketServer;
  private readonly arrived: Request[] = [];
  private readonly readers: ((request: Request) => void)[] = [];

  private constructor(server: WebSocketServer) {
    this.server = server;
    server.on("connection", (socket) => {
      this.connections += 1;
      socket.on("message", (data) => {
        const text = String(data);
        const request = { ...(parseLossless(text) as Omit<Request, "text" | "socket">), text, socket };
        const reader = this.readers.shift();
        if (reader) reader(request);
        else this.arrived.push(request);
      });
    });
  }

  static async listen(): Promise<LoopbackNode> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    return new LoopbackNode(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next request that arrives, or has arrived and was not yet taken. */
  next(): Promise<Request> {
    const known = this.arrived.shift();
    return known ? Promise.resolve(known) : new Promise((resolve) => this.readers.push(resolve));
  }

  /** Takes the next request and answers it. */
  async answer(params: unknown): Promise<Request> {
    const request = await this.next();
    request.socket.send(stringifyLossless({ id: request.id, method: request.method, params }));
    return request;
  }

  send(frame: unknown): void {
    const text = typeof frame === "string" ? frame : stringifyLossless(frame);
    for (const socket of this.server.clients) socket.send(text);
  }

  cut(): void {
    for (const socket of this.server.clients) socket.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }
}
