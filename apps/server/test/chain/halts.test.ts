// Confirmation pause: what a node says about itself cannot be right. Money is still recorded, nothing is confirmed, and
// people are told.
import { afterEach, beforeEach, expect, test } from "vitest";
import { createReadiness } from "../../src/features/server-info/readiness.ts";
import { type ChainHouse, openHouse, SOLD } from "./chain-house.ts";

let now: number;
let house: ChainHouse;
beforeEach(async () => {
  now = Date.now();
  house = await openHouse({ sim: { now: () => now }, parts: () => ({ clock: { now: () => now } }) });
});
afterEach(() => house.close());

/** The node is asked about itself every five seconds. */
async function later(ms = 6_000): Promise<void> {
  now += ms;
  await house.follow();
}

const halt = () => house.gateway.workers.followers[0]?.follower.pause ?? null;

async function readiness(): Promise<{ status: string; detail: string }> {
  const { status, entries } = await createReadiness({
    clock: { now: () => now },
    networks: house.gateway.workers.followed,
    rates: { getRate: () => ({ unavailable: "none" }) as never },
    checkDatabase: async () => {},
    stopping: () => false,
  })();
  return { status, detail: entries.find((entry) => entry.name === "follower simnet")?.detail ?? "" };
}

test("N-12: a score that stands still for 60 s pauses confirmations with an alert, and they resume with the next block", async () => {
  const sale = await house.sale();
  sale.pay();
  await house.mine(9);
  expect(await sale.status()).toBe("confirming");
  await later(59_000);
  expect(house.canConfirm()).toBe(true);
  await later(1_000);
  expect([house.canConfirm(), halt()]).toEqual([false, "node_stalled"]);
  expect(await readiness()).toEqual({ status: "degraded", detail: "node_stalled" });
  await house.mine(3);
  expect([house.canConfirm(), halt()]).toEqual([true, null]);
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("N-12: nothing expires while the score stands, and the deadline is kept once it moves", async () => {
  const sale = await house.sale({ expiresInMs: 5 * 60_000 });
  await later(8 * 60_000);
  expect(halt()).toBe("node_stalled");
  expect(await sale.status()).toBe("pending");
  await house.mine(15);
  await house.mine(1);
  expect(await sale.status()).toBe("expired");
});

test.for([
  { lie: "goes back", told: { backwardsScore: 50 }, truth: { backwardsScore: 0 } },
  { lie: "is frozen", told: { frozenScore: true }, truth: { frozenScore: false } },
])(
  "N-12: a node whose score $lie below its own tip confirms nothing until it is right again",
  async ({ told, truth }) => {
    const sale = await house.sale();
    sale.pay();
    await house.mine(2);
    house.chain.lie(told);
    house.chain.mine(12);
    // The blocks themselves are good: they were read before the node was asked about itself.
    await later();
    await later();
    expect([house.canConfirm(), halt()]).toEqual([false, "node_score_back"]);
    const other = await house.sale();
    other.pay();
    await house.mine(20);
    await later();
    expect(await other.status()).toBe("confirming");
    house.chain.lie(truth);
    await later();
    await later();
    expect([house.canConfirm(), halt()]).toEqual([true, null]);
    for (const one of [sale, other]) {
      expect(await one.status()).toBe("confirmed");
      expect((await one.events()).toSorted()).toEqual(SOLD);
      expect(await one.problems()).toEqual([]);
    }
  },
);

test("N-12: after a finality conflict nothing is confirmed, over reconnects too, until the node calls it settled", async () => {
  const heard = new Promise<void>((done) => house.gateway.sources[0]?.onTick(done));
  house.chain.finalityConflict();
  await heard;
  const sale = await house.sale();
  sale.pay();
  await house.mine(15);
  expect([await sale.status(), house.canConfirm(), halt()]).toEqual([
    "confirming",
    false,
    "finality_conflict",
  ]);
  expect(await readiness()).toEqual({ status: "degraded", detail: "finality_conflict" });
  const [source] = house.gateway.sources;
  const back = new Promise<void>((done) =>
    source?.onConnection(({ state }) => {
      if (state === "connected") done();
    }),
  );
  house.chain.disconnect();
  await back;
  await house.mine(2);
  expect(await sale.status()).toBe("confirming");
  house.chain.reorg({ depth: 1 });
  await house.follow();
  const settled = new Promise<void>((done) => source?.onTick(done));
  house.chain.finalityConflict({ resolved: true });
  await settled;
  await house.follow();
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("N-10 N-12: an unsynced node confirms and expires nothing, money is found once it is synced", async () => {
  const sale = await house.sale({ expiresInMs: 5 * 60_000 });
  const paid = await house.sale();
  house.chain.unsynced();
  paid.pay();
  now += 30 * 60_000;
  house.chain.mine(20);
  await house.follow().catch(() => undefined);
  expect([await sale.status(), await paid.status(), house.canConfirm()]).toEqual([
    "pending",
    "pending",
    false,
  ]);
  const { status } = await readiness();
  expect(status).toBe("degraded");
  house.chain.unsynced({ on: false });
  const [source] = house.gateway.sources;
  if (source?.health().state !== "connected")
    await new Promise<void>((done) =>
      source?.onConnection(({ state }) => {
        if (state === "connected") done();
      }),
    );
  await later();
  await later();
  expect([await sale.status(), await paid.status()]).toEqual(["expired", "confirmed"]);
  expect(await paid.problems()).toEqual([]);
});
