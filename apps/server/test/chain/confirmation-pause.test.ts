// Confirmation pause: what a node says about itself cannot be right. Money is still recorded, nothing is confirmed, and
// staff are notified.

import { expect } from "vitest";
import { createReadiness } from "../../src/features/server-info/readiness.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS } from "../support/payment.ts";

/** Of server and chain. */
let now = Date.now();
const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: { clock: { now: () => now } },
});

/** The node is asked about itself every five seconds. */
async function later(gateway: TestGateway, ms = 6_000): Promise<void> {
  now += ms;
  await gateway.follow();
}

const pause = (gateway: TestGateway) => gateway.workers.followers[0]?.follower.pause ?? null;

async function readiness(gateway: TestGateway): Promise<{ status: string; detail: string }> {
  const { status, entries } = await createReadiness({
    clock: { now: () => now },
    networks: gateway.workers.followed,
    rates: { getRate: () => ({ unavailable: "none" }) as never },
    checkDatabase: async () => {},
    stopping: () => false,
  })();
  return { status, detail: entries.find((entry) => entry.name === "follower simnet")?.detail ?? "" };
}

test("N-12: a score that does not rise for 60 s pauses confirmations with an alert, and they resume with the next block", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  payment.pay();
  await gateway.mine(9);
  expect(await payment.status()).toBe("confirming");
  await later(gateway, 59_000);
  expect(gateway.canConfirm()).toBe(true);
  await later(gateway, 1_000);
  expect([gateway.canConfirm(), pause(gateway)]).toEqual([false, "node_stalled"]);
  expect(await readiness(gateway)).toEqual({ status: "degraded", detail: "node_stalled" });
  await gateway.mine(3);
  expect([gateway.canConfirm(), pause(gateway)]).toEqual([true, null]);
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("N-12: nothing expires while the score does not rise, and the deadline is kept once it moves", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await later(gateway, 8 * 60_000);
  expect(pause(gateway)).toBe("node_stalled");
  expect(await payment.status()).toBe("pending");
  await gateway.mine(15);
  await gateway.mine(1);
  expect(await payment.status()).toBe("expired");
});

test.for([
  { motion: "goes back", fault: { backwardsScore: 50 }, repair: { backwardsScore: 0 } },
  { motion: "is frozen", fault: { frozenScore: true }, repair: { frozenScore: false } },
])(
  "N-12: a node whose score $motion below its own tip confirms nothing until it is right again",
  async ({ fault, repair }, { gateway, chain, merchant }) => {
    const payment = await merchant.createPayment({ expiryMinutes: 30 });
    payment.pay();
    await gateway.mine(2);
    chain.lie(fault);
    chain.mine(12);
    // The blocks themselves are good: they were read before the node was asked about itself.
    await later(gateway);
    await later(gateway);
    expect([gateway.canConfirm(), pause(gateway)]).toEqual([false, "node_score_back"]);
    const other = await merchant.createPayment({ expiryMinutes: 30 });
    other.pay();
    await gateway.mine(20);
    await later(gateway);
    expect(await other.status()).toBe("confirming");
    chain.lie(repair);
    await later(gateway);
    await later(gateway);
    expect([gateway.canConfirm(), pause(gateway)]).toEqual([true, null]);
    for (const waiting of [payment, other]) {
      expect(await waiting.status()).toBe("confirmed");
      expect((await waiting.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
      expect(await waiting.differencesFromChain()).toEqual([]);
    }
  },
);

test("N-12: after a finality conflict nothing is confirmed, over reconnects too, until the node calls it settled", async ({
  gateway,
  chain,
  merchant,
}) => {
  const ticked = new Promise<void>((done) => gateway.sources[0]?.onTick(done));
  chain.finalityConflict();
  await ticked;
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  payment.pay();
  await gateway.mine(15);
  expect([await payment.status(), gateway.canConfirm(), pause(gateway)]).toEqual([
    "confirming",
    false,
    "finality_conflict",
  ]);
  expect(await readiness(gateway)).toEqual({ status: "degraded", detail: "finality_conflict" });
  const [source] = gateway.sources;
  const back = new Promise<void>((done) =>
    source?.onConnection(({ state }) => {
      if (state === "connected") done();
    }),
  );
  chain.disconnect();
  await back;
  await gateway.mine(2);
  expect(await payment.status()).toBe("confirming");
  chain.reorg({ depth: 1 });
  await gateway.follow();
  const settled = new Promise<void>((done) => source?.onTick(done));
  chain.finalityConflict({ resolved: true });
  await settled;
  await gateway.follow();
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("N-10 N-12: an unsynced node confirms and expires nothing, money is found once it is synced", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const paid = await merchant.createPayment({ expiryMinutes: 30 });
  chain.unsynced();
  paid.pay();
  now += 30 * 60_000;
  chain.mine(20);
  await gateway.follow().catch(() => undefined);
  expect([await payment.status(), await paid.status(), gateway.canConfirm()]).toEqual([
    "pending",
    "pending",
    false,
  ]);
  const { status } = await readiness(gateway);
  expect(status).toBe("degraded");
  chain.unsynced({ on: false });
  const [source] = gateway.sources;
  if (source?.health().state !== "connected")
    await new Promise<void>((done) =>
      source?.onConnection(({ state }) => {
        if (state === "connected") done();
      }),
    );
  await later(gateway);
  await later(gateway);
  expect([await payment.status(), await paid.status()]).toEqual(["expired", "confirmed"]);
  expect(await paid.differencesFromChain()).toEqual([]);
});
