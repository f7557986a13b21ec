import type { Clock } from "../runtime/clock.ts";
import type { FaultPoints } from "../runtime/fault-points.ts";
import { type Bus, createLocalBus, publishAfterCommit } from "./bus/bus.ts";
import { createNotifyBus } from "./bus/notify-bus.ts";
import { connectDatabase } from "./connection/connect.ts";
import { proveDatabase } from "./connection/requirements.ts";
import { createDatabaseClock } from "./database-clock.ts";
import { startEmbeddedPostgres } from "./embedded-postgres/index.ts";
import { migrateToLatest } from "./migrate.ts";
import { hasEnded } from "./process-name.ts";
import { createRowLease, type Lease } from "./row-lease.ts";
import { createUnitOfWork, type UnitOfWork } from "./unit-of-work.ts";

export interface DatabaseOptions {
  /** Null = embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Unique to this process. */
  holder: string;
  hostNow: () => number;
  steadyNow: () => number;
  /** Connections of requests and deliveries. */
  poolSize: number;
  faults: FaultPoints;
  log(message: string): void;
  warn(message: string): void;
  onError(error: unknown): void;
}

export interface OpenDatabase {
  unitOfWork: UnitOfWork;
  /** Connections of the follower alone: a flood of requests cannot keep it from the chain. */
  followerUnitOfWork: UnitOfWork;
  clock: Clock;
  bus: Bus;
  lease: Lease;
  check(): Promise<void>;
  /** Sealed secrets are stored: a new master key would lose them. */
  holdsSecrets(): Promise<boolean>;
  close(): Promise<void>;
}

const FOLLOWER_POOL_SIZE = 3;
const MEASURE_MS = 60_000;
const SKEW_WARN_MS = 2_000;

/** The database, migrated and connected, with everything that lives on it. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const embedded =
    options.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: options.dataDir, log: options.log })
      : null;
  const url = options.databaseUrl ?? embedded?.url ?? "";
  const external = embedded === null;
  const connections = options.poolSize + FOLLOWER_POOL_SIZE + (external ? 1 : 0);
  try {
    await proveDatabase({ url, connections, external, warn: options.warn });
    await migrateToLatest(url, options.faults);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const shared = { url, onIdleError: options.onError, onShortage: options.warn };
  const main = connectDatabase({
    ...shared,
    size: options.poolSize,
    applicationName: "kaspa-pay",
    reportsOutages: true,
  });
  const own = connectDatabase({
    ...shared,
    size: FOLLOWER_POOL_SIZE,
    applicationName: "kaspa-pay-follower",
  });
  const clock = createDatabaseClock(main.db, options);
  const skew = await clock.measure();
  if (Math.abs(skew) > SKEW_WARN_MS)
    options.log(`the clocks of host and database are ${Math.round(skew)} ms apart`);
  const measuring = setInterval(() => void clock.measure().catch(options.onError), MEASURE_MS);
  const bus = await openBus(options, url);
  const unitOfWork = createUnitOfWork(main.db);
  return {
    unitOfWork,
    followerUnitOfWork: createUnitOfWork(own.db),
    clock,
    bus: publishAfterCommit(bus, unitOfWork),
    // No other process uses an embedded database while this one runs on it.
    lease: createRowLease(own.db, options.holder, embedded === null ? hasEnded : () => true),
    check: main.check,
    async holdsSecrets() {
      const [wallet, endpoint] = await Promise.all([
        main.db
          .selectFrom("wallets")
          .select("id")
          .where("sealed_key", "is not", null)
          .limit(1)
          .executeTakeFirst(),
        main.db.selectFrom("endpoints").select("id").limit(1).executeTakeFirst(),
      ]);
      return wallet !== undefined || endpoint !== undefined;
    },
    async close() {
      clearInterval(measuring);
      await bus.stop();
      await Promise.all([main.close(), own.close()]);
      await embedded?.stop();
    },
  };
}

/** An external database may have other processes on it; an embedded one serves this process alone. */
async function openBus(options: DatabaseOptions, url: string): Promise<Bus & { stop(): Promise<void> }> {
  if (options.databaseUrl === null) return { ...createLocalBus(options.onError), stop: async () => {} };
  const bus = createNotifyBus({ url, holder: options.holder, onError: options.onError });
  await bus.start();
  return bus;
}
