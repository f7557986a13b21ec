// Fault injector: kills servers and database, breaks the connections of the node and reorganises its chain, by seed.
import type { DrivenChain } from "./driven-chain.ts";
import { freeDeadLeases, query } from "./ledger.ts";
import type { Cluster } from "./process/cluster.ts";
import { pause, type Seeded } from "./seeded.ts";
import type { ServerProcess } from "./server-process.ts";

const HARMS = {
  /** At any moment of its work. */
  kill: 5,
  /** While it starts. */
  killEarly: 2,
  killAll: 2,
  killDatabase: 1,
  /** PostgreSQL's immediate shutdown. */
  stopDatabase: 1,
  cutBackends: 2,
  /** The connection is lost while a COMMIT is on its way. */
  cutCommit: 3,
  /** The lease changes hands although its holder is well. */
  stealLease: 1,
  freeze: 1,
  stop: 1,
  cutNode: 2,
} as const;
export type Harm = keyof typeof HARMS;

export interface FaultInjector {
  /** How often each harm was done. */
  readonly done: Partial<Record<Harm, number>>;
  /** Harms the servers until this moment and leaves them running. */
  rage(until: number): Promise<void>;
}

/** What can be done to the database, besides what a connection to it can do. */
export interface DatabaseHarms {
  kill(how: "SIGKILL" | "SIGQUIT"): void;
  /** Null where nothing is between the servers and the database. */
  cutCommit: (() => void) | null;
}

export function createFaultInjector(cluster: Cluster, harms: DatabaseHarms, random: Seeded): FaultInjector {
  const { servers, chain, database } = cluster;
  const done: Partial<Record<Harm, number>> = {};
  const bag = (Object.entries(HARMS) as [Harm, number][])
    .filter(([harm]) => harm !== "cutCommit" || harms.cutCommit !== null)
    .flatMap(([harm, weight]) => Array.from({ length: weight }, () => harm));
  /** Most of the time the harness does not wait for the 10 s of a dead leader's lease. */
  async function startStopped(target: ServerProcess): Promise<void> {
    target.start();
    const patient = random.chance(0.2);
    if (!patient) await freeDeadLeases(database, cluster.living()).catch(() => undefined);
    await target.ready();
    if (!patient) await freeDeadLeases(database, cluster.living());
  }
  async function allReady(): Promise<void> {
    for (const server of servers) await server.ready();
  }
  const faults: Record<Harm, (target: ServerProcess) => Promise<void>> = {
    kill: async (target) => {
      await target.end("SIGKILL");
      await startStopped(target);
    },
    killEarly: async (target) => {
      await target.end("SIGKILL");
      target.start();
      await pause(random.between(20, 1_500));
      await target.end("SIGKILL");
      await startStopped(target);
    },
    killAll: async () => {
      if (random.chance(0.5)) harms.kill("SIGKILL");
      for (const server of servers) await server.end("SIGKILL");
      for (const server of servers) await startStopped(server);
    },
    killDatabase: async () => {
      harms.kill("SIGKILL");
      await allReady();
    },
    stopDatabase: async () => {
      harms.kill("SIGQUIT");
      await allReady();
    },
    cutBackends: async () => {
      await query(database, CUT);
    },
    cutCommit: async () => harms.cutCommit?.(),
    stealLease: async () => {
      await query(database, FREE_LEASE);
    },
    freeze: async (target) => {
      target.signal("SIGSTOP");
      await pause(random.between(500, 3_000));
      target.signal("SIGCONT");
    },
    stop: async (target) => {
      await target.end("SIGTERM");
      await startStopped(target);
    },
    cutNode: async () => {
      chain.sim.controls.disconnect({ refuse: true });
      await pause(random.between(100, 1_500));
      chain.sim.controls.disconnect({ refuse: false });
    },
  };
  return {
    done,
    async rage(until) {
      while (Date.now() < until) {
        await pause(random.between(20, 700));
        const harm = random.pick(bag);
        done[harm] = (done[harm] ?? 0) + 1;
        await faults[harm](random.pick(servers)).catch((error: unknown) => {
          // A database that was just killed may refuse what the next harm asks of it.
          if (harm !== "cutBackends" && harm !== "stealLease") throw error;
        });
      }
    },
  };
}

const CUT =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kaspa-pay%' and random() < 0.7";
const FREE_LEASE = "update leases set expires_at = now() - interval '1 ms'";

/** Reorganisations of up to 12 blocks that drop, double-spend or keep what was paid lately. */
export async function reorganise(chain: DrivenChain, random: Seeded, until: number): Promise<void> {
  while (Date.now() < until) {
    await pause(random.between(200, 2_000));
    reorgOnce(chain, random);
  }
}

const MAX_DEPTH = 12;

export function reorgOnce(chain: DrivenChain, random: Seeded): void {
  const hit = chain.recent(MAX_DEPTH * 2).filter(() => random.chance(0.25));
  const drop = hit.filter(() => random.chance(0.6));
  chain.reorg(random.between(1, MAX_DEPTH), { drop, doubleSpend: hit.filter((id) => !drop.includes(id)) });
}

const WEATHER = [
  { dropP: 1 },
  { dropP: 0.15 },
  { dupP: 1 },
  { reorderMs: 2_000 },
  { latencyMs: 200 },
  { cutEvery: 1_000 },
  { chunkBytes: 9 },
  {},
] as const;

/** Connections to the node lose, double and delay notifications, or break; healthy again at the end. */
export async function spoilLines({ sim }: DrivenChain, random: Seeded, until: number): Promise<void> {
  while (Date.now() < until) {
    sim.controls.net({ reset: true, ...random.pick(WEATHER) });
    await pause(random.between(300, 2_500));
  }
  sim.controls.net({ reset: true });
}
