// The connections to the node break, and its notifications come twice, late, in another order, or not at all.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";
import { readLedger } from "../ledger.ts";
import type { Made } from "../order-client.ts";
import { pause } from "../seeded.ts";
import type { Cluster } from "./cluster.ts";
import { openQuiet, order, pay, seen, TEST_MS, until, violationsAtEnd } from "./steps.ts";

let database: TestDatabase;
let cluster: Cluster;
beforeAll(async () => {
  database = await createTestDatabase();
  cluster = await openQuiet("lines", database.url);
}, TEST_MS);
afterAll(async () => {
  await cluster.close();
  await database.close();
});

const pulls = (): number => cluster.chain.sim.controls.truth().methods.getVirtualChainFromBlockV2 ?? 0;

/** Money comes block by block, as fast as the chain makes them. */
async function payAll(orders: readonly Made[], betweenMs: number): Promise<void> {
  for (const order of orders) {
    pay(cluster, order);
    cluster.chain.mine(1);
    await pause(betweenMs);
  }
}

async function orders(count: number): Promise<Made[]> {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      order(cluster, `${cluster.made.length + number}-of-${count}`),
    ),
  );
}

/** Rows and events of a payment are there once. */
async function once(found: readonly Made[]): Promise<string[]> {
  const { transfers, events } = await readLedger(cluster.database);
  return found.flatMap(({ address, order: { key } }) => {
    const rows = transfers.filter((row) => row.address === address).length;
    const eventCount = events.filter(
      (event) => event.type === "transfer.accepted" && event.body.includes(address),
    ).length;
    return rows === 1 && eventCount === 1 ? [] : [`${key}: ${rows} rows, ${eventCount} events`];
  });
}

/** New money is found by the next polls, not by a notification. */
async function foundByPolls(payment: Made): Promise<number> {
  const before = pulls();
  pay(cluster, payment);
  cluster.chain.mine(1);
  await seen(cluster, payment);
  return pulls() - before;
}

describe("lines to the node", { timeout: TEST_MS }, () => {
  test("N-02: every notification twice: nothing is written twice, and pulls are shared", async () => {
    cluster.chain.sim.controls.net({ reset: true, dupP: 1 });
    const all = await orders(4);
    const before = pulls();
    for (let blocks = 0; blocks < 120; blocks++) cluster.chain.mine(1);
    await payAll(all, 0);
    for (const payment of all) await seen(cluster, payment);
    expect(pulls() - before).toBeLessThan(120);
    expect(await once(all)).toEqual([]);
  });

  test("N-03: notifications up to 2 s late and in another order end as if they had come in order", async () => {
    cluster.chain.sim.controls.net({ reset: true, reorderMs: 2_000 });
    const all = await orders(4);
    await payAll(all, 40);
    for (const payment of all) await seen(cluster, payment);
    expect(await once(all)).toEqual([]);
  });

  test.for([0.15, 1])(
    "N-04 F9: %f of notifications lost: money is found by the next polls",
    async (dropP) => {
      cluster.chain.sim.controls.net({ reset: true, dropP });
      const all = await orders(3);
      // One poll may be under way when the block comes, and one more may follow before we look.
      for (const payment of all) expect(await foundByPolls(payment)).toBeLessThanOrEqual(4);
      expect(await once(all)).toEqual([]);
    },
  );

  test("N-01: the connection cut every two seconds: all money is found when it is back, and found once", async () => {
    const opened = (): number => cluster.chain.sim.controls.truth().connections.length;
    const before = opened();
    const all = await orders(5);
    cluster.chain.sim.controls.net({ reset: true, cutEvery: 2_000 });
    await payAll(all, 1_500);
    await until("it was cut and came back twice", async () => opened() >= before + 2);
    cluster.chain.sim.controls.net({ reset: true });
    for (const payment of all) await seen(cluster, payment);
    expect(await once(all)).toEqual([]);
  });

  test("N-01 N-02 N-03 N-04: after all of it every invariant holds", async () => {
    cluster.chain.sim.controls.net({ reset: true });
    pay(cluster, await order(cluster));
    expect(await violationsAtEnd(cluster)).toEqual([]);
  });
});
