import { Kysely, PostgresDialect } from "kysely";
import type { Database } from "../database.ts";
import { growing } from "./growing-pool.ts";
import { reportingOutages } from "./outage-errors.ts";
import { CONNECT_TIMEOUT_MS, createPool, type PoolOptions } from "./pool.ts";
import { rejectingLongQueue } from "./queue-limit.ts";

export interface DatabaseConnection {
  db: Kysely<Database>;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectOptions extends PoolOptions {
  /** Called with a text for the operator when the server allows no further connection. */
  onShortage?: (message: string) => void;
  /** Callers read `unavailable` while the database does not answer, instead of the error of the driver. */
  reportsOutages?: boolean;
}

export function connectDatabase(options: ConnectOptions): DatabaseConnection {
  const pool = createPool(options);
  const { connect } = growing(pool, options.size, CONNECT_TIMEOUT_MS, (cause) =>
    options.onShortage?.(
      `PostgreSQL has no room for another connection (${cause.message}): ${options.applicationName} goes on with the connections it has, out of at most ${options.size}. Raise max_connections of PostgreSQL, or lower KP_DB_POOL`,
    ),
  );
  const line = rejectingLongQueue(pool, connect, CONNECT_TIMEOUT_MS);
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: options.reportsOutages === true ? reportingOutages(line) : line }),
  });
  return {
    db,
    check: async () => {
      const client = await line.connect();
      try {
        await client.query("select 1", []);
      } finally {
        client.release();
      }
    },
    close: () => db.destroy(),
  };
}
