// Notifications only wake the follower: doubled, late, overtaking each other or lost, they change nothing but when.
import type { NetInput } from "@kaspa-pay/kaspa-sim";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connected, health } from "../conformance/chain-source.ts";
import { type ChainHouse, openHouse, type Sale, SOLD } from "./chain-house.ts";

let house: ChainHouse;
let commits: (() => void)[];
beforeEach(async () => {
  commits = [];
  house = await openHouse({
    parts: () => ({
      faults: {
        reach(point) {
          if (point === "follower.after-commit") for (const done of commits.splice(0)) done();
        },
      },
    }),
  });
});
afterEach(async () => {
  await house.gateway.workers.followers[0]?.stop();
  await house.close();
});

const pulls = (): number => house.chain.truth().methods.getVirtualChainFromBlockV2 ?? 0;

/** Looks again after each page that the follower, running by itself, has written. */
async function until(met: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const written = new Promise<void>((done) => commits.push(done));
    if (await met()) return;
    await written;
  }
}

async function readToTip(): Promise<void> {
  const { sink } = house.chain.state();
  await until(async () => (await house.cursor()).hash === sink);
}

/** Ten payments, each paid, with a reorganisation among them. */
async function shopping(): Promise<Sale[]> {
  const sales: Sale[] = [];
  for (let i = 0; i < 10; i++) sales.push(await house.sale());
  for (const [at, sale] of sales.entries()) {
    sale.pay();
    house.chain.mine(1);
    if (at === 5) house.chain.reorg({ depth: 3 });
  }
  house.chain.mine(12);
  return sales;
}

async function expectSold(sales: readonly Sale[]): Promise<void> {
  for (const sale of sales) {
    await until(async () => (await sale.status()) === "confirmed");
    expect(await sale.problems()).toEqual([]);
    const events = (await sale.events()).toSorted();
    expect([...new Set(events)]).toEqual(SOLD);
    expect(events.filter((type) => type === "payment.confirmed")).toHaveLength(1);
    expect((await sale.full()).transfers).toHaveLength(1);
  }
}

const NETWORKS: readonly { id: string; how: string; net: NetInput }[] = [
  { id: "N-02", how: "each come twice", net: { dupP: 1 } },
  { id: "N-03", how: "come up to 2,000 ms late and overtake each other", net: { reorderMs: 2_000 } },
  { id: "N-04", how: "are lost, 15 in 100", net: { dropP: 0.15 } },
  { id: "N-04", how: "are all lost", net: { dropP: 1 } },
];

test.for(NETWORKS)(
  "F9 $id: notifications that $how: every payment is found, once, and pulls are coalesced",
  async ({ net }) => {
    house.chain.net(net);
    house.gateway.workers.followers[0]?.start();
    const before = pulls();
    const sales = await shopping();
    await readToTip();
    // Far fewer than the notifications of some fifty chain changes, doubled or not.
    expect(pulls() - before).toBeLessThan(60);
    await readToTip();
    await expectSold(sales);
  },
);

test("F9 N-04: without any notification the next look is the timer's: at most one pull finds nothing before the payment is found", async () => {
  house.chain.net({ dropP: 1 });
  house.gateway.workers.followers[0]?.start();
  const sale = await house.sale();
  sale.pay();
  const before = pulls();
  const found = new Promise<void>((done) => {
    house.gateway.useCases.bus.subscribe(({ paymentIds }) => {
      if (paymentIds?.includes(sale.id)) done();
    });
  });
  await found;
  expect(pulls() - before).toBeLessThanOrEqual(3);
  expect(await sale.status()).toBe("confirming");
});

test("F9 N-01: cut again and again, the same payments are found after each reconnect, none twice", async () => {
  const [source] = house.gateway.sources;
  if (source === undefined) throw new Error("no source");
  house.gateway.workers.followers[0]?.start();
  const sales: Sale[] = [];
  for (let cuts = 0; cuts < 5; cuts++) {
    const sale = await house.sale();
    sales.push(sale);
    const gone = health(source, ({ state }) => state !== "connected");
    house.chain.disconnect();
    sale.pay();
    await gone;
    house.chain.mine(3);
    await connected(source);
    await readToTip();
    expect(await sale.status()).toBe("confirming");
  }
  house.chain.mine(12);
  await readToTip();
  await expectSold(sales);
});
