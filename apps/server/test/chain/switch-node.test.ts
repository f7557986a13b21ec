// Which node serves, and what happens to the stored state when the node is switched.

import { afterEach, beforeEach, expect, test } from "vitest";
import { CONFIRMED_EVENTS } from "../support/payment.ts";
import { openTwoNodes, type TwoNodes } from "./two-nodes.ts";

let now: number;
let nodes: TwoNodes;
beforeEach(async () => {
  now = Date.now();
  nodes = await openTwoNodes({ now: () => now });
});
afterEach(() => nodes.close());

test("F5: failover to a node 1,000 blocks behind, then ahead, then back to the first: nothing is withdrawn or doubled", async () => {
  const { gateway, merchant, first, second, both, pay } = nodes;
  both((chain) => chain.mine(1_100));
  const deep = await merchant.createPayment({ expiryMinutes: 30 });
  const fresh = await merchant.createPayment({ expiryMinutes: 30 });
  const later = await merchant.createPayment({ expiryMinutes: 30 });
  pay(deep.address);
  both((chain) => chain.mine(15));
  pay(fresh.address);
  both((chain) => chain.mine(2));
  await gateway.follow();
  expect([await deep.status(), await fresh.status()]).toEqual(["confirmed", "confirming"]);
  const { hash } = await gateway.cursor();
  second.behind({ blocks: 1_000 });
  first.disconnect({ refuse: true });
  await nodes.served(1);
  for (let rounds = 0; rounds < 3; rounds++) {
    await gateway.follow();
    now += 6_000;
  }
  expect((await gateway.cursor()).hash).toBe(hash);
  expect([await deep.status(), await fresh.status()]).toEqual(["confirmed", "confirming"]);
  expect(gateway.canConfirm()).toBe(false);
  second.behind({ blocks: 0 });
  const ahead = (chain: typeof first) => {
    chain.pay({ address: later.address, sompi: 2_500_000_000n, mine: true });
    chain.mine(1_000);
  };
  ahead(second);
  now += 6_000;
  await nodes.served(1);
  await gateway.follow();
  await gateway.follow();
  expect((await gateway.cursor()).hash).toBe(second.state().sink);
  for (const payment of [deep, fresh, later])
    expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
  // The first comes back, first far behind, then in step: only then it serves again.
  ahead(first);
  first.disconnect({ refuse: false });
  await nodes.served(0);
  both((chain) => chain.mine(5));
  now += 6_000;
  await gateway.follow();
  expect((await gateway.cursor()).hash).toBe(first.state().sink);
  for (const payment of [deep, fresh, later]) {
    expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    expect(await payment.differencesFromChain()).toEqual([]);
  }
});

test("F5: a node whose chain ends before our block is left after 15 s for the next, and nothing is changed by it", async () => {
  const { gateway, merchant, first, both, pay } = nodes;
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  pay(payment.address);
  both((chain) => chain.mine(3));
  await gateway.follow();
  const { hash } = await gateway.cursor();
  first.behind({ blocks: 2 });
  await gateway.follow();
  now += 16_000;
  await gateway.follow();
  await nodes.served(1);
  both((chain) => chain.mine(12));
  await gateway.follow();
  expect((await gateway.cursor()).hash).not.toBe(hash);
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("F5: a node whose chain does not grow for a minute is left only for one that is ahead", async () => {
  const { gateway, merchant, first, second, pay } = nodes;
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  pay(payment.address);
  await gateway.follow();
  now += 61_000;
  await gateway.follow();
  await gateway.follow();
  expect(gateway.canConfirm()).toBe(false);
  expect(nodes.source.health().nodeIndex).toBe(0);
  second.mine(15);
  now += 61_000;
  await gateway.follow();
  await nodes.served(1);
  await gateway.follow();
  await gateway.follow();
  expect(gateway.canConfirm()).toBe(true);
  expect(await payment.status()).toBe("confirmed");
  first.mine(15);
  expect(await payment.differencesFromChain()).toEqual([]);
});
