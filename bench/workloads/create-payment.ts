// W1: create a payment over REST with an API key: auth, validation, idempotency key, address derivation, quote, insert
// and event; against P0's bare insert and L1's bare statements, interleaved.
import { randomUUID } from "node:crypto";
import { openInsertLoop } from "../baselines/insert-loop.ts";
import { registerMerchant } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { median, percentile } from "../measure/figures.ts";
import { type LoadTarget, type LoadWindow, loadHttp } from "../measure/http-load.ts";
import { type Contestant, interleave } from "../measure/interleave.ts";
import type { Goal, Outcome, Row } from "../report.ts";

const CONNECTIONS = [1, 10, 50] as const;
const ROUNDS = 4;
const WINDOW_MS = 2_000;
const WARM_UP_MS = 1_500;

const OURS = "kaspa-pay";
const P0 = "P0 bare Express";
const TWO = "L1 two statements";
const ONE = "L1 one statement";

export const createPayment = (): Promise<Outcome> => withSetup({}, measure);

async function measure(setup: Setup): Promise<Outcome> {
  const bareUrl = await setup.startBareExpress();
  const gateway = await setup.startGateway();
  const merchant = await registerMerchant(gateway.url);
  await merchant.createPayment();
  const loop = await openInsertLoop(setup.database, setup.databaseUrl);
  const rows: Row[] = [];
  const results = new Map<number, Map<string, LoadWindow[]>>();
  for (const connections of CONNECTIONS) {
    const contestants: Contestant<LoadWindow>[] = [
      http(OURS, ours(gateway.url, merchant.apiKey), connections),
      http(P0, bareInsert(bareUrl), connections),
      { name: TWO, measure: () => loop.twoStatements(connections, WINDOW_MS) },
      { name: ONE, measure: () => loop.oneStatement(connections, WINDOW_MS) },
    ];
    await loadHttp(ours(gateway.url, merchant.apiKey), connections, WARM_UP_MS);
    await loadHttp(bareInsert(bareUrl), connections, WARM_UP_MS);
    const windows = await interleave(ROUNDS, contestants);
    results.set(connections, windows);
    rows.push(...rowsOf(connections, windows));
  }
  await loop.close();
  return { rows, goals: goalsOf(results.get(10) ?? new Map()), notes: NOTES };
}

const NOTES = [
  `Medians of ${ROUNDS} windows of ${WINDOW_MS / 1000} s each, interleaved A/B/A/B on one PostgreSQL with fsync and synchronous_commit on.`,
  "Client, server under test, simulated node and PostgreSQL share the machine's cores.",
  "P2 (lightning-charge, the KasPay reference) is not at hand here and was not measured.",
];

function http(name: string, target: LoadTarget, connections: number): Contestant<LoadWindow> {
  return {
    name,
    measure: async () => {
      const window = await loadHttp(target, connections, WINDOW_MS);
      if (window.failures > 0) throw new Error(`${name}: ${window.failures} requests failed`);
      return window;
    },
  };
}

const ours = (url: string, apiKey: string): LoadTarget => ({
  url: `${url}/api/v1/payments`,
  method: "POST",
  request: () => {
    const orderId = randomUUID();
    return {
      headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": orderId },
      body: JSON.stringify({ amount: "25.00", currency: "USD", orderId, description: "Two T-shirts" }),
    };
  },
});

const bareInsert = (url: string): LoadTarget => ({
  url: `${url}/orders`,
  method: "POST",
  request: () => ({ body: JSON.stringify({ amount: "25.00", currency: "USD" }) }),
});

const rate = (windows: readonly LoadWindow[]): number => median(windows.map((window) => window.perSecond));
const tail = (windows: readonly LoadWindow[], share: number): number =>
  percentile(
    windows.flatMap((window) => window.latencies),
    share,
  );

function rowsOf(connections: number, windows: ReadonlyMap<string, LoadWindow[]>): Row[] {
  return [...windows].flatMap(([name, taken]) => [
    { what: `${name}, c = ${connections}`, value: rate(taken), unit: "/s" },
    { what: `${name}, c = ${connections}, p50`, value: tail(taken, 0.5), unit: "ms" },
    { what: `${name}, c = ${connections}, p99`, value: tail(taken, 0.99), unit: "ms" },
  ]);
}

function goalsOf(at10: ReadonlyMap<string, LoadWindow[]>): Goal[] {
  const of = (name: string) => at10.get(name) ?? [];
  const least = (what: string, value: number, limit: number): Goal => ({
    ...{ what, value, unit: "", limit },
    rule: "atLeast",
  });
  return [
    least("throughput / P0, c = 10", rate(of(OURS)) / rate(of(P0)), 0.5),
    least("throughput / L1 two statements, c = 10", rate(of(OURS)) / rate(of(TWO)), 0.25),
    {
      what: "p99 / P0's p99, c = 10",
      value: tail(of(OURS), 0.99) / tail(of(P0), 0.99),
      unit: "",
      limit: 5,
      rule: "atMost",
    },
  ];
}
