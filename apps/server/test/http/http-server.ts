import type { AddressInfo } from "node:net";
import type { PaymentStatusBody } from "@kaspa-pay/api-contract";
import { scopes } from "@kaspa-pay/api-contract";
import pino from "pino";
import { STANDARD_LIMITS } from "../../src/config/limits.ts";
import { createHttpApp, type HttpApp } from "../../src/container/app.ts";
import type { Bus, ChangeNotification } from "../../src/database/bus/bus.ts";
import type { HttpDeps, Identities, PublicReads, UserIdentity } from "../../src/http/deps.ts";
import { createHttpServer } from "../../src/http/http-server.ts";
import { createLimits } from "../../src/http/limits/limits.ts";
import type { LimitSettings } from "../../src/http/limits/settings.ts";
import { type FakeHandlers, fakeHandlers } from "./fake-handlers.ts";

export const LIVE_KEY = `kp_live_${"a".repeat(49)}`;
export const TEST_KEY = `kp_test_${"b".repeat(49)}`;
export const READ_KEY = `kp_test_${"c".repeat(49)}`;
export const COOKIE = "kp_dev=session-token";

const USER: UserIdentity = {
  userId: "usr_1",
  sessionId: "ses_1",
  generation: 0,
  storeId: "sto_1",
  role: "owner",
  scopes,
  livemode: false,
  isServerAdmin: true,
  steppedUpUntil: Number.MAX_SAFE_INTEGER,
};

/** Fixed proofs; everything else is unknown. */
export function fakeIdentities(): Identities & {
  readonly inBrowser: string[];
  /** What every proof is worth now; null = void. */
  readonly proof: { standing: string | null };
} {
  const inBrowser: string[] = [];
  const proof = { standing: "stands" as string | null };
  return {
    inBrowser,
    proof,
    session: async (token, storeId) =>
      token === "session-token"
        ? { ...USER, storeId: storeId === "sto_other" ? null : (storeId ?? "sto_1") }
        : null,
    accessToken: async (token) => (token === "good.jwt.token" ? USER : null),
    apiKey: async (key) => {
      if (key === READ_KEY) {
        return {
          keyId: "key_3",
          storeId: "sto_1",
          scopes: scopes.filter((scope) => scope.endsWith(":read")),
          livemode: false,
        };
      }
      if (key !== LIVE_KEY && key !== TEST_KEY) return null;
      return {
        keyId: key === LIVE_KEY ? "key_1" : "key_2",
        storeId: "sto_1",
        scopes,
        livemode: key === LIVE_KEY,
      };
    },
    standing: async () => proof.standing,
    keyUsedInBrowser: async (key) => void inBrowser.push(key),
  };
}

export function statusBody(change: Partial<PaymentStatusBody> = {}): PaymentStatusBody {
  const zero = "0.00000000";
  return {
    id: "pay_1",
    status: "pending",
    amountReceived: zero,
    amountReceivedSompi: "0",
    amountUncredited: zero,
    amountUncreditedSompi: "0",
    takenBack: null,
    senderAddress: null,
    txId: null,
    confirmations: 0,
    confirmedAt: null,
    payable: true,
    amountExpected: "100.00000000",
    amountExpectedSompi: "10000000000",
    amountSeen: zero,
    amountSeenSompi: "0",
    amountMissing: "100.00000000",
    amountMissingSompi: "10000000000",
    topUp: "100.00000000",
    topUpSompi: "10000000000",
    requiredConfirmations: 10,
    expiresAt: "2026-02-08T12:30:00.000Z",
    quoteExpiresAt: null,
    serverTime: "2026-02-08T12:00:00.000Z",
    version: 1,
    ...change,
  };
}

export interface Reads extends PublicReads {
  readonly stored: Map<string, PaymentStatusBody>;
}

export function memoryReads(): Reads {
  const stored = new Map<string, PaymentStatusBody>([["pay_1", statusBody()]]);
  return {
    stored,
    status: async (id) => stored.get(id) ?? null,
    statuses: async (ids) => ids.flatMap((id) => stored.get(id) ?? []),
    uri: async (id) => (stored.get(id)?.payable ? `kaspasim:qqaddress?amount=100` : null),
    watching: () => undefined,
  };
}

export function memoryBus(): Bus {
  const listeners = new Set<(hint: ChangeNotification) => void>();
  return {
    publish: (hint) => {
      for (const listener of listeners) listener(hint);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export interface Running {
  readonly base: string;
  readonly port: number;
  readonly http: HttpApp;
  readonly fake: FakeHandlers;
  readonly reads: Reads;
  readonly bus: Bus;
  readonly identities: ReturnType<typeof fakeIdentities>;
  /** Log lines so far, as JSON text. */
  readonly logged: string[];
  stop(): Promise<void>;
}

/** A real server on a real socket with fake ports. Limits are high unless given. */
export async function startHttp(
  { limits, ...settings }: Partial<HttpDeps["settings"]> & { limits?: Partial<LimitSettings> } = {},
  assets: HttpDeps["assets"] = { dashboard: null, widget: null, guides: null, collections: null },
  parts: Partial<HttpDeps> = {},
): Promise<Running> {
  const fake = fakeHandlers();
  const reads = memoryReads();
  const bus = memoryBus();
  const identities = fakeIdentities();
  const logged: string[] = [];
  const high = {
    publicReadsPerMinute: 10_000,
    publicWritesPerMinute: 10_000,
    registerPerMinute: 1_000,
    loginPerMinute: 1_000,
    createPerMinute: 1_000,
    forgotPerDay: 1_000,
  };
  const http = createHttpApp({
    settings: {
      publicUrl: "http://localhost:3000",
      version: "0.1.0",
      trustProxy: [],
      metricsToken: null,
      ...settings,
    },
    limits: createLimits({ ...STANDARD_LIMITS, ...high, missesPerMinute: 10_000, ...limits }, async () => 0),
    handlers: fake.handlers,
    once: (_call, make) => make(),
    identities,
    reads,
    receiptKeys: [],
    addressRows: async function* () {
      yield "index,address";
    },
    exportRows: async function* () {
      yield "payment,amount";
      yield "pay_1,100.00000000";
    },
    bus,
    clock: { now: () => Date.now() },
    recordRequest: () => {},
    health: {
      live: () => true,
      ready: async () => ({
        status: "ready",
        entries: [{ name: "database", ok: true, detail: "127.0.0.1" }],
      }),
    },
    log: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }),
    assets,
    pages: null,
    ...parts,
  });
  const server = createHttpServer(http.app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    http,
    fake,
    reads,
    bus,
    identities,
    logged,
    stop: async () => {
      await http.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
