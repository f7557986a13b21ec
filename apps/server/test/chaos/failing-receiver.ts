// A shop's webhook receiver that fails by seed, keeps every byte, and checks each delivery at the moment it comes (I4).
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { verify } from "@kaspa-pay/webhooks";
import { Webhook } from "standardwebhooks";
import type { DrivenChain } from "./driven-chain.ts";
import type { Seeded } from "./seeded.ts";

/** A refund or payout. */
interface Sent {
  readonly id: string;
  readonly amountSompi: string;
  readonly requiredConfirmations: number;
}

interface DeliveredBody {
  readonly id: string;
  readonly event: string;
  readonly timestamp: string;
  readonly sequence: number;
  readonly data: {
    readonly payment: {
      readonly id: string;
      readonly kaspaAddress: string;
      readonly amountExpectedSompi: string;
      readonly requiredConfirmations: number;
    };
    readonly refund?: Sent & { readonly address: string };
    readonly payout?: Sent & { readonly recipientAddress: string };
    readonly deposit?: Sent & { readonly address: string };
  };
}

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: DeliveredBody;
  /** We answered 200, so the server may count it as delivered. */
  readonly acknowledged: boolean;
}

export interface FailingReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** `payment.confirmed`, `deposit.confirmed`, `refund.confirmed` and `payout.confirmed` that came too early (I4), in words. */
  readonly premature: readonly string[];
  /** Confirmed when it was written, but a reorganisation came before the delivery. */
  readonly overtaken: number;
  answerOk(): void;
  /** Secrets by path: all that signed there at some time. */
  verifyAll(secrets: ReadonlyMap<string, readonly string[]>): Promise<string[]>;
  close(): Promise<void>;
}

const REPLIES = [
  { reply: "ok", until: 0.57 },
  { reply: "error", until: 0.75 },
  { reply: "reset", until: 0.87 },
  { reply: "redirect", until: 0.94 },
  { reply: "acceptThenReset", until: 0.97 },
  { reply: "hang", until: 1 },
] as const;
type Reply = (typeof REPLIES)[number]["reply"];

/** The default tolerance: 1 % or 0.1 KAS, whichever is less. docs/spec/payment-lifecycle.md#default-policy */
const threshold = (expected: bigint): bigint => {
  const percent = expected / 100n;
  return expected - (percent < 10_000_000n ? percent : 10_000_000n);
};

export interface ReceiverOptions {
  /** How far the clock that dates events may lag behind ours. */
  readonly clockSlackMs: number;
  /** How long before its date the page of an event may have been pulled. */
  readonly inFlightMs: number;
  /** Replies to leave out: a hanging answer costs its time-out. */
  readonly without?: readonly Reply[];
}

export async function startFailingReceiver(
  random: Seeded,
  chain: DrivenChain,
  { clockSlackMs, inFlightMs, without = [] }: ReceiverOptions,
): Promise<FailingReceiver> {
  const received: Received[] = [];
  const premature: string[] = [];
  const hanging = new Set<ServerResponse>();
  let healthy = false;
  let overtaken = 0;

  function checkConfirmed(body: DeliveredBody): void {
    const said = confirmedBy(body);
    if (said === null) return;
    const { id, address, depth, enough } = said;
    const written = Date.parse(body.timestamp);
    const moment = { from: written - inFlightMs, to: written + clockSlackMs };
    const then = chain.deepSompiAt(address, depth, moment);
    if (then < enough)
      premature.push(`${id} at ${body.timestamp}: ${then} of ${enough} sompi were deep enough`);
    else if (chain.deepSompi(address, depth) < enough) overtaken++;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const body = JSON.parse(raw) as DeliveredBody;
      checkConfirmed(body);
      const draw = random.next();
      const drawn = REPLIES.find(({ until }) => draw < until)?.reply ?? "ok";
      const reply: Reply = healthy || without.includes(drawn) ? "ok" : drawn;
      const acknowledged = reply === "ok";
      received.push({ path: request.url ?? "", headers: request.headers, raw, body, acknowledged });
      answer(reply, response, hanging);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    premature,
    get overtaken() {
      return overtaken;
    },
    answerOk() {
      healthy = true;
      for (const response of hanging) response.destroy();
    },
    verifyAll: (secrets) => verifyAll(received, secrets),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** What an event says to be there: a sum, where, and how deep. */
function confirmedBy({ event, data: { payment, refund, payout, deposit } }: DeliveredBody) {
  if (event === "payment.confirmed") {
    const enough = threshold(BigInt(payment.amountExpectedSompi));
    return { id: payment.id, address: payment.kaspaAddress, depth: payment.requiredConfirmations, enough };
  }
  const sent = { "refund.confirmed": refund, "payout.confirmed": payout, "deposit.confirmed": deposit }[
    event
  ];
  if (sent === undefined) return null;
  const address = "address" in sent ? sent.address : sent.recipientAddress;
  return { id: sent.id, address, depth: sent.requiredConfirmations, enough: BigInt(sent.amountSompi) };
}

function answer(reply: Reply, response: ServerResponse, hanging: Set<ServerResponse>): void {
  switch (reply) {
    case "ok":
      response.writeHead(200).end("OK");
      return;
    case "error":
      response.writeHead(500).end("no");
      return;
    case "redirect":
      response.writeHead(302, { location: "http://127.0.0.1:9/" }).end();
      return;
    case "reset":
      response.destroy();
      return;
    case "acceptThenReset":
      response.write("x");
      response.destroy();
      return;
    case "hang":
      hanging.add(response);
  }
}

/** I7: both verifiers accept each body, and one endpoint sees one text under one id. */
async function verifyAll(
  received: readonly Received[],
  secrets: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  const texts = new Map<string, string>();
  for (const { path, headers, raw, body } of received) {
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const refusals: unknown[] = [];
    const known = secrets.get(path) ?? [];
    for (const secret of known) {
      await verifyTwice(secret, named, raw).catch((error: unknown) => refusals.push(error));
    }
    if (refusals.length === known.length)
      faults.push(`I7 ${body.id} on ${path}: ${refusals.map(String).join(", ")}`);
    if (named["webhook-id"] !== body.id) faults.push(`I7 ${body.id} came as ${named["webhook-id"]}`);
    const key = `${path} ${body.id}`;
    if ((texts.get(key) ?? raw) !== raw) faults.push(`I7 ${key}: another text under the same id`);
    texts.set(key, raw);
  }
  return faults;
}

async function verifyTwice(secret: string, headers: Record<string, string>, body: string): Promise<void> {
  await verify({ secret, headers, body });
  new Webhook(secret).verify(body, headers);
}
