// L1: what pgbench would measure. The embedded PostgreSQL brings no pgbench, so the same loop is written with pg and
// prepared statements, one connection for each of the concurrent clients, without any other work between statements.
import { randomUUID } from "node:crypto";
import pg from "pg";
import type { LoadWindow } from "../measure/http-load.ts";

/** The rows of one created payment, copied into tables of the same columns and indexes. */
export interface InsertLoop {
  /** BEGIN, two inserts, COMMIT. */
  twoStatements(clients: number, ms: number): Promise<LoadWindow>;
  /** Both inserts in one statement, which is its own transaction. */
  oneStatement(clients: number, ms: number): Promise<LoadWindow>;
  close(): Promise<void>;
}

interface Insert {
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** Position of the row's own id, and in events of the id of its payment. */
  readonly idAt: number;
  readonly paymentAt: number;
}

/** Takes a payment that the gateway made as the pattern. */
export async function openInsertLoop(database: pg.Pool, databaseUrl: string): Promise<InsertLoop> {
  await database.query("CREATE SCHEMA IF NOT EXISTS bench");
  const payments = await likeTable(database, "payments", "id");
  const events = await likeTable(database, "events", "payment_id");
  const both = joined(payments, events);
  const clients: pg.Client[] = [];
  const loop = async (count: number, ms: number, once: (client: pg.Client) => Promise<void>) => {
    while (clients.length < count) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      clients.push(client);
    }
    const latencies: number[] = [];
    const started = performance.now();
    const drive = async (client: pg.Client): Promise<void> => {
      while (performance.now() < started + ms) {
        const since = performance.now();
        await once(client);
        latencies.push(performance.now() - since);
      }
    };
    await Promise.all(clients.slice(0, count).map(drive));
    return { perSecond: (latencies.length * 1000) / (performance.now() - started), latencies, failures: 0 };
  };
  return {
    twoStatements: (count, ms) =>
      loop(count, ms, async (client) => {
        const id = randomUUID();
        await client.query("BEGIN");
        await client.query({ name: "payment", text: payments.text, values: fresh(payments, id) });
        await client.query({ name: "event", text: events.text, values: fresh(events, id) });
        await client.query("COMMIT");
      }),
    oneStatement: (count, ms) =>
      loop(count, ms, async (client) => {
        const id = randomUUID();
        const values = [...fresh(payments, id), ...fresh(events, id)];
        await client.query({ name: "both", text: both, values });
      }),
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

async function likeTable(database: pg.Pool, table: string, paymentColumn: string): Promise<Insert> {
  await database.query(`CREATE TABLE bench.${table} (LIKE public.${table} INCLUDING ALL)`);
  const { rows: columns } = await database.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const texts = names.map((name) => `"${name}"::text`).join(", ");
  const { rows } = await database.query<Record<string, string | null>>(
    `SELECT ${texts} FROM public.${table} ORDER BY created_at DESC LIMIT 1`,
  );
  const pattern = rows[0];
  if (pattern === undefined) throw new Error(`There is no row of ${table} to copy`);
  const places = names.map((_, index) => `$${index + 1}`).join(", ");
  return {
    text: `INSERT INTO bench.${table} (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${places})`,
    values: names.map((name) => pattern[name] ?? null),
    idAt: names.indexOf("id"),
    paymentAt: names.indexOf(paymentColumn),
  };
}

function fresh(insert: Insert, paymentId: string): (string | null)[] {
  const values = [...insert.values];
  values[insert.idAt] = randomUUID();
  values[insert.paymentAt] = paymentId;
  return values;
}

function joined(first: Insert, second: Insert): string {
  const offset = first.values.length;
  const shifted = second.text.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + offset}`);
  return `WITH payment AS (${first.text}) ${shifted}`;
}
