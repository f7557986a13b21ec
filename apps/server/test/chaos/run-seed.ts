// One seed of level 3 (security-and-reliability.md 7.1): the built server as a child, real sockets, a node that outlives
// it. Only the plan is seeded; what the machine makes of it differs from run to run.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { registerMerchant } from "../../../../e2e/support/api.ts";
import { BEAT_MS, type DrivenChain, startChain } from "./driven-chain.ts";
import { eventViolations } from "./event-order.ts";
import { snapshotViolations, violations } from "./invariants.ts";
import { createKiller, reorganise } from "./killer.ts";
import { hurryDeliveries, readLedger, readSnapshot, readWaiting, type Waiting } from "./ledger.ts";
import { drawWay, type Paying, payBy } from "./payers.ts";
import { type ChaosReceiver, startReceiver } from "./receiver.ts";
import { eventually, pause, type Seeded, seeded } from "./seeded.ts";
import { createServerProcess, type ServerProcess } from "./server-process.ts";
import { addEndpoints, createShop, type Made, type Order, type Shop } from "./shop.ts";

export interface ChaosOptions {
  readonly seed: string;
  readonly payments: number;
  /** How long the harm lasts. */
  readonly chaosMs: number;
  /** Limit of each of the two waits after it. */
  readonly drainMs: number;
}

export interface ChaosReport {
  readonly seed: string;
  readonly violations: readonly string[];
  readonly payments: number;
  readonly transfers: number;
  readonly events: number;
  readonly deliveries: number;
  /** Deliveries above one per event and endpoint: allowed, and to be few. */
  readonly repeated: number;
  readonly overtaken: number;
  readonly reorgs: number;
  readonly snapshots: number;
  readonly unknownCalls: number;
  readonly harm: Readonly<Record<string, number>>;
  readonly drainMs: number;
  readonly seconds: number;
  /** What the server printed, for a failed seed. */
  readonly output: string;
}

export const STANDARD = { payments: 24, chaosMs: 15_000, drainMs: 60_000 } as const;
/** Beyond every deadline, its grace, and the hold after a revert. */
const JUMP_MS = 20 * 60_000;
const LATE_PAYERS = 3;

export async function runSeed(options: ChaosOptions): Promise<ChaosReport> {
  const random = seeded(options.seed);
  const chain = await startChain(random.stream("chain"), BEAT_MS);
  const server = await createServerProcess(random.stream("ports"), chain.sim.rpcUrl);
  const receiver = await startReceiver(random.stream("receiver"), chain, {
    clockSlackMs: 500,
    inFlightMs: 1_500,
  });
  try {
    server.start();
    await server.ready();
    const { apiKey } = await registerMerchant(server.url, await newDemoAccountKey());
    const secrets = await addEndpoints(server, apiKey, receiver.url);
    return await storm(options, {
      random,
      chain,
      server,
      receiver,
      secrets,
      shop: createShop(server, apiKey),
    });
  } finally {
    await server.close();
    await receiver.close();
    await chain.close();
  }
}

interface World {
  readonly random: Seeded;
  readonly chain: DrivenChain;
  readonly server: ServerProcess;
  readonly receiver: ChaosReceiver;
  readonly secrets: ReadonlyMap<string, string>;
  readonly shop: Shop;
}

async function storm(options: ChaosOptions, world: World): Promise<ChaosReport> {
  const { random, chain, server, receiver, shop } = world;
  const start = Date.now();
  const until = start + options.chaosMs;
  const made: Made[] = [];
  const killer = createKiller(server, chain, random.stream("killer"));
  const watch = watchSnapshots(world);
  await Promise.all([
    killer.rage(until),
    reorganise(chain, random.stream("reorgs"), until),
    ...Array.from({ length: options.payments }, async (_, number) => {
      const own = random.stream(`payer ${number}`);
      await pause(own.between(0, options.chaosMs * 0.8));
      const one = await shop.create(orderOf(number, own), own);
      made.push(one);
      await pause(own.between(0, 1_500));
      await payBy(drawWay(own), one, { chain, random: own });
    }),
  ]);
  receiver.heal();
  const calm = Date.now();
  const faults = await drain(options, world, made);
  const drained = Date.now();
  const replies = await Promise.all(made.slice(0, LATE_PAYERS).map((one) => shop.repeat(one.order)));
  const ledger = await readLedger(server);
  const seen = await watch.end();
  const evidence = { chain, ledger, made, history: shop.history, receiver };
  return {
    seed: options.seed,
    violations: [
      ...faults,
      ...server.failedStarts.map((text) => `Liveness: a start failed: ${text}`),
      ...replies
        .flat()
        .filter((reply) => reply.outcome !== "ok")
        .map((reply) => `I1 a repeated order is answered ${reply.outcome} ${reply.told}`),
      ...violations(evidence),
      ...eventViolations(ledger),
      ...(await receiver.verifyAll(world.secrets)),
      ...seen.faults,
    ],
    payments: ledger.payments.length,
    transfers: ledger.transfers.length,
    events: ledger.events.length,
    deliveries: ledger.deliveries.length,
    repeated: receiver.received.filter((one) => one.acknowledged).length - ledger.deliveries.length,
    overtaken: receiver.overtaken,
    reorgs: chain.reorgs,
    snapshots: seen.count,
    unknownCalls: shop.history.filter((call) => call.outcome === "unknown").length,
    harm: killer.done,
    drainMs: drained - calm,
    seconds: Math.round((Date.now() - start) / 1_000),
    output: server.output(),
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

/** Faults off: everything confirms; then time jumps past all deadlines, some pay late, and everything ends. */
async function drain({ drainMs }: ChaosOptions, world: World, made: readonly Made[]): Promise<string[]> {
  const { chain, random, server } = world;
  const faults: string[] = [];
  const owed = await unconfirmed(world, drainMs);
  if (owed.length > 0) faults.push(`Liveness: paid and not confirmed: ${owed.join(", ")}`);
  chain.jump(JUMP_MS);
  await waiting(world, drainMs, ({ open }) => open === 0);
  const paying: Paying = { chain, random: random.stream("late") };
  const late = made.filter((one) => chain.outputs(one.address).length === 0).slice(0, LATE_PAYERS);
  for (const one of late) await payBy("exact", one, paying);
  await server.end("SIGKILL");
  server.start();
  await server.ready();
  await catchUp(world, drainMs);
  const last = await waiting(world, drainMs, ({ open, undelivered }) => open === 0 && undelivered === 0);
  if (last !== null)
    faults.push(`Liveness: ${last.open} payments open, ${last.undelivered} events undelivered`);
  return faults;
}

/** Null when it came about, else what is still waiting. */
async function waiting(
  { server }: World,
  limitMs: number,
  done: (now: Waiting) => boolean,
): Promise<Waiting | null> {
  let now = await readWaiting(server);
  const over = await eventually(limitMs, async () => {
    await hurryDeliveries(server, `%:${server.pid()}:%`);
    now = await readWaiting(server);
    return done(now) ? true : null;
  });
  return over === null ? now : null;
}

/** Payments whose money lies deep enough and that are not confirmed when the time is over. */
async function unconfirmed({ chain, server }: World, limitMs: number): Promise<string[]> {
  let owed: string[] = [];
  await eventually(limitMs, async () => {
    await hurryDeliveries(server, `%:${server.pid()}:%`);
    const { payments } = await readLedger(server);
    // Not deep yet counts as owed: it will be. Money that a reorganisation took back for good is waited for by time.
    owed = payments
      .filter((row) => row.status !== "confirmed" && chain.deepSompi(row.address, 0) >= BigInt(row.threshold))
      .map((row) => row.key);
    return owed.length === 0 ? true : null;
  });
  return owed;
}

/** The cursor has passed every block that stood when this was asked. */
async function catchUp({ chain, server }: World, limitMs: number): Promise<void> {
  const goal = chain.sim.controls.state().daaScore + 20;
  await eventually(limitMs, async () => {
    const snapshot = await readSnapshot(server);
    return (chain.daaOf(snapshot?.cursor ?? "") ?? 0) >= goal ? true : null;
  });
}

/** Looks at the tables all through the storm (I12). */
function watchSnapshots({ chain, server }: World) {
  const faults: string[] = [];
  let count = 0;
  let over = false;
  const watching = (async () => {
    while (!over) {
      const snapshot = await readSnapshot(server).catch(() => null);
      const found = snapshot === null ? null : snapshotViolations(chain, snapshot);
      if (found !== null) {
        count++;
        faults.push(...found);
      }
      await pause(150);
    }
  })();
  return {
    async end() {
      over = true;
      await watching;
      return { count, faults: faults.slice(0, 20) };
    },
  };
}
