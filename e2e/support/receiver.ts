// A shop's webhook receiver: keeps each delivery and verifies it with two independent verifiers.
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { verify } from "@kaspa-pay/webhooks";
import { Webhook } from "standardwebhooks";

export interface Received {
  readonly event: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: {
    readonly id: string;
    readonly event: string;
    readonly data: { readonly payment: Record<string, unknown> };
  };
  readonly at: number;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Resolves with the first delivery that fits, already there or still to come. */
  waitFor(fits: (delivery: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const body = JSON.parse(raw) as Received["body"];
      received.push({ event: body.event, headers: request.headers, raw, body, at: Date.now() });
      response.writeHead(200).end("OK");
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    waitFor: (fits) =>
      new Promise((done) => {
        const look = () => {
          const found = received.find(fits);
          if (!found) return;
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Throws unless our package, the `standardwebhooks` package and the function that KasPay printed accept the delivery. */
export async function verifyEverywhere(delivery: Received, secret: string): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(delivery.headers).map(([name, value]) => [name, String(value)]),
  );
  await verify({ secret, headers, body: delivery.raw });
  new Webhook(secret).verify(delivery.raw, headers);
  const expected = createHmac("sha256", secret)
    .update(JSON.stringify(JSON.parse(delivery.raw)))
    .digest("hex");
  if (expected !== headers["x-kaspay-signature"])
    throw new Error("the verifier that KasPay printed refuses this delivery");
}
