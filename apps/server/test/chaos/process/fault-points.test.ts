// C-02: at each fault point the real server kills itself, is started again, and all invariants hold afterwards.
// docs/spec/reliability.md#fault-points
import { describe, test } from "vitest";
import type { FaultPoint } from "../../../src/runtime/fault-points.ts";
import { createTestDatabase } from "../../support/test-database.ts";
import { age } from "../age-rows.ts";
import { freeDeadLeases, query } from "../ledger.ts";
import { eventually, seeded } from "../seeded.ts";
import { createServerProcess } from "../server-process.ts";
import type { Cluster } from "./cluster.ts";
import { CRASHING, LIMIT_MS, openQuiet, order, pay, seen, TEST_MS, violationsAtEnd } from "./steps.ts";

/** Brings the server to the fault point where it dies. Answers may come only after its restart. */
type Provoke = (cluster: Cluster, arm: () => Promise<void>, start: () => void) => Promise<void>;

/** It dies while an order is being made, and the shop asks again until it is answered. */
const whileOrdering: Provoke = async (cluster, arm) => {
  await arm();
  pay(cluster, await order(cluster));
};

/** It dies over the page that brings money. */
const whileReading: Provoke = async (cluster, arm) => {
  const payment = await order(cluster);
  await arm();
  pay(cluster, payment);
  cluster.chain.mine(3);
};

const whileDelivering: Provoke = async (cluster, arm) => {
  pay(cluster, await order(cluster));
  await arm();
  cluster.chain.mine(3);
};

const PROVOKE = {
  "create.after-reserve": whileOrdering,
  "http.after-commit": whileOrdering,
  "follower.after-lease": whileReading,
  "follower.after-pull": whileReading,
  "follower.before-commit": whileReading,
  "follower.after-commit": whileReading,
  "follower.after-void": async (cluster, arm) => {
    const [kept, dropped] = [await order(cluster), await order(cluster)];
    pay(cluster, kept);
    const txId = pay(cluster, dropped);
    cluster.chain.mine(3);
    await seen(cluster, kept);
    await seen(cluster, dropped);
    await arm();
    cluster.chain.reorg(4, { drop: [txId], doubleSpend: [] });
  },
  "follower.between-pages": async (cluster, arm) => {
    const payment = await order(cluster);
    await arm();
    cluster.chain.sim.controls.pageLimit({ n: 4 });
    pay(cluster, payment);
    cluster.chain.mine(30);
  },
  "snapshot.mid": async (cluster, _arm, start) => {
    const payment = await order(cluster);
    await cluster.servers[0]?.end("SIGKILL");
    pay(cluster, payment);
    // Money that only a snapshot shows counts after 600 blocks.
    cluster.chain.mine(700);
    cluster.chain.sim.controls.prune({ keep: 5 });
    await freeDeadLeases(cluster.database, []);
    start();
  },
  "follower.after-disbursements": async (cluster, arm) => {
    const payment = await order(cluster);
    pay(cluster, payment);
    cluster.chain.mine(12);
    await seen(cluster, payment);
    await arm();
    // The request, its signature and the block that accepts it: the server dies over that page.
    await cluster.out.refund(payment.id, cluster.random, { amount: "3", pattern: "signed" });
    cluster.chain.mine(3);
  },
  "expiry.before-commit": async (cluster, arm) => {
    await order(cluster);
    await arm();
    await age(cluster.database, 20 * 60_000);
    cluster.chain.jump(20 * 60_000);
    cluster.chain.mine(20);
  },
  "deliver.after-claim": whileDelivering,
  "deliver.after-send": whileDelivering,
  "deliver.before-mark": whileDelivering,
  "endpoint.mid-rotate": async (cluster, arm) => {
    const [endpoint] = cluster.endpoints;
    if (endpoint === undefined) throw new Error("No endpoint");
    await arm();
    await cluster.staff.rotate(endpoint);
    await eventually(LIMIT_MS, async () =>
      (await cluster.staff.rotate(endpoint)).outcome === "ok" ? true : null,
    );
    pay(cluster, await order(cluster));
  },
  "shutdown.after-drain": async (cluster, arm) => {
    pay(cluster, await order(cluster));
    cluster.chain.mine(1);
    await arm();
    cluster.servers[0]?.signal("SIGTERM");
  },
} satisfies Partial<Record<FaultPoint, Provoke>>;
type Point = keyof typeof PROVOKE;

/** Fault points around one page carry the test id F2 as well. */
const TITLES = (Object.keys(PROVOKE) as Point[]).map(
  (point) => [point, point.startsWith("follower.") ? " (F2)" : ""] as const,
);

describe.concurrent("a server that dies in the wrong moment", () => {
  test.for(TITLES)(
    "C-02 %s%s: killed there and started again, nothing is lost, doubled, early or left open (I1-I16)",
    { timeout: TEST_MS },
    async ([point], { expect }) => {
      const database = await createTestDatabase();
      const cluster = await openQuiet(point, database.url);
      try {
        const [server] = cluster.servers;
        if (server === undefined) throw new Error("No server");
        let armed = false;
        const arm = async (): Promise<void> => {
          await server.tell({ point, nth: 1, signal: "SIGKILL" });
          armed = true;
        };
        const startArmed = (): void => {
          server.start([point]);
          armed = true;
        };
        const doing = PROVOKE[point](cluster, arm, startArmed);
        const reached = await eventually(LIMIT_MS, async () => (armed && !server.running() ? true : null));
        expect(reached, `it never came to ${point}`).toBe(true);
        expect(await server.ended()).toBe("SIGKILL");
        await cluster.startStopped();
        await doing;
        expect(await violationsAtEnd(cluster)).toEqual([]);
      } finally {
        await cluster.close();
        await database.close();
      }
    },
  );

  test("C-02 migrate.between-steps: killed between two migrations, the next start finds the schema as it was and brings it up", {
    timeout: TEST_MS,
  }, async ({ expect }) => {
    const database = await createTestDatabase();
    const place = { databaseUrl: () => database.url };
    await query(place, "drop schema public cascade");
    await query(place, "create schema public");
    const random = seeded("migrate.between-steps");
    const program = [...CRASHING, "migrate.between-steps", "3"];
    const first = await createServerProcess(random, {
      program,
      nodeUrl: "ws://127.0.0.1:9",
      databaseUrl: database.url,
    });
    first.start();
    expect(await first.ended()).toBe("SIGKILL");
    await first.close();
    const left = await query(place, "select to_regclass('payments') as found");
    expect(left).toEqual([{ found: null }]);
    const cluster = await openQuiet("migrate", database.url);
    try {
      pay(cluster, await order(cluster));
      expect(await violationsAtEnd(cluster)).toEqual([]);
    } finally {
      await cluster.close();
      await database.close();
    }
  });
});
