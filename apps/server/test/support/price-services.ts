// One HTTP server that replaces all four price services, in the shapes of their public documentation, with faults on
// demand.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const SERVICES = ["coingecko", "kraken", "coinpaprika", "kaspa-rest"] as const;
export type Service = (typeof SERVICES)[number];

/** How a service behaves. A price is JSON text as it is in the answer: `0.1`, `"0.1"`, `1e30`, `NaN`. */
export type Reply =
  | { readonly kind: "prices"; readonly usd: string; readonly eur?: string; readonly madeAt?: number }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "body"; readonly body: string }
  /** Takes the request and never answers. */
  | { readonly kind: "hang" }
  /** A byte now and then, without an end. */
  | { readonly kind: "drip" }
  /** Hangs up. */
  | { readonly kind: "refuse" };

export interface PriceServices {
  /** Value of KP_PRICE_SOURCES that leads here. */
  readonly sources: string;
  /** Address of one service. */
  base(service: Service): string;
  answerWith(reply: Reply, ...services: Service[]): void;
  /** Requests so far. */
  asked(service: Service): number;
  /** Ends every request that still waits. */
  hangUp(): void;
  close(): Promise<void>;
}

export async function startPriceServices(): Promise<PriceServices> {
  const replies = new Map<Service, Reply>(SERVICES.map((service) => [service, { kind: "refuse" }]));
  const counts = new Map<Service, number>();
  const drips = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    const service = SERVICES.find((name) => request.url?.startsWith(`/${name}/`));
    if (service === undefined) return void response.writeHead(404).end();
    counts.set(service, (counts.get(service) ?? 0) + 1);
    act(service, replies.get(service) as Reply, request, response, drips);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    sources: SERVICES.map((service) => `${service}=${root}/${service}`).join(","),
    base: (service) => `${root}/${service}`,
    answerWith: (reply, ...services) => {
      for (const service of services.length === 0 ? SERVICES : services) replies.set(service, reply);
    },
    asked: (service) => counts.get(service) ?? 0,
    hangUp: () => server.closeAllConnections(),
    async close() {
      for (const drip of drips) clearInterval(drip);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function act(
  service: Service,
  reply: Reply,
  request: IncomingMessage,
  response: ServerResponse,
  drips: Set<NodeJS.Timeout>,
): void {
  switch (reply.kind) {
    case "prices":
      return void response.end(answerOf(service, reply));
    case "status":
      return void response.writeHead(reply.status, reply.headers).end("{}");
    case "body":
      return void response.end(reply.body);
    case "refuse":
      return void request.socket.destroy();
    case "drip":
      response.write("{");
      drips.add(setInterval(() => response.write(" "), 5));
      return;
    case "hang":
      return;
  }
}

function answerOf(service: Service, { usd, eur, madeAt }: Extract<Reply, { kind: "prices" }>): string {
  const euro = (pair: string) => (eur === undefined ? "" : `,${pair}`);
  switch (service) {
    case "coingecko": {
      const stamp = madeAt === undefined ? "" : `,"last_updated_at":${Math.floor(madeAt / 1_000)}`;
      return `{"kaspa":{"usd":${usd}${euro(`"eur":${eur}`)}${stamp}}}`;
    }
    case "kraken":
      return `{"error":[],"result":{"KASUSD":{"c":[${usd},"10.5"]}${euro(`"KASEUR":{"c":[${eur},"1"]}`)}}}`;
    case "coinpaprika": {
      const stamp = madeAt === undefined ? "" : `"last_updated":"${new Date(madeAt).toISOString()}",`;
      return `{"id":"kas-kaspa",${stamp}"quotes":{"USD":{"price":${usd}}${euro(`"EUR":{"price":${eur}}`)}}}`;
    }
    case "kaspa-rest":
      return `{"price":${usd}}`;
  }
}
