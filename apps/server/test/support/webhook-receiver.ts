// A merchant's webhook server on a real socket. It keeps what it got, and answers as a test asks it to.
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One POST. */
export interface ReceivedWebhook {
  readonly headers: Record<string, string>;
  readonly body: string;
  /** `performance.now()` when the last byte was here. */
  readonly at: number;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** Answers of the next requests, then 200. */
  answer(...answers: { status: number; headers?: Record<string, string> }[]): void;
  /** Forgets the answers that were not given yet: 200 from now on. */
  answerOk(): void;
  /** The next POST from now on. */
  next(): Promise<ReceivedWebhook>;
  /** The first POST that fits, already received or still to come. */
  waitFor(fits: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook>;
  /** Waits until so many POSTs were received in all; false when none came for `patienceMs`. */
  hasAll(count: number, patienceMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  const arrivals = new EventEmitter<{ post: [ReceivedWebhook] }>();
  arrivals.setMaxListeners(0);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const at = performance.now();
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const webhook = { at, headers, body: Buffer.concat(chunks).toString() };
      received.push(webhook);
      const { status, headers: extra } = answers.shift() ?? { status: 200 };
      response.writeHead(status, extra).end("OK");
      arrivals.emit("post", webhook);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const next = async (): Promise<ReceivedWebhook> => (await once(arrivals, "post"))[0];
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (...more) => void answers.push(...more),
    answerOk: () => {
      answers.length = 0;
    },
    next,
    async waitFor(fits) {
      for (;;) {
        const found = received.find(fits);
        if (found !== undefined) return found;
        await next();
      }
    },
    async hasAll(count, patienceMs) {
      while (received.length < count) {
        const came = once(arrivals, "post", { signal: AbortSignal.timeout(patienceMs) });
        if (!(await came.then(() => true).catch(() => false))) return false;
      }
      return true;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
