// One chaos run: real servers as child processes, real sockets, and a node that outlives them. Only the plan follows the
// seed; timing differs from run to run. docs/spec/reliability.md#chaos-runs
import { startDatabase } from "./database-process.ts";
import { depositUntil } from "./depositors.ts";
import { BLOCK_EVERY_MS } from "./driven-chain.ts";
import { createFaultInjector, type DatabaseHarms, reorganise, spoilLines } from "./fault-injector.ts";
import type { Order } from "./order-client.ts";
import { drawPattern, payBy } from "./payers.ts";
import { type Cluster, startCluster } from "./process/cluster.ts";
import { drain } from "./process/drain.ts";
import { type PgProxy, startPgProxy } from "./process/pg-proxy.ts";
import { pause, type Seeded, seeded } from "./seeded.ts";

export interface ChaosOptions {
  readonly seed: string;
  /** What node runs as a server: built or from source. */
  readonly program: readonly string[];
  readonly payments: number;
  /** How long the harm lasts. */
  readonly chaosMs: number;
  /** Limit of each of the waits after it. */
  readonly drainMs: number;
}

export interface ChaosReport {
  readonly seed: string;
  readonly violations: readonly string[];
  readonly servers: number;
  readonly payments: number;
  readonly transfers: number;
  readonly deposits: number;
  readonly events: number;
  readonly deliveries: number;
  /** Deliveries above one per event and endpoint: allowed, and to be few. */
  readonly repeated: number;
  readonly overtaken: number;
  readonly reorgs: number;
  readonly snapshots: number;
  /** Refunds and payouts, and the transactions that the store's wallet signed for them. */
  readonly sentOut: number;
  readonly signed: number;
  readonly unknownCalls: number;
  readonly harm: Readonly<Record<string, number>>;
  readonly drainMs: number;
  readonly seconds: number;
  /** What the servers printed, for a failed seed. */
  readonly output: string;
}

export const STANDARD = { payments: 24, chaosMs: 15_000, drainMs: 60_000 } as const;
const LATE_PAYERS = 3;
/** Of the seeds run one server with its embedded database, the others two on one. */
const ALONE = 0.3;
const CANCELED = 0.15;
/** Of the payments are refunded, wholly or in part; some twice. */
const REFUNDED = 0.7;
const PAYOUTS = 6;

export async function runSeed(options: ChaosOptions): Promise<ChaosReport> {
  const random = seeded(options.seed);
  const alone = random.stream("layout").chance(ALONE);
  const database = alone ? null : await startDatabase();
  const proxy = database === null ? null : await startPgProxy(database.databaseUrl());
  const cluster = await startCluster({
    random,
    blockEveryMs: BLOCK_EVERY_MS,
    program: options.program,
    servers: alone ? 1 : 2,
    database,
    ...(proxy !== null && { serverDatabaseUrl: proxy.url }),
    receiver: { clockSlackMs: 500, inFlightMs: 5_000 },
  });
  try {
    return await stress(options, cluster, {
      kill: (how) => (database === null ? cluster.servers[0]?.killDatabase() : database.kill(how)),
      cutCommit: proxy === null ? null : cutAny(proxy, random.stream("proxy")),
    });
  } finally {
    await cluster.close();
    await proxy?.close();
    await database?.close();
  }
}

const cutAny = (proxy: PgProxy, random: Seeded) => (): void =>
  proxy.cutNext(/^(commit|insert|with|update)/i, random.pick(["before", "after"]));

async function stress(options: ChaosOptions, cluster: Cluster, harms: DatabaseHarms): Promise<ChaosReport> {
  const { random, chain, receiver, client, staff, out, made } = cluster;
  const start = Date.now();
  const until = start + options.chaosMs;
  const injector = createFaultInjector(cluster, harms, random.stream("injector"));
  await Promise.all([
    injector.rage(until),
    reorganise(chain, random.stream("reorgs"), until),
    spoilLines(chain, random.stream("weather"), until),
    staff.work(until),
    ...cluster.depositAddresses.map((address, number) =>
      depositUntil(until, address, { chain, random: random.stream(`customer ${number}`) }),
    ),
    ...Array.from({ length: options.payments }, async (_, number) => {
      const own = random.stream(`payer ${number}`);
      await pause(own.between(0, options.chaosMs * 0.8));
      const payment = await client.create(orderOf(number, own), own);
      made.push(payment);
      await pause(own.between(0, 1_500));
      if (own.chance(CANCELED)) await staff.cancel(payment.id);
      await payBy(drawPattern(own), payment, { chain, random: own });
      while (own.chance(REFUNDED)) await out.refund(payment.id, own);
    }),
    ...Array.from({ length: PAYOUTS }, async (_, number) => {
      const own = random.stream(`payout ${number}`);
      await pause(own.between(options.chaosMs * 0.2, options.chaosMs * 0.8));
      await out.payout(number, own);
    }),
  ]);
  receiver.answerOk();
  const calm = Date.now();
  const faults = await drain(cluster, {
    limitMs: options.drainMs,
    latePayers: LATE_PAYERS,
    mine: false,
    restart: true,
  });
  const drained = Date.now();
  // Asked until it is answered; I1 compares the answers.
  const repeated = made.slice(0, LATE_PAYERS).flatMap(({ order }) => [order, order]);
  const replies = await Promise.allSettled(repeated.map((order) => client.create(order, random)));
  const { ledger, violations } = await cluster.checkInvariants();
  return {
    seed: options.seed,
    violations: [
      ...faults,
      ...cluster.servers
        .flatMap((server) => server.failedStarts)
        .map((text) => `Liveness: a start failed: ${text}`),
      ...replies.flatMap((reply) => (reply.status === "rejected" ? [`I1 ${String(reply.reason)}`] : [])),
      ...violations,
    ],
    servers: cluster.servers.length,
    payments: ledger.payments.length,
    transfers: ledger.transfers.length,
    deposits: ledger.deposits.length,
    events: ledger.events.length,
    deliveries: ledger.deliveries.length,
    repeated: receiver.received.filter((webhook) => webhook.acknowledged).length - ledger.deliveries.length,
    overtaken: receiver.overtaken,
    reorgs: chain.reorgs,
    snapshots: cluster.watch.count,
    sentOut: out.asked.length,
    signed: out.signed.size,
    unknownCalls: [...client.history, ...staff.actions, ...out.actions].filter(
      (call) => call.outcome === "unknown",
    ).length,
    harm: injector.done,
    drainMs: drained - calm,
    seconds: Math.round((Date.now() - start) / 1_000),
    output: cluster.servers.map((server) => server.output()).join("\n"),
  };
}

function orderOf(number: number, random: Seeded): Order {
  const key = `order-${number}`;
  return {
    key,
    body: {
      amount: `${random.between(1, 40)}.${random.between(10, 99)}`,
      currency: "KAS",
      orderId: key,
      requiredConfirmations: random.pick([3, 10, 10, 30, 60]),
      expiryMinutes: random.pick([5, 10]),
    },
  };
}
