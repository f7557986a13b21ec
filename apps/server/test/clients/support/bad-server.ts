// A gateway that refuses, resets, hangs and cuts its answers off, in an order that a test gives.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../../support/http.ts";

/** An answer, or what the server does instead of one. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | "reset"
  | "hang"
  | "cut off"
  | "cut off in chunks"
  | "drip";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Json;
  /** Unix milliseconds. */
  readonly at: number;
}

export interface BadServer {
  readonly url: string;
  /** Requests since the last call of `answer`. */
  readonly asked: Asked[];
  /** What the next requests get; the last one is repeated. */
  answer(...faults: Fault[]): void;
  close(): Promise<void>;
}

export const refusal = (status: number, code: string, headers: Record<string, string> = {}): Fault => ({
  status,
  headers,
  body: { error: `Refused as ${code}`, code, param: "amount", issues: null, requestId: "req_1" },
});

export async function startBadServer(): Promise<BadServer> {
  const asked: Asked[] = [];
  let faults: Fault[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { method = "", url: path = "", headers } = request;
      asked.push({ method, path, headers, body: text === "" ? null : JSON.parse(text), at: Date.now() });
      serve(response, faults.length > 1 ? faults.shift() : faults[0]);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer(...next) {
      faults = next;
      asked.length = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function serve(response: ServerResponse, fault: Fault | undefined): void {
  if (fault === undefined || fault === "hang") return;
  if (fault === "reset") return void response.socket?.resetAndDestroy();
  if (fault === "cut off" || fault === "cut off in chunks") {
    response.writeHead(200, fault === "cut off" ? { "content-length": "100" } : {});
    return void response.write('{"id":', () => response.socket?.destroy());
  }
  if (fault === "drip") {
    // Each byte comes in time; the answer never ends.
    response.writeHead(200);
    const dripping = setInterval(() => response.write(" "), 20);
    return void response.on("close", () => clearInterval(dripping));
  }
  const { status, headers = {}, body = {} } = fault;
  const isText = typeof body === "string";
  // On a kept connection Go repeats a request by itself, beside what its client counts.
  const always = { connection: "close", "content-type": isText ? "text/html" : "application/json" };
  response.writeHead(status, { ...always, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
