import { Kysely, PostgresDialect } from "kysely";
import type { Database } from "./database.ts";
import { CONNECT_TIMEOUT_MS, createPool, type PoolOptions } from "./pool.ts";
import { leavingSlowLine } from "./slow-line.ts";

export interface DatabaseConnection {
  db: Kysely<Database>;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export function connectDatabase(options: PoolOptions): DatabaseConnection {
  const pool = createPool(options);
  const line = leavingSlowLine(pool, options.size, CONNECT_TIMEOUT_MS);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: line }) });
  return {
    db,
    check: async () => {
      await pool.query("select 1");
    },
    close: () => db.destroy(),
  };
}
