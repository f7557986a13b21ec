// Two servers on one database: one leads, the other waits, and a leader that was paused writes nothing when it goes on.
import { afterEach, expect, test } from "vitest";
import { eventTypes, follow } from "../flows/gateway.ts";
import { type ChainHouse, openHouse, SOLD } from "./chain-house.ts";
import { query } from "./sql.ts";

let house: ChainHouse;
afterEach(() => house.close());

const lastEpoch = async (): Promise<bigint> => {
  const [row] = await query<{ epoch: string }>(house.world, "select epoch from leases where name = $1", [
    "follower:simnet",
  ]);
  return BigInt(row?.epoch ?? 0);
};

test("F11 C-10: of two servers one leads; the other writes nothing until the lease is free, and takes over from where the first stood", async () => {
  house = await openHouse();
  const second = await house.world.open();
  const sale = await house.sale();
  sale.pay();
  await follow(second);
  expect(second.workers.followers[0]?.lease.epoch()).toBeNull();
  expect(await sale.events()).toEqual(["payment.created"]);
  await house.mine(1);
  expect(await sale.status()).toBe("confirming");
  await house.down();
  house.chain.mine(12);
  await follow(second);
  expect(second.workers.followers[0]?.lease.epoch()).not.toBeNull();
  expect((await eventTypes(second, house.storeId, sale.id)).toSorted()).toEqual(SOLD);
});

test("F11 C-12: a leader paused for 90 s between pull and write finds its epoch gone and writes nothing; every event is sent once", async () => {
  let paused: (() => Promise<void>) | null = null;
  house = await openHouse({
    parts: () => ({
      faults: {
        async reach(point) {
          if (point !== "follower.after-pull" || paused === null) return;
          const meanwhile = paused;
          paused = null;
          await meanwhile();
        },
      },
    }),
  });
  const second = await house.world.open();
  const sale = await house.sale();
  sale.pay();
  house.chain.mine(12);
  const epoch = await lastEpoch();
  let rows: unknown[] = [];
  paused = async () => {
    // Ninety seconds later, by the database's clock: the lease ran out, the other one led and read on.
    await query(house.world, "update leases set expires_at = now() - interval '80 seconds' where name = $1", [
      "follower:simnet",
    ]);
    await follow(second);
    house.chain.reorg({ depth: 2 });
    house.chain.mine(3);
    await follow(second);
    rows = await query(house.world, "select * from events order by id");
  };
  await house.follow();
  expect(await lastEpoch()).toBe(epoch + 1n);
  expect(house.gateway.workers.followers[0]?.lease.epoch()).toBeNull();
  expect(await query(house.world, "select * from events order by id")).toEqual(rows);
  const told = (await eventTypes(second, house.storeId, sale.id)).toSorted();
  expect(told).toEqual(SOLD);
  expect(await sale.problems()).toEqual([]);
});

test("N-16: with 100,000 known addresses a reconnect subscribes none of them, and the follower catches up without asking the node for any", async () => {
  house = await openHouse();
  const sale = await house.sale();
  await query(
    house.world,
    `insert into addresses
      select r.* from (select to_jsonb(a) as one from addresses a limit 1) a, generate_series(1, 100000) n,
        jsonb_populate_record(null::addresses, a.one || jsonb_build_object('address_index', 1000000 + n,
          'script', '000020' || md5(n::text) || md5((n + 1)::text) || 'ac', 'address', 'kasaddr' || n)) r`,
  );
  const [{ count } = { count: "0" }] = await query<{ count: string }>(
    house.world,
    "select count(*) from addresses",
  );
  expect(Number(count)).toBeGreaterThan(100_000);
  await house.down();
  house.chain.fill({ txsPerBlock: 20 });
  sale.pay();
  house.chain.mine(300);
  await house.up();
  // A round that lasts longer than the lease ends early: only a started gateway renews it meanwhile.
  const { sink } = house.chain.state();
  while ((await house.cursor()).hash !== sink) await house.follow();
  expect(await sale.status()).toBe("confirmed");
  const { subscriptions, methods } = house.chain.truth();
  expect(subscriptions.UtxosChanged ?? 0).toBe(0);
  expect(methods.getUtxosByAddresses ?? 0).toBe(0);
});
