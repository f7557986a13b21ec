// Which node serves, and what happens to the stored state when the node is switched.
import { afterEach, beforeEach, expect, test } from "vitest";
import { SOLD } from "./chain-house.ts";
import { openTwoNodes, type TwoNodes } from "./two-nodes.ts";

let now: number;
let nodes: TwoNodes;
beforeEach(async () => {
  now = Date.now();
  nodes = await openTwoNodes({ now: () => now });
});
afterEach(() => nodes.close());

test("F5: failover to a node 1,000 blocks behind, then ahead, then back to the first: nothing is withdrawn or doubled", async () => {
  const { house, first, second, both, pay } = nodes;
  both((chain) => chain.mine(1_100));
  const deep = await house.sale();
  const fresh = await house.sale();
  const later = await house.sale();
  pay(deep.address);
  both((chain) => chain.mine(15));
  pay(fresh.address);
  both((chain) => chain.mine(2));
  await house.follow();
  expect([await deep.status(), await fresh.status()]).toEqual(["confirmed", "confirming"]);
  const { hash } = await house.cursor();
  second.behind({ blocks: 1_000 });
  first.disconnect({ refuse: true });
  await nodes.served(1);
  for (let rounds = 0; rounds < 3; rounds++) {
    await house.follow();
    now += 6_000;
  }
  expect((await house.cursor()).hash).toBe(hash);
  expect([await deep.status(), await fresh.status()]).toEqual(["confirmed", "confirming"]);
  expect(house.canConfirm()).toBe(false);
  second.behind({ blocks: 0 });
  const ahead = (chain: typeof first) => {
    chain.pay({ address: later.address, sompi: 2_500_000_000n, mine: true });
    chain.mine(1_000);
  };
  ahead(second);
  now += 6_000;
  await nodes.served(1);
  await house.follow();
  await house.follow();
  expect((await house.cursor()).hash).toBe(second.state().sink);
  for (const sale of [deep, fresh, later]) expect((await sale.events()).toSorted()).toEqual(SOLD);
  // The first comes back, first far behind, then in step: only then it serves again.
  ahead(first);
  first.disconnect({ refuse: false });
  await nodes.served(0);
  both((chain) => chain.mine(5));
  now += 6_000;
  await house.follow();
  expect((await house.cursor()).hash).toBe(first.state().sink);
  for (const sale of [deep, fresh, later]) {
    expect((await sale.events()).toSorted()).toEqual(SOLD);
    expect(await sale.problems()).toEqual([]);
  }
});

test("F5: a node whose chain ends before our block is left after 15 s for the next, and nothing is changed by it", async () => {
  const { house, first, both, pay } = nodes;
  const sale = await house.sale();
  pay(sale.address);
  both((chain) => chain.mine(3));
  await house.follow();
  const { hash } = await house.cursor();
  first.behind({ blocks: 2 });
  await house.follow();
  now += 16_000;
  await house.follow();
  await nodes.served(1);
  both((chain) => chain.mine(12));
  await house.follow();
  expect((await house.cursor()).hash).not.toBe(hash);
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("F5: a node that stands still for a minute is left only for one that is ahead", async () => {
  const { house, first, second, pay } = nodes;
  const sale = await house.sale();
  pay(sale.address);
  await house.follow();
  now += 61_000;
  await house.follow();
  await house.follow();
  expect(house.canConfirm()).toBe(false);
  expect(nodes.source.health().nodeIndex).toBe(0);
  second.mine(15);
  now += 61_000;
  await house.follow();
  await nodes.served(1);
  await house.follow();
  await house.follow();
  expect(house.canConfirm()).toBe(true);
  expect(await sale.status()).toBe("confirmed");
  first.mine(15);
  expect(await sale.problems()).toEqual([]);
});
