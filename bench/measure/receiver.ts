import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";

/** One received POST; the time is taken when its last byte is here. */
export interface Received {
  readonly at: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A merchant's server on loopback that answers 200 to everything. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** The next POST from now on. */
  next(): Promise<Received>;
  /** Waits until so many POSTs are here in all; false when none came for `patienceMs`. */
  hasAll(count: number, patienceMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const arrivals = new EventEmitter<{ post: [Received] }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = { at: performance.now(), headers: request.headers, body: Buffer.concat(chunks) };
      response.writeHead(200).end("OK");
      received.push(one);
      arrivals.emit("post", one);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    next: async () => {
      const [one] = await once(arrivals, "post");
      return one;
    },
    hasAll: async (count, patienceMs) => {
      while (received.length < count) {
        const came = once(arrivals, "post", { signal: AbortSignal.timeout(patienceMs) });
        if (!(await came.then(() => true).catch(() => false))) return false;
      }
      return true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The payment a delivery is about. @throws when its signature is wrong */
export async function paymentOf({ headers, body, at }: Received, secret: string): Promise<string> {
  const received = performance.timeOrigin + at;
  const event = await verify<WebhookEvent>({ secret, headers, body, now: received });
  return (event.data.payment as { id: string }).id;
}
