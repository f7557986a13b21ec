// Stress test: the whole gateway in this process, ended at its fault points again and again. An error ends the work as a
// kill would, but a hundred times faster, and another gateway goes on. Above 300 lines: one run from start to drain.
import type { FaultPoint, FaultPoints } from "../../src/runtime/fault-points.ts";
import { SYSTEM, startProcess, type TestGateway } from "../support/gateway.ts";
import { startInstallation } from "../support/installation.ts";
import { age } from "./age-rows.ts";
import { type DrivenChain, startChain } from "./driven-chain.ts";
import { type FailingReceiver, startFailingReceiver } from "./failing-receiver.ts";
import { reorgOnce } from "./fault-injector.ts";
import { eventViolations } from "./invariants/event-order.ts";
import { snapshotViolations, violations } from "./invariants/violations.ts";
import { type HasDatabase, hurryDeliveries, query, readLedger, readSnapshot, readWaiting } from "./ledger.ts";
import type { Call, Made } from "./order-client.ts";
import { eventually, type Seeded, seeded } from "./seeded.ts";

class Killed extends Error {}

export interface StressReport {
  readonly violations: readonly string[];
  /** How often each point ended the work. */
  readonly kills: Partial<Record<FaultPoint, number>>;
  readonly snapshots: number;
  readonly rounds: number;
  readonly payments: number;
  readonly transfers: number;
  readonly events: number;
}

interface Stress {
  readonly random: Seeded;
  readonly chain: DrivenChain;
  readonly database: HasDatabase;
  readonly receiver: FailingReceiver;
  readonly storeId: string;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  readonly made: Made[];
  readonly history: Call[];
  readonly faults: FaultPoints & { rate: number; kills: Partial<Record<FaultPoint, number>> };
  readonly seen: string[];
  snapshots: number;
  /** Looks that the drain needed. */
  rounds: number;
  /** Two processes; each is replaced when it was killed. */
  readonly pair: TestGateway[];
  open(): Promise<TestGateway>;
}

const KILL_RATE = 0.12;
const JUMP_MS = 20 * 60_000;
const DRAIN_MS = 20_000;

export async function runStress(seed: string, steps: number): Promise<StressReport> {
  const random = seeded(seed);
  const chain = await startChain(random.stream("chain"), 0);
  const receiver = await startFailingReceiver(random.stream("receiver"), chain, {
    clockSlackMs: 0,
    inFlightMs: 0,
    without: ["hang"],
  });
  const faults = killingAt(random.stream("kills"));
  const installation = await startInstallation({
    node: chain.sim,
    parts: { faults, clock: { now: Date.now } },
    env: { KP_FIXED_RATE: "0.05" },
  });
  const { database } = installation;
  const open = (): Promise<TestGateway> => startProcess(installation);
  try {
    const first = await open();
    await first.follow();
    const storeId = await first.createStore();
    const secrets = new Map<string, readonly string[]>();
    for (const [path, events] of [
      ["/all", ["*"]],
      ["/fulfil", ["payment.confirmed", "payment.updated"]],
    ] as const) {
      const made = await first.useCases.endpoints.create(
        storeId,
        { url: `${receiver.url}${path}`, events: [...events] },
        SYSTEM,
      );
      secrets.set(path, [made.secret]);
    }
    const stress: Stress = {
      secrets,
      random,
      chain,
      database: { databaseUrl: () => database.url },
      receiver,
      storeId,
      made: [],
      history: [],
      faults,
      seen: [],
      snapshots: 0,
      rounds: 0,
      pair: [first, await open()],
      open,
    };
    faults.rate = KILL_RATE;
    for (let step = 0; step < steps; step++) await act(stress);
    return await calm(stress);
  } finally {
    faults.rate = 0;
    await installation.close();
    await receiver.close();
    await chain.close();
  }
}

function killingAt(random: Seeded): Stress["faults"] {
  const faults: Stress["faults"] = {
    rate: 0,
    kills: {},
    reach(point) {
      if (!random.chance(faults.rate)) return;
      faults.kills[point] = (faults.kills[point] ?? 0) + 1;
      throw new Killed(point);
    },
  };
  return faults;
}

/** One thing happens. */
async function act(stress: Stress): Promise<void> {
  const { random, chain, pair } = stress;
  const position = random.between(0, pair.length - 1);
  const gateway = pair[position] as TestGateway;
  const draw = random.next();
  if (draw < 0.1) await make(stress, gateway);
  else if (draw < 0.25) payOne(stress);
  else if (draw < 0.4) chain.mine(random.between(1, 6));
  else if (draw < 0.53) disturb(stress);
  else if (draw < 0.78) await withKill(stress, position, () => gateway.follow());
  else if (draw < 0.86) await withKill(stress, position, () => gateway.deliver());
  else if (draw < 0.9) await look(stress, gateway);
  else if (draw < 0.92) await query(stress.database, FREE_LEASE);
  else if (draw < 0.93) await query(stress.database, CUT);
  else if (draw < 0.985) await all(stress);
  else await replace(stress, position);
  await check(stress);
}

const FREE_LEASE = "update leases set expires_at = now() - interval '1 ms'";
const CUT =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

const STUCK = `select concat_ws(' ', application_name, state, now() - xact_start, query) as text from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '1 second'`;

/** A process that reached a fault point is dead: another one replaces it. */
async function withKill(stress: Stress, position: number, work: () => Promise<void>): Promise<void> {
  const before = total(stress);
  await work().catch(() => undefined);
  if (total(stress) > before) await replace(stress, position);
}

/** Everything at once in both processes, while the lease changes its holder right after a reorganisation. */
async function all(stress: Stress): Promise<void> {
  const { pair, database, chain, random } = stress;
  const dead = new Set<number>();
  payOne(stress);
  chain.reorg(random.between(1, 5), { drop: [], doubleSpend: [] });
  const works = pair.flatMap((gateway, position) =>
    [
      () => gateway.follow(),
      () => gateway.deliver(),
      () => look(stress, gateway),
      () => make(stress, gateway),
      async () => {
        await query(database, FREE_LEASE);
        await gateway.follow();
      },
    ].map((work) =>
      work().catch((error: unknown) => {
        if (error instanceof Killed) dead.add(position);
      }),
    ),
  );
  await Promise.all(works);
  for (const position of dead) await replace(stress, position);
}

const total = ({ faults }: Stress): number =>
  Object.values(faults.kills).reduce((sum, kills) => sum + kills, 0);

async function replace(stress: Stress, position: number): Promise<void> {
  const { faults, pair, open, random } = stress;
  const { rate } = faults;
  faults.rate = 0;
  const old = pair[position];
  if (old !== undefined) await old.stop();
  pair[position] = await open();
  if (random.chance(0.5)) await hurryDeliveries(stress.database, []);
  faults.rate = rate;
}

/** A shop that asks until it is answered, each time at another process. */
async function make(stress: Stress, gateway: TestGateway): Promise<void> {
  const { random, history, made, storeId, pair } = stress;
  const key = `order-${history.length}`;
  const amount = `${random.between(1, 40)}.${random.between(10, 99)}`;
  let asked = gateway;
  for (let tries = 0; tries < 20; tries++) {
    try {
      const change = {
        amount,
        orderId: key,
        idempotency: { key, requestHash: amount },
        expiresInMs: 300_000,
      };
      const { answer } = await asked.createPayment(storeId, change);
      history.push({ key, outcome: "ok", answer: answer.id });
      const known = made.find((payment) => payment.id === answer.id);
      if (known !== undefined) continue;
      made.push({
        order: {
          key,
          body: { amount, currency: "KAS", orderId: key, requiredConfirmations: 10, expiryMinutes: 5 },
        },
        id: answer.id,
        address: answer.kaspaAddress,
        sompi: BigInt(answer.amountSompi ?? "0"),
        expiresAt: Date.parse(answer.expiresAt),
      });
      if (random.chance(0.7)) return;
    } catch (error) {
      history.push({ key, outcome: "unknown", answer: String(error) });
    }
    asked = random.pick(pair);
  }
}

function payOne({ random, chain, made }: Stress): void {
  const { controls } = chain.sim;
  if (made.length === 0) return;
  const payment = random.pick(made.slice(-8));
  const share = random.pick([1n, 1n, 1n, 2n, 4n]);
  controls.pay({
    address: payment.address,
    sompi: (payment.sompi / share) * (random.chance(0.1) ? 3n : 1n),
    parts: random.chance(0.2) ? 2 : 1,
    mempoolOnly: random.chance(0.15),
    mine: false,
  });
  if (random.chance(0.5)) chain.mine(1);
}

/** Reorganised, swept, replaced, released or cut off. */
function disturb({ random, chain }: Stress): void {
  const { controls } = chain.sim;
  const waiting = controls.truth().mempool.filter((tx) => tx.held);
  const draw = random.next();
  const [held] = waiting;
  if (draw < 0.65) reorgOnce(chain, random);
  else if (draw < 0.75) {
    const coin = chain.outputs().find((output) => output.spent === null);
    if (coin === undefined) return;
    controls.spend({ outpoint: { transactionId: coin.txId, index: coin.index } });
    chain.mine(1);
  } else if (held === undefined) controls.disconnect();
  else if (draw < 0.83) controls.release({ txId: held.txId });
  else if (draw < 0.9) controls.doubleSpend({ txId: held.txId });
  else controls.dropTx({ txId: held.txId });
}

/** Somebody looks at a payment, so the mempool is asked about it. */
async function look({ random, made }: Stress, { useCases, workers }: TestGateway): Promise<void> {
  for (const payment of made.slice(-5)) if (random.chance(0.5)) useCases.watched.look(payment.id);
  await workers.followers[0]?.mempoolPoller.tick().catch(() => undefined);
}

/** I12 after every step. */
async function check(stress: Stress): Promise<void> {
  const snapshot = await readSnapshot(stress.database);
  const found = snapshot === null ? null : snapshotViolations(stress.chain, snapshot);
  if (found === null) return;
  stress.snapshots++;
  stress.seen.push(...found);
}

/** Faults off, everything comes to its end, and the invariants are asked. */
async function calm(stress: Stress): Promise<StressReport> {
  const { chain, database, faults, pair, receiver, seen } = stress;
  faults.rate = 0;
  receiver.answerOk();
  chain.sim.controls.release();
  const [first, second] = pair as [TestGateway, TestGateway];
  await second.stop();
  chain.mine(80);
  await query(database, FREE_LEASE);
  const settle = async (): Promise<void> => {
    // A cut connection to the node is made again first.
    await eventually(10_000, () =>
      first.follow().then(
        () => true,
        () => null,
      ),
    );
    await eventually(DRAIN_MS, async () => {
      stress.rounds++;
      await first.follow();
      await hurryDeliveries(database, []);
      await first.deliver();
      return (await readWaiting(database)).undelivered === 0 ? true : null;
    });
  };
  await settle();
  await age(database, JUMP_MS);
  chain.jump(JUMP_MS);
  chain.mine(20);
  await settle();
  const ledger = await readLedger(database);
  const stuck = await query<{ text: string }>(database, STUCK);
  const undelivered = ledger.deliveries.filter((row) => row.state === "pending").length;
  return {
    violations: [
      ...stuck.map(({ text }) => `Liveness: a transaction was left open: ${text}`),
      ...(undelivered === 0 ? [] : [`Liveness: ${undelivered} events undelivered`]),
      ...violations({ chain, ledger, made: stress.made, history: stress.history, receiver }),
      ...eventViolations(ledger),
      ...(await receiver.verifyAll(stress.secrets)),
      ...seen.slice(0, 20),
    ],
    kills: faults.kills,
    snapshots: stress.snapshots,
    rounds: stress.rounds,
    payments: ledger.payments.length,
    transfers: ledger.transfers.length,
    events: ledger.events.length,
  };
}
