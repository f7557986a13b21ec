// A client that sends frames as they are, so that tests see the wire and not a library's idea of it.
import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import WebSocket from "ws";

/** Replies of every shape; tests name the fields they look at. */
// biome-ignore lint/suspicious/noExplicitAny: the wire is untyped, and a wrong field fails the assertion
export type Body = any;

interface Frame {
  id?: number | bigint;
  method: string;
  params?: Body;
  error?: { message: string };
}

export class RawClient {
  readonly socket: WebSocket;
  readonly frames: string[] = [];
  readonly notifications: Frame[] = [];
  readonly closed: Promise<number>;
  #waiting = new Map<string, (frame: Frame) => void>();
  #watchers: (() => void)[] = [];
  #id = 0;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on("message", (data) => this.#receive(String(data)));
    this.closed = new Promise((resolve) => this.socket.on("close", (code) => resolve(code)));
    this.socket.on("error", () => {});
  }

  static async open(url: string): Promise<RawClient> {
    const client = new RawClient(url);
    await new Promise((resolve, reject) => {
      client.socket.once("open", resolve);
      client.socket.once("close", () => reject(new Error("closed before it opened")));
    });
    return client;
  }

  /** Sends a request and returns the whole reply frame. */
  request(method: string, params: unknown = {}): Promise<Frame> {
    const id = ++this.#id;
    const reply = new Promise<Frame>((resolve) => this.#waiting.set(String(id), resolve));
    this.socket.send(stringifyLossless({ id, method, params }));
    return reply;
  }

  /** Sends a request and returns its params; an error reply rejects with the node's text. */
  async call(method: string, params: unknown = {}): Promise<Body> {
    const frame = await this.request(method, params);
    if (frame.error) throw new Error(frame.error.message);
    return frame.params;
  }

  /** Sends text as it is and returns the text of the next frame that is no notification. */
  raw(text: string): Promise<string> {
    const before = this.frames.length;
    this.socket.send(text);
    return this.until(() => this.frames.slice(before).find((frame) => frame.startsWith('{"id":')));
  }

  /** Waits until the check gives a value; it runs again after each frame. */
  until<T>(check: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const value = check();
        if (value === undefined) return;
        this.#watchers = this.#watchers.filter((watcher) => watcher !== look);
        resolve(value);
      };
      this.#watchers.push(look);
      look();
    });
  }

  close(): void {
    this.socket.terminate();
  }

  #receive(text: string): void {
    this.frames.push(text);
    try {
      const frame = parseLossless(text) as Frame;
      if (frame.id === undefined) this.notifications.push(frame);
      else {
        this.#waiting.get(String(frame.id))?.(frame);
        this.#waiting.delete(String(frame.id));
      }
    } catch {
      // Garbage stays visible in `frames`.
    }
    for (const watcher of [...this.#watchers]) watcher();
  }
}
