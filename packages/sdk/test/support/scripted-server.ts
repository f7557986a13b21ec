// A server on a real socket that answers each request as a test says, and notes what came.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** `reset`: the connection breaks; `cut`: it breaks inside of the body; `hang`: no answer ever comes. */
export type Step =
  | "reset"
  | "cut"
  | "hang"
  | { status: number; headers?: Record<string, string>; body?: unknown; text?: string };

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Unix ms when the whole request was here. */
  readonly at: number;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Resolves when this many requests have come. */
  hasAsked(count: number): Promise<void>;
}

/** One step for each request, the last one for all further; or a step for each path. */
export async function scriptedServer(
  ...steps: readonly (Step | ((path: string) => Step))[]
): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    const planned = steps[asked.length] ?? steps.at(-1) ?? { status: 200, body: {} };
    const step = typeof planned === "function" ? planned(url) : planned;
    asked.push({ method, path: url, headers, body, at: Date.now() });
    server.emit("asked");
    if (step === "hang") return;
    if (step === "reset") return void request.socket.resetAndDestroy();
    if (step === "cut") {
      response.writeHead(200, { "content-length": "1000" });
      return void response.write("{", () => request.socket.resetAndDestroy());
    }
    const text = step.text ?? (step.body === undefined ? "" : JSON.stringify(step.body));
    response.writeHead(step.status, step.headers).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async hasAsked(count) {
      while (asked.length < count) await once(server, "asked");
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An error body as the gateway writes it. */
export const refusal = (code: string, more: object = {}) => ({
  error: `refused with ${code}`,
  code,
  param: null,
  issues: null,
  requestId: "req_1",
  ...more,
});
