// The database's disk is full: first no table can grow, then its log cannot, and the database stops.
import { expect, test } from "vitest";
import { startDatabase } from "../database-process.ts";
import { query, readLedger } from "../ledger.ts";
import { mountSmallDisk, whyNoSmallDisk } from "../small-disk.ts";
import type { Cluster } from "./cluster.ts";
import { openQuiet, order, pay, seen, TEST_MS, until, violationsAtEnd } from "./steps.ts";

/** PostgreSQL's programs, a fresh cluster, a few segments of its log, and some room. */
const DISK_MB = 400;
/** Pages that are in use already have room for a few. */
const MAX_ORDERS = 200;
const REFUSALS = 10;
const BODY = { amount: "3", currency: "KAS", requiredConfirmations: 10, expiryMinutes: 5 } as const;
const why = whyNoSmallDisk();

test.skipIf(why !== null)(
  `C-06 while the database's disk is full orders read 503 and leave nothing, also when that ends the database; with room again the same keys succeed once and money that came meanwhile is found${why === null ? "" : ` (${why})`}`,
  { timeout: TEST_MS },
  async () => {
    const disk = mountSmallDisk(DISK_MB);
    const database = await startDatabase(disk.folder).catch((error: unknown) => {
      disk.close();
      throw error;
    });
    const cluster = await openQuiet("full disk", database.databaseUrl()).catch(async (error: unknown) => {
      await database.close();
      disk.close();
      throw error;
    });
    try {
      const early = await order(cluster);
      disk.fill();
      const refused: string[] = [];
      for (let number = 0; number < MAX_ORDERS && refused.length < REFUSALS; number++) {
        if (!(await isTaken(cluster, `full-${number}`))) refused.push(`full-${number}`);
      }
      expect(refused).toHaveLength(REFUSALS);
      expect(await halfWritten(cluster)).toEqual([]);

      pay(cluster, early);
      cluster.chain.mine(30);
      await fillLog(cluster, disk.fill);
      expect(await isTaken(cluster, "down")).toBe(false);
      expect(cluster.servers[0]?.running()).toBe(true);

      disk.free();
      await until("the database is back", () => answers(cluster));
      // What the dispatcher could not note as sent stays claimed for a minute: that minute is over.
      await query(
        cluster.database,
        "update deliveries set locked_until = now() where locked_until is not null",
      );
      for (const key of [...refused, "down"]) await order(cluster, key);
      await seen(cluster, early);
      expect(await halfWritten(cluster)).toEqual([]);
      expect(await violationsAtEnd(cluster)).toEqual([]);
    } finally {
      await cluster.close();
      await database.close();
      disk.close();
    }
  },
);

/** Asks once; whatever is not a payment must be the standard refusal with a time to come back. */
async function isTaken({ servers, client }: Cluster, key: string): Promise<boolean> {
  const answer = await fetch(`${servers[0]?.url}/api/v1/payments`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${client.apiKey}`,
      "idempotency-key": key,
    },
    body: JSON.stringify({ ...BODY, orderId: key }),
  });
  const body = (await answer.json()) as { code?: string };
  if (answer.status === 201) return true;
  expect([answer.status, body.code]).toEqual([503, "unavailable"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  return false;
}

/** Rows that lack what one statement writes with them. */
async function halfWritten({ database, endpoints }: Cluster): Promise<string[]> {
  const { payments, events, deliveries } = await readLedger(database);
  const rows = await query<{ key: string }>(database, "select key from idempotency_keys");
  const kept = new Set(rows.map(({ key }) => key));
  const [all] = endpoints;
  return [
    ...payments.filter(({ key }) => !kept.has(key)).map(({ key }) => `${key} without its idempotency row`),
    ...[...kept]
      .filter((key) => !payments.some((payment) => payment.key === key))
      .map((key) => `${key} without its payment`),
    ...payments
      .filter(({ id }) => !events.some((event) => event.payment === id))
      .map(({ key }) => `${key} without its event`),
    ...events
      .filter(({ type }) => type !== "payment.updated")
      .filter(
        ({ id }) =>
          !deliveries.some((delivery) => delivery.event === id && delivery.url.endsWith(all?.path ?? "")),
      )
      .map(({ id }) => `${id} without its delivery`),
  ];
}

/** Writes to the log until there is no room for another segment: PostgreSQL stops itself rather than go on. */
async function fillLog({ database }: Cluster, fill: () => void): Promise<void> {
  await until("the database is down", async () => {
    fill();
    const note = "select pg_logical_emit_message(false, 'full', repeat('x', 4000000))";
    return query(database, note).then(
      () => false,
      () => true,
    );
  });
}

const answers = ({ database }: Cluster): Promise<boolean> =>
  query(database, "select 1").then(
    () => true,
    () => false,
  );
