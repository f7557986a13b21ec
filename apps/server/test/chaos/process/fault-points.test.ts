// C-02: at each fault point the real server kills itself, is started again, and all invariants hold afterwards.
// docs/spec/reliability.md#fault-points
import { describe, test } from "vitest";
import type { FaultPoint } from "../../../src/runtime/fault-points.ts";
import { createTestDatabase } from "../../support/test-database.ts";
import { age } from "../aged.ts";
import { freeDeadLeases, query } from "../ledger.ts";
import { eventually, seeded } from "../seeded.ts";
import { createServerProcess } from "../server-process.ts";
import { DOOMED, LIMIT_MS, openQuiet, order, pay, seen, TEST_MS, verdict } from "./steps.ts";
import type { World } from "./world.ts";

/** Brings the server to the fault point where it dies. Answers may come only after its restart. */
type Provoke = (world: World, arm: () => Promise<void>, start: () => void) => Promise<void>;

/** It dies while an order is being made, and the shop asks again until it is answered. */
const whileOrdering: Provoke = async (world, arm) => {
  await arm();
  pay(world, await order(world));
};

/** It dies over the page that brings money. */
const whileReading: Provoke = async (world, arm) => {
  const one = await order(world);
  await arm();
  pay(world, one);
  world.chain.mine(3);
};

const whileDelivering: Provoke = async (world, arm) => {
  pay(world, await order(world));
  await arm();
  world.chain.mine(3);
};

const PROVOKE = {
  "create.after-reserve": whileOrdering,
  "http.after-commit": whileOrdering,
  "follower.after-lease": whileReading,
  "follower.after-pull": whileReading,
  "follower.before-commit": whileReading,
  "follower.after-commit": whileReading,
  "follower.after-void": async (world, arm) => {
    const [kept, dropped] = [await order(world), await order(world)];
    pay(world, kept);
    const txId = pay(world, dropped);
    world.chain.mine(3);
    await seen(world, kept);
    await seen(world, dropped);
    await arm();
    world.chain.reorg(4, { drop: [txId], doubleSpend: [] });
  },
  "follower.between-pages": async (world, arm) => {
    const one = await order(world);
    await arm();
    world.chain.sim.controls.pageLimit({ n: 4 });
    pay(world, one);
    world.chain.mine(30);
  },
  "snapshot.mid": async (world, _arm, start) => {
    const one = await order(world);
    await world.servers[0]?.end("SIGKILL");
    pay(world, one);
    // Money that only a snapshot shows counts after 600 blocks.
    world.chain.mine(700);
    world.chain.sim.controls.prune({ keep: 5 });
    await freeDeadLeases(world.database, []);
    start();
  },
  "expiry.before-commit": async (world, arm) => {
    await order(world);
    await arm();
    await age(world.database, 20 * 60_000);
    world.chain.jump(20 * 60_000);
    world.chain.mine(20);
  },
  "deliver.after-claim": whileDelivering,
  "deliver.after-send": whileDelivering,
  "deliver.before-mark": whileDelivering,
  "endpoint.mid-rotate": async (world, arm) => {
    const [endpoint] = world.endpoints;
    if (endpoint === undefined) throw new Error("No endpoint");
    await arm();
    await world.clerk.rotate(endpoint);
    await eventually(LIMIT_MS, async () =>
      (await world.clerk.rotate(endpoint)).outcome === "ok" ? true : null,
    );
    pay(world, await order(world));
  },
  "shutdown.after-drain": async (world, arm) => {
    pay(world, await order(world));
    world.chain.mine(1);
    await arm();
    world.servers[0]?.signal("SIGTERM");
  },
} satisfies Partial<Record<FaultPoint, Provoke>>;
type Point = keyof typeof PROVOKE;

/** Fault points around one page carry the test id F2 as well. */
const TITLES = (Object.keys(PROVOKE) as Point[]).map((point) => ({
  point,
  also: point.startsWith("follower.") ? " (F2)" : "",
}));

describe.concurrent("a server that dies in the wrong moment", () => {
  test.for(TITLES)(
    "C-02 $point$also: killed there and started again, nothing is lost, doubled, early or left open (I1-I12)",
    { timeout: TEST_MS },
    async ({ point }, { expect }) => {
      const database = await createTestDatabase();
      const world = await openQuiet(point, database.url);
      try {
        const [server] = world.servers;
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
        const doing = PROVOKE[point](world, arm, startArmed);
        const reached = await eventually(LIMIT_MS, async () => (armed && !server.running() ? true : null));
        expect(reached, `it never came to ${point}`).toBe(true);
        expect(await server.ended()).toBe("SIGKILL");
        await world.revive();
        await doing;
        expect(await verdict(world)).toEqual([]);
      } finally {
        await world.close();
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
    const program = [...DOOMED, "migrate.between-steps", "3"];
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
    const world = await openQuiet("migrate", database.url);
    try {
      pay(world, await order(world));
      expect(await verdict(world)).toEqual([]);
    } finally {
      await world.close();
      await database.close();
    }
  });
});
