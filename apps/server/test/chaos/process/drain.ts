// Faults off: everything confirms; then time jumps past all deadlines, some pay late, and everything ends.
import { age } from "../age-rows.ts";
import { hurryDeliveries, readLedger, readSnapshot, readWaiting, type Waiting } from "../ledger.ts";
import { payBy } from "../payers.ts";
import { eventually } from "../seeded.ts";
import type { Cluster } from "./cluster.ts";

/** Beyond every deadline, its grace, and the hold after a revert. */
const JUMP_MS = 20 * 60_000;
/** Deeper than any payment of the harness asks for. */
const DEEP = 80;

export interface DrainOptions {
  /** Limit of each of the waits. */
  readonly limitMs: number;
  /** How many that were never paid are paid after their deadline. */
  readonly latePayers: number;
  /** A chain that does not mine by itself is mined by the drain. */
  readonly mine: boolean;
  /** Every server is killed once more between the jump and the end. */
  readonly restart: boolean;
}

/** Violations of liveness, in words. */
export async function drain(cluster: Cluster, options: DrainOptions): Promise<string[]> {
  const { chain, made, random } = cluster;
  const faults: string[] = [];
  if (options.mine) chain.mine(DEEP);
  const missing = await unconfirmed(cluster, options.limitMs);
  if (missing.length > 0) faults.push(`Liveness: paid and not confirmed: ${missing.join(", ")}`);
  // A revert that is read only after the jump would open its hold there.
  if (!(await caughtUp(cluster, options))) faults.push("Liveness: the chain was not read to its end");
  await age(cluster.database, JUMP_MS);
  chain.jump(JUMP_MS);
  // Time on the chain is the median of its last blocks.
  if (options.mine) chain.mine(DEEP);
  await waiting(cluster, options.limitMs, ({ open }) => open === 0);
  const late = made
    .filter((payment) => chain.outputs(payment.address).length === 0)
    .slice(0, options.latePayers);
  for (const payment of late) await payBy("exact", payment, { chain, random: random.stream("late") });
  if (options.restart) {
    for (const server of cluster.servers) await server.end("SIGKILL");
    await cluster.startStopped();
  }
  if (options.mine) chain.mine(DEEP);
  if (!(await caughtUp(cluster, options))) faults.push("Liveness: the chain was not read to its end");
  const last = await waiting(
    cluster,
    options.limitMs,
    ({ open, undelivered, shallow }) => open + undelivered + shallow === 0,
  );
  if (last !== null)
    faults.push(
      `Liveness: ${last.open} payments open, ${last.undelivered} events undelivered, ${last.shallow} outputs not deep`,
    );
  return faults;
}

/** Null when it came about, else what is still waiting. */
async function waiting(
  cluster: Cluster,
  limitMs: number,
  done: (now: Waiting) => boolean,
): Promise<Waiting | null> {
  let now: Waiting | null = null;
  const over = await eventually(limitMs, async () => {
    await hurryDeliveries(cluster.database, cluster.living());
    now = await readWaiting(cluster.database);
    return done(now) ? true : null;
  });
  return over === null ? now : null;
}

/** Payments whose money is deep enough and that are not confirmed when the time is over. */
async function unconfirmed({ chain, database, living }: Cluster, limitMs: number): Promise<string[]> {
  let waiting: string[] = [];
  await eventually(limitMs, async () => {
    await hurryDeliveries(database, living());
    const { payments } = await readLedger(database);
    // Not deep yet counts as owed: it will be. Money that a reorganisation took back for good is waited for by time.
    waiting = payments
      .filter((row) => row.status !== "confirmed" && row.mark === null)
      .filter((row) => chain.deepSompi(row.address, 0) >= BigInt(row.threshold))
      .map((row) => row.key);
    return waiting.length === 0 ? true : null;
  });
  return waiting;
}

/** The cursor has passed every block that existed at the call, and twenty more where blocks come by themselves. */
async function caughtUp({ chain, database }: Cluster, { limitMs, mine }: DrainOptions): Promise<boolean> {
  const goal = chain.tip() + (mine ? 0 : 20);
  const there = await eventually(limitMs, async () => {
    const snapshot = await readSnapshot(database);
    return (chain.daaOf(snapshot?.cursor ?? "") ?? 0) >= goal ? true : null;
  });
  return there !== null;
}
