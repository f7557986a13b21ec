// Whoever means harm: kills the server and the database, cuts the node's lines and reorganises its chain, by seed.
import type { DrivenChain } from "./driven-chain.ts";
import { query } from "./ledger.ts";
import { pause, type Seeded } from "./seeded.ts";
import type { ServerProcess } from "./server-process.ts";

const HARMS = {
  /** At any moment of its work. */
  kill: 5,
  /** While it starts. */
  killEarly: 2,
  killBoth: 2,
  killDatabase: 1,
  cutBackends: 2,
  freeze: 1,
  stop: 1,
  cutNode: 2,
} as const;
type Harm = keyof typeof HARMS;

export interface Killer {
  /** How often each harm was done. */
  readonly done: Partial<Record<Harm, number>>;
  /** Harms the server until this moment and leaves it running. */
  rage(until: number): Promise<void>;
}

export function createKiller(server: ServerProcess, chain: DrivenChain, random: Seeded): Killer {
  const done: Partial<Record<Harm, number>> = {};
  const bag = (Object.entries(HARMS) as [Harm, number][]).flatMap(([harm, weight]) =>
    Array.from({ length: weight }, () => harm),
  );
  const acts: Record<Harm, () => Promise<void>> = {
    kill: async () => {
      await server.end("SIGKILL");
      await revive();
    },
    killEarly: async () => {
      await server.end("SIGKILL");
      server.start();
      await pause(random.between(20, 1_500));
      await server.end("SIGKILL");
      await revive();
    },
    killBoth: async () => {
      server.killDatabase();
      await server.end("SIGKILL");
      await revive();
    },
    killDatabase: async () => {
      server.killDatabase();
      await server.ready();
    },
    cutBackends: async () => {
      await query(server, CUT);
    },
    freeze: async () => {
      server.signal("SIGSTOP");
      await pause(random.between(500, 3_000));
      server.signal("SIGCONT");
    },
    stop: async () => {
      await server.end("SIGTERM");
      await revive();
    },
    cutNode: async () => {
      chain.sim.controls.disconnect({ refuse: true });
      await pause(random.between(100, 1_500));
      chain.sim.controls.disconnect({ refuse: false });
    },
  };

  /** What a dead process held runs out; the harness waits less for it than the 10 s of the lease, most of the time. */
  async function revive(): Promise<void> {
    server.start();
    const patient = random.chance(0.2);
    if (!patient) await query(server, FREE_LEASE).catch(() => undefined);
    await server.ready();
    if (!patient) await query(server, FREE_LEASE_OF_OTHERS, [`%:${server.pid()}:%`]);
  }

  return {
    done,
    async rage(until) {
      while (Date.now() < until) {
        await pause(random.between(20, 700));
        const harm = random.pick(bag);
        done[harm] = (done[harm] ?? 0) + 1;
        await acts[harm]();
      }
    },
  };
}

const CUT =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kaspa-pay%' and random() < 0.7";
const FREE_LEASE = "update leases set expires_at = now() - interval '1 ms'";
const FREE_LEASE_OF_OTHERS = `${FREE_LEASE} where holder not like $1`;

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
