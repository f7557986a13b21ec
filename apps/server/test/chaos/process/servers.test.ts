// Several servers on one database, and servers that are stopped, paused or fail.
import { readFile } from "node:fs/promises";
import { describe, test } from "vitest";
import { createTestDatabase } from "../../support/test-database.ts";
import { query, readLedger } from "../ledger.ts";
import { FROM_SOURCE, type ServerProcess } from "../server-process.ts";
import type { Cluster } from "./cluster.ts";
import { openQuiet, order, pay, type QuietOptions, seen, TEST_MS, until, violationsAtEnd } from "./steps.ts";

interface LeaseRow {
  readonly holder: string;
  readonly epoch: string;
  readonly ends: Date;
  readonly living: boolean;
}

async function inWorld(name: string, options: QuietOptions, work: (cluster: Cluster) => Promise<void>) {
  const database = await createTestDatabase();
  const cluster = await openQuiet(name, database.url, options);
  try {
    await work(cluster);
  } finally {
    await cluster.close();
    await database.close();
  }
}

async function lease(cluster: Cluster): Promise<LeaseRow | null> {
  const [row] = await query<LeaseRow>(
    cluster.database,
    "select holder, epoch::text, expires_at as ends, expires_at > now() as living from leases where name = 'follower:simnet'",
  );
  return row ?? null;
}

const holds = (server: ServerProcess, row: LeaseRow | null): boolean =>
  row?.living === true && row.holder.includes(`:${server.pid()}:`);

/** The server that leads now, and one that waits. */
async function leaders(cluster: Cluster): Promise<{ leader: ServerProcess; standby: ServerProcess }> {
  const row = await lease(cluster);
  const leader = cluster.servers.find((server) => holds(server, row));
  const standby = cluster.servers.find((server) => server !== leader);
  if (leader === undefined || standby === undefined) throw new Error(`Nobody leads: ${JSON.stringify(row)}`);
  return { leader, standby };
}

/** The lease of whoever is paused runs out, without the wait for it. */
const expire = (cluster: Cluster): Promise<unknown> =>
  query(cluster.database, "update leases set expires_at = now() - interval '1 ms'");

describe.concurrent("several servers on one database", () => {
  test(
    "C-10 F11: the leader is killed; the other one leads within 12 s of its last word, and every event is there once",
    {
      timeout: TEST_MS,
    },
    ({ expect }) =>
      inWorld("takeover", { servers: 2 }, async (cluster) => {
        const { leader, standby } = await leaders(cluster);
        pay(cluster, await order(cluster));
        cluster.chain.mine(2);
        const [before] = await query<{ ends: Date }>(
          cluster.database,
          "select expires_at as ends from leases",
        );
        await leader.end("SIGKILL");
        await until("the standby leads", async () => holds(standby, await lease(cluster)));
        // A holder's last word is 10 s before its lease ends; a new lease is given for 10 s too.
        const [after] = await query<{ ends: Date }>(
          cluster.database,
          "select min(expires_at) as ends from leases where epoch = (select max(epoch) from leases)",
        );
        const silent = (after?.ends.getTime() ?? 0) - (before?.ends.getTime() ?? 0);
        expect(silent).toBeGreaterThan(0);
        expect(silent).toBeLessThanOrEqual(15_000);
        expect(await violationsAtEnd(cluster)).toEqual([]);
      }),
  );

  test(
    "C-12 F11: a leader that is paused over a page neither holds the next one up nor writes when it goes on",
    {
      timeout: TEST_MS,
    },
    ({ expect }) =>
      inWorld("paused", { servers: 2 }, async (cluster) => {
        const { leader, standby } = await leaders(cluster);
        const payment = await order(cluster);
        await leader.tell({ point: "follower.before-commit", nth: 1, signal: "SIGSTOP" });
        pay(cluster, payment);
        cluster.chain.mine(2);
        await until("the leader is paused", () => isPaused(leader));
        await expire(cluster);
        // The paused one is amid a transaction and holds the cursor's row.
        await seen(cluster, payment);
        const taken = await lease(cluster);
        expect(holds(standby, taken)).toBe(true);
        leader.signal("SIGCONT");
        cluster.chain.mine(20);
        await leader.ready();
        expect((await lease(cluster))?.epoch).toBe(taken?.epoch);
        expect(await violationsAtEnd(cluster)).toEqual([]);
      }),
  );

  test(
    "C-12 W-09: a worker that is paused over a delivery writes nothing when another one has delivered it meanwhile",
    {
      timeout: TEST_MS,
    },
    ({ expect }) =>
      inWorld("worker", { servers: 2 }, async (cluster) => {
        const [first, second] = cluster.servers as [ServerProcess, ServerProcess];
        for (const server of [first, second]) {
          await server.tell({ point: "deliver.after-send", nth: 1, signal: "SIGSTOP" });
        }
        await order(cluster);
        await until("a worker is paused", async () => (await isPaused(first)) || (await isPaused(second)));
        const paused = (await isPaused(first)) ? first : second;
        const other = paused === first ? second : first;
        await until("the claim is free", async () => {
          await query(
            cluster.database,
            "update deliveries set locked_until = now() - interval '1 ms' where state = 'pending'",
          );
          other.signal("SIGCONT");
          const { deliveries } = await readLedger(cluster.database);
          return deliveries.every((row) => row.state === "delivered");
        });
        const before = await attempts(cluster);
        paused.signal("SIGCONT");
        await paused.ready();
        pay(cluster, await order(cluster));
        expect(await violationsAtEnd(cluster)).toEqual([]);
        const after = await attempts(cluster);
        for (const [id, count] of before) expect(after.get(id), id).toBe(count);
      }),
  );

  test("C-13: an unhandled rejection is logged with an id and ends the process with 1", {
    timeout: TEST_MS,
  }, ({ expect }) => {
    const reject = "process.once('message', () => void Promise.reject(new Error('nobody caught this')))";
    const program = ["--import", `data:text/javascript,${encodeURIComponent(reject)}`, ...FROM_SOURCE];
    return inWorld("rejection", { program }, async (cluster) => {
      const [server] = cluster.servers;
      void server?.tell({});
      expect(await server?.ended()).toBe(1);
      await until("it has said why", async () => server?.output().includes("nobody caught this") === true);
      const line =
        server
          ?.output()
          .split("\n")
          .find((text) => text.includes("nobody caught this")) ?? "{}";
      expect(JSON.parse(line)).toMatchObject({
        level: 60,
        faultId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      await cluster.startStopped();
      pay(cluster, await order(cluster));
      expect(await violationsAtEnd(cluster)).toEqual([]);
    });
  });
});

async function attempts(cluster: Cluster): Promise<Map<string, number>> {
  const rows = await query<{ id: string; attempts: number }>(
    cluster.database,
    "select id, attempts from deliveries",
  );
  return new Map(rows.map((row) => [row.id, row.attempts]));
}

/** State T of its process. */
async function isPaused(server: ServerProcess): Promise<boolean> {
  const stat = await readFile(`/proc/${server.pid()}/stat`, "utf8").catch(() => "");
  return stat.split(") ").at(-1)?.startsWith("T") === true;
}
