// A Kaspa REST API over a simulated node: its real endpoints and limits, an index of its own, and faults on demand.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import { Answers, Refusal } from "./answers.ts";
import { FakeIndex } from "./fake-index.ts";
import { NodeReader } from "./node-reader.ts";

/** What happens to a request instead of an answer, or to the answer. */
export interface HttpFaults {
  status?: number;
  retryAfter?: string;
  /** The text ends in the middle. */
  truncated?: boolean;
  /** Sent instead. */
  text?: string;
  /** No answer ever. */
  silent?: boolean;
}

export interface AskedRequest {
  method: string;
  path: string;
  body: string;
}

export interface FakeRestApi {
  readonly url: string;
  readonly index: FakeIndex;
  /** Every request so far. */
  readonly asked: AskedRequest[];
  /** Most requests that were under way at once. */
  readonly atOnce: () => number;
  /** Decides on each request; null = answer as usual. */
  fault: (request: AskedRequest) => HttpFaults | null;
  /** Called before each answer. */
  before: (request: AskedRequest) => Promise<void> | void;
  close(): Promise<void>;
}

const MAX_UPLOAD = 200_000;

export async function startFakeRestApi(nodeUrl: string): Promise<FakeRestApi> {
  const node = await NodeReader.open(nodeUrl);
  const index = await FakeIndex.open(node);
  const answers = new Answers(node, index);
  let underWay = 0;
  let most = 0;

  const server = createServer((request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.once("close", () => {
      underWay -= 1;
    });
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = { method: request.method ?? "GET", path: request.url ?? "/", body: await textOf(request) };
    api.asked.push(asked);
    await api.before(asked);
    const fault = api.fault(asked);
    if (fault?.silent) return;
    if (fault?.status !== undefined) {
      const headers = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      response.writeHead(fault.status, { "content-type": "application/json", ...headers });
      response.end('{"detail":"fault"}');
      return;
    }
    const { status, text } = await answer(asked, request);
    const sent = fault?.text ?? (fault?.truncated ? text.slice(0, text.length / 2) : text);
    response.writeHead(status, { "content-type": "application/json" }).end(sent);
  }

  async function answer({ method, path, body }: AskedRequest, request: IncomingMessage) {
    try {
      const url = new URL(path, "http://fake");
      // Single blocks come from the node alone.
      if (!url.pathname.startsWith("/blocks/")) await index.sync();
      if (method === "POST" && request.headers["content-length"] === undefined)
        throw new Refusal(411, "length");
      if (body.length > MAX_UPLOAD) throw new Refusal(413, "too large");
      const found =
        method === "POST"
          ? await answers.post(url.pathname, url.searchParams, JSON.parse(body))
          : await answers.get(url.pathname, url.searchParams);
      return { status: 200, text: stringifyLossless(found) };
    } catch (error) {
      if (error instanceof Refusal && error.status !== 500)
        return { status: error.status, text: JSON.stringify({ detail: error.message }) };
      return { status: 500, text: '{"message":"Internal server error"}' };
    }
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const api: FakeRestApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    index,
    asked: [],
    atOnce: () => most,
    fault: () => null,
    before: () => {},
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      node.close();
    },
  };
  return api;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
