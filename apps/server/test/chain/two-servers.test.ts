// Two servers on one database: one leads, the other waits, and a leader that was paused writes nothing when it goes on.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS } from "../support/payment.ts";

const test = gatewayTest({ per: "test" });

const lastEpoch = async (gateway: TestGateway): Promise<bigint> => {
  const [row] = await gateway.sql<{ epoch: string }>("select epoch from leases where name = $1", [
    "follower:simnet",
  ]);
  return BigInt(row?.epoch ?? 0);
};

test("F11 C-10: of two servers one leads; the other writes nothing until the lease is free, and continues from the cursor of the first", async ({
  gateway,
  chain,
  merchant,
}) => {
  const second = await gateway.startAnother();
  const payment = await merchant.createPayment();
  payment.pay();
  await second.follow();
  expect(second.workers.followers[0]?.lease.epoch()).toBeNull();
  expect(await payment.eventTypes()).toEqual(["payment.created"]);
  await gateway.mine(1);
  expect(await payment.status()).toBe("confirming");
  await gateway.stop();
  chain.mine(12);
  await second.follow();
  expect(second.workers.followers[0]?.lease.epoch()).not.toBeNull();
  expect((await second.eventTypes(merchant.storeId, payment.id)).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("F11 C-12: a leader paused for 90 s between pull and write finds its epoch gone and writes nothing; every event is sent once", async ({
  gateway,
  chain,
  merchant,
}) => {
  let paused: (() => Promise<void>) | null = null;
  await gateway.restart({
    faults: {
      async reach(point) {
        if (point !== "follower.after-pull" || paused === null) return;
        const meanwhile = paused;
        paused = null;
        await meanwhile();
      },
    },
  });
  await gateway.follow();
  const second = await gateway.startAnother();
  const payment = await merchant.createPayment();
  payment.pay();
  chain.mine(12);
  const epoch = await lastEpoch(gateway);
  let rows: unknown[] = [];
  paused = async () => {
    // Ninety seconds later, by the database's clock: the lease ran out, the other one led and read on.
    await gateway.sql("update leases set expires_at = now() - interval '80 seconds' where name = $1", [
      "follower:simnet",
    ]);
    await second.follow();
    chain.reorg({ depth: 2 });
    chain.mine(3);
    await second.follow();
    rows = await gateway.sql("select * from events order by id");
  };
  await gateway.follow();
  expect(await lastEpoch(gateway)).toBe(epoch + 1n);
  expect(gateway.workers.followers[0]?.lease.epoch()).toBeNull();
  expect(await gateway.sql("select * from events order by id")).toEqual(rows);
  const received = (await second.eventTypes(merchant.storeId, payment.id)).toSorted();
  expect(received).toEqual(CONFIRMED_EVENTS);
  expect(await payment.differencesFromChain()).toEqual([]);
});

test("N-16: with 100,000 known addresses a reconnect subscribes none of them, and the follower catches up without asking the node for any", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await gateway.sql(
    `insert into addresses
      select r.* from (select to_jsonb(a) as one from addresses a limit 1) a, generate_series(1, 100000) n,
        jsonb_populate_record(null::addresses, a.one || jsonb_build_object('address_index', 1000000 + n,
          'script', '000020' || md5(n::text) || md5((n + 1)::text) || 'ac', 'address', 'kasaddr' || n)) r`,
  );
  const [{ count } = { count: "0" }] = await gateway.sql<{ count: string }>("select count(*) from addresses");
  expect(Number(count)).toBeGreaterThan(100_000);
  await gateway.stop();
  chain.fill({ txsPerBlock: 20 });
  payment.pay();
  chain.mine(300);
  await gateway.restart();
  // A round that lasts longer than the lease ends early: only a started gateway renews it meanwhile.
  const { sink } = chain.state();
  while ((await gateway.cursor()).hash !== sink) await gateway.follow();
  expect(await payment.status()).toBe("confirmed");
  const { subscriptions, methods } = chain.truth();
  expect(subscriptions.UtxosChanged ?? 0).toBe(0);
  expect(methods.getUtxosByAddresses ?? 0).toBe(0);
});
