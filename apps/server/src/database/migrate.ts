import { Kysely, type Migration, Migrator, PostgresDialect } from "kysely";
import type { FaultPoints } from "../runtime/fault-points.ts";
import { isOutage } from "./connection/outage.ts";
import { createPool } from "./connection/pool.ts";
import { whileStarting } from "./connection/while-starting.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** Two processes created the migrator's own tables at the same time; the second one tries again. */
const CONCURRENT_CODES = new Set(["23505", "42P07", "40001", "40P01", "XX000"]);

/**
 * Brings the schema at `url` up to this version. Any number of processes may call it at once: the migrator's lock
 * row lets one work and the others wait.
 */
export async function migrateToLatest(url: string, faults?: FaultPoints): Promise<string[]> {
  const pool = createPool({
    url,
    size: 1,
    applicationName: "kaspa-pay-migrate",
    onIdleError: () => {},
    // An index on a large table takes minutes, and so does the wait for another process that makes it.
    statementMs: 0,
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps(faults)) },
    migrationTableName: "schema_migrations",
    migrationLockTableName: "schema_migrations_lock",
  });
  try {
    return await withoutRivals(migrator);
  } finally {
    await db.destroy();
  }
}

/** The migrations; all that are due share one transaction, so one that ends between two of them leaves none. */
function steps(faults: FaultPoints | undefined): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, migration]) => [
      name,
      {
        async up(db: Kysely<unknown>) {
          await migration.up(db);
          await faults?.reach("migrate.between-steps");
        },
      },
    ]),
  );
}

function withoutRivals(migrator: Migrator): Promise<string[]> {
  return whileStarting(
    async () => {
      const { error, results } = await migrator.migrateToLatest();
      if (error !== undefined) throw error;
      return (results ?? []).map((result) => result.migrationName);
    },
    (error) => CONCURRENT_CODES.has((error as { code?: string }).code ?? "") || isOutage(error),
  );
}
