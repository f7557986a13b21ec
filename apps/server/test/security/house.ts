// The composed server on a real socket, merchants that signed up over HTTP, and access to the raw tables.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import pg from "pg";
import { pino } from "pino";
import type { ComposeParts, Gateway } from "../../src/container.ts";
import { createWorld, follow, stopOnce, type TestWorld } from "../flows/gateway.ts";
import { NO_LIMITS } from "../support/no-limits.ts";

export { NO_LIMITS };

export const PASSWORD = "seven brown herrings";

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server answers.
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Sent {
  readonly body?: unknown;
  /** An API key or a bearer token. */
  readonly as?: string | undefined;
  readonly headers?: Record<string, string>;
}

export interface Merchant {
  readonly email: string;
  readonly userId: string;
  readonly storeId: string;
  readonly token: string;
  readonly key: string;
  readonly xpub: string;
}

export interface House {
  readonly world: TestWorld;
  readonly gateway: Gateway;
  /** Everything that was logged, at the most verbose level. */
  readonly log: readonly string[];
  /** Path below the root, for example `/api/v1/payments`. */
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** A procedure over tRPC. */
  trpc(kind: "query" | "mutation", name: string, input: unknown, as: string): Promise<Answer>;
  signUp(name: string): Promise<Merchant>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openHouse(parts: ComposeParts = {}, env: NodeJS.ProcessEnv = {}): Promise<House> {
  const world = await createWorld();
  const log: string[] = [];
  const gateway = await world.open(
    {
      limits: NO_LIMITS,
      log: pino({ level: "trace" }, { write: (line: string) => void log.push(line) }),
      ...parts,
    },
    env,
  );
  await gateway.listen();
  await follow(gateway);
  const pool = new pg.Pool({ connectionString: world.database.url, max: 2 });
  const call = (method: string, path: string, sent: Sent = {}) => request(gateway.url + path, method, sent);
  return {
    world,
    gateway,
    log,
    call,
    trpc: (kind, name, input, as) => {
      const query = kind === "query" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
      const body = kind === "query" ? {} : { body: input };
      const headers = { "x-kp-csrf": "1" };
      return call(kind === "query" ? "GET" : "POST", `/trpc/${name}${query}`, { as, headers, ...body });
    },
    signUp: async (name) => signUp(call, name, await gateway.setupCode()),
    sql: async (text, values = []) => (await pool.query(text, values)).rows,
    async close() {
      await pool.end();
      await stopOnce(gateway);
      await world.close();
    },
  };
}

async function request(url: string, method: string, { body, as, headers = {} }: Sent): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(as !== undefined && { authorization: `Bearer ${as}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parsed(text) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function signUp(call: House["call"], name: string, setupCode: string | null): Promise<Merchant> {
  const xpub = await newDemoAccountKey();
  const email = `${name}@example.com`;
  const { status, body } = await call("POST", "/api/v1/auth/register", {
    body: { email, password: PASSWORD, name: `Shop of ${name}`, xpub, ...(setupCode && { setupCode }) },
  });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  return { email, userId: body.user.id, storeId: body.store.id, token: body.token, key: body.apiKey, xpub };
}

/** What a merchant's store holds, one of each kind. */
export async function furnish(
  { call }: House,
  { key, token }: Merchant,
  receiver = "http://127.0.0.1:9/hook",
) {
  const make = async (path: string, body: unknown, as = key): Promise<Json> => {
    const answer = await call("POST", `/api/v1${path}`, { body, as });
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const endpoint = await make("/webhooks", { url: receiver });
  const link = await make("/links", { title: "Tea", amount: "5" });
  const payment = await make("/payments", {
    amount: "12.5",
    orderId: `order-${link.slug}`,
    customerEmail: `${link.slug}@payer.example`,
  });
  const apiKey = await make("/api-keys", { name: "Second" }, token);
  const list = async (path: string) => (await call("GET", `/api/v1${path}`, { as: key })).body.data[0];
  const delivery = await list(`/webhooks/${endpoint.id}/deliveries`);
  const event = await list("/events");
  const sessions = await call("GET", "/api/v1/auth/sessions", { as: token });
  return { endpoint, link, payment, apiKey, delivery, event, session: sessions.body.data[0] };
}

/** The body of an error without what differs in every answer. */
export function sayings({ body }: Answer): unknown {
  const said = body?.error?.data ?? body;
  return typeof said === "object" && said !== null ? { ...said, requestId: null } : said;
}
