import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type TestDatabase = {
  readonly url: string;
  /** The server as a role that may make and drop databases. */
  readonly adminUrl: string;
  /** Drops the database; a connection that the test left open is an error, not something to cut. */
  close(): Promise<void>;
};

/**
 * A migrated, empty PostgreSQL database of the test file's own: a copy of the run's template.
 * Make it in `beforeAll`, end your pools and `close()` it in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `kaspa_pay_test_${randomBytes(8).toString("hex")}`;
  const url = new URL(server.url);
  await administer(server.adminUrl, async (client) => {
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY FILE_COPY OWNER ${url.username}`,
    );
  });
  url.pathname = `/${name}`;
  return {
    url: url.href,
    adminUrl: server.adminUrl,
    close: () => administer(server.adminUrl, (client) => drop(client, name)),
  };
}

async function drop(client: pg.Client, name: string): Promise<void> {
  const left = await connectionsTo(client, name);
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  if (left.length > 0) {
    throw new Error(
      `${left.length} connection(s) still open at the end; last statement: ${left.join(" | ")}`,
    );
  }
}

/** An ended pool's last goodbye may still be on its way, so a connection counts only when it stays. */
async function connectionsTo(client: pg.Client, name: string): Promise<string[]> {
  for (let left = 20; ; left -= 1) {
    const { rows } = await client.query<{ query: string }>(
      "SELECT left(query, 80) AS query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [name],
    );
    if (rows.length === 0 || left === 0) return rows.map((row) => row.query);
    await client.query("SELECT pg_sleep(0.05)");
  }
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
