// A shop over REST: creates under idempotency keys, retries blindly on time-outs, and keeps a history of the answers.
import { api } from "../../../../e2e/support/api.ts";
import { CALL_LIMIT_MS, pause, type Seeded } from "./seeded.ts";
import type { ServerProcess } from "./server-process.ts";

export interface Order {
  readonly key: string;
  readonly body: {
    readonly amount: string;
    readonly currency: "KAS";
    readonly orderId: string;
    readonly requiredConfirmations: number;
    readonly expiryMinutes: number;
  };
}

export interface Made {
  readonly order: Order;
  readonly id: string;
  readonly address: string;
  readonly sompi: bigint;
  readonly expiresAt: number;
}

/** `unknown`: no answer came, so the server may or may not have done it. */
export interface Call {
  readonly key: string;
  readonly outcome: "ok" | "fail" | "unknown";
  /** Payment id, or the refusal. */
  readonly answer: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The header `Idempotent-Replayed`. */
  readonly replayed: string | null;
}

export interface OrderClient {
  readonly apiKey: string;
  /** One request and its bare answer, outside the history. */
  send(key: string, body: object): Promise<Answer>;
  readonly history: readonly Call[];
  /** Asks once. */
  ask(order: Order): Promise<Call>;
  /** Asks until there is an answer. @throws when a valid order is refused for good */
  create(order: Order, random: Seeded): Promise<Made>;
}

const MAX_CALLS = 120;

/** Each call goes to any of the servers, as behind a balancer that knows nothing. */
export function createOrderClient(
  servers: readonly ServerProcess[],
  apiKey: string,
  dice: Seeded,
): OrderClient {
  const history: Call[] = [];

  async function send(key: string, body: object): Promise<Answer> {
    const response = await fetch(`${dice.pick(servers).url}/api/v1/payments`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${apiKey}`,
        "idempotency-key": key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    });
    const replayed = response.headers.get("idempotent-replayed");
    return { status: response.status, text: await response.text(), replayed };
  }

  async function call(order: Order): Promise<Call & { made: Made | null }> {
    const noted = (outcome: Call["outcome"], answer: string, made: Made | null) => {
      const entry = { key: order.key, outcome, answer };
      history.push(entry);
      return { ...entry, made };
    };
    let answer: Answer;
    try {
      answer = await send(order.key, order.body);
    } catch {
      return noted("unknown", "", null);
    }
    const { status, text } = answer;
    if (status >= 500) return noted("unknown", `${status} ${text}`, null);
    if (status !== 201) return noted("fail", `${status} ${text}`, null);
    const {
      id = "",
      kaspaAddress = "",
      amountSompi = "0",
      expiresAt = "",
    } = JSON.parse(text) as Record<string, string>;
    const made = { order, id, address: kaspaAddress, sompi: BigInt(amountSompi) };
    return noted("ok", id, { ...made, expiresAt: Date.parse(expiresAt) });
  }

  return {
    apiKey,
    send,
    history,
    ask: call,
    async create(order, random) {
      for (let calls = 0; calls < MAX_CALLS; calls++) {
        const { made, outcome, answer } = await call(order);
        if (made !== null) return made;
        if (outcome === "fail" && !answer.startsWith("429") && !answer.startsWith("409"))
          throw new Error(`Order ${order.key}: ${answer}`);
        await pause(random.between(100, 600));
      }
      throw new Error(`Order ${order.key} was never answered: ${JSON.stringify(history.at(-1))}`);
    },
  };
}

export interface Endpoint {
  readonly id: string;
  readonly path: string;
  /** What it signed with at some time, as far as answers showed it. */
  readonly secrets: string[];
}

/** Two endpoints with filters of their own. */
export async function addEndpoints(
  server: ServerProcess,
  apiKey: string,
  receiverUrl: string,
): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  for (const [path, events] of ENDPOINTS) {
    const made = await api<{ id: string; secret: string }>(
      server.url,
      "POST",
      "/webhooks",
      { url: `${receiverUrl}${path}`, events },
      { authorization: `Bearer ${apiKey}` },
    );
    endpoints.push({ id: made.id, path, secrets: [made.secret] });
  }
  return endpoints;
}

const ENDPOINTS: readonly [string, readonly string[]][] = [
  ["/all", ["*"]],
  ["/fulfil", ["payment.confirmed", "payment.updated"]],
];
