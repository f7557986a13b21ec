// The server was away: what happened meanwhile is read from the cursor on, page by page.
import { afterEach, expect, test } from "vitest";
import type { FaultPoints } from "../../src/runtime/fault-points.ts";
import { type ChainHouse, openHouse, PRICE, type Sale, SOLD } from "./chain-house.ts";

let house: ChainHouse;
afterEach(() => house.close());

const TEN_MINUTES = 6_000;
const HOUR = 36_000;

test("F3 N-07: money received and spent during ten minutes of absence is found from the cursor, exactly once", async () => {
  house = await openHouse();
  const sale = await house.sale();
  await house.down();
  house.chain.mine(1_000);
  const txId = sale.pay();
  house.chain.mine(1_000);
  house.chain.spend({ outpoint: `${txId}:0` });
  house.chain.mine(TEN_MINUTES - 2_000);
  expect(house.chain.truth(sale.address).outputs[0]?.spent).not.toBeNull();
  await house.up();
  await house.follow();
  expect(await sale.status()).toBe("confirmed");
  expect(await sale.problems()).toEqual([]);
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("N-06: the merchant spends the money before the confirmations: the payment confirms all the same and nothing is withdrawn", async () => {
  house = await openHouse();
  const sale = await house.sale();
  const txId = sale.pay();
  await house.mine(2);
  house.chain.spend({ outpoint: `${txId}:0` });
  await house.mine(3);
  expect(await sale.status()).toBe("confirming");
  await house.mine(10);
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("N-06: the merchant spends the money after the confirmations: nothing changes, however long the chain grows and whoever leads", async () => {
  house = await openHouse();
  const sale = await house.sale();
  const txId = sale.pay();
  await house.mine(12);
  const { version } = await sale.full();
  house.chain.spend({ outpoint: `${txId}:0` });
  await house.mine(700);
  await house.down();
  await house.up();
  await house.mine(5);
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.full()).version).toBe(version);
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

/** Stops after each commit to see what the database says then, and lets the chain move on meanwhile. */
function watching(onPage: (page: number) => Promise<void>): FaultPoints & { commits: number } {
  const faults = {
    commits: 0,
    async reach(point: string) {
      if (point !== "follower.after-commit") return;
      faults.commits += 1;
      await onPage(faults.commits);
    },
  };
  return faults;
}

/** I12: the stored outputs are those of the chain up to the cursor, no more and no less. */
async function expectStoredUpToCursor(sales: readonly Sale[]): Promise<void> {
  const cursor = await house.cursor();
  for (const sale of sales) {
    const { transfers } = await sale.full();
    const outputs = house.chain.truth(sale.address).outputs;
    const stored = transfers.filter((one) => one.status !== "reverted").map((one) => one.txId);
    const due = outputs.filter((one) => BigInt(one.accepted.daaScore) <= cursor.daa).map((one) => one.txId);
    expect(stored).toEqual(due);
  }
}

test("N-18: an hour behind, in pages of 2,480 merged blocks while blocks arrive and the cursor is reorganised out: every page is one commit, nothing is missed or doubled", async () => {
  house = await openHouse();
  const sales: Sale[] = [];
  for (let i = 0; i < 12; i++) sales.push(await house.sale());
  const late = await house.sale();
  const lost = await house.sale();
  await house.down();
  for (const sale of sales) {
    house.chain.mine(HOUR / sales.length);
    sale.pay();
  }
  let lostTx = "";
  let pulls = 0;
  const faults = watching(async (page) => {
    const behind = house.chain.state().daaScore - Number((await house.cursor()).daa);
    if (behind > 2_480) {
      house.chain.mine(5);
      await expectStoredUpToCursor(sales);
    } else if (lostTx === "") {
      lostTx = lost.pay();
      house.chain.mine(20);
      // Five blocks below the cursor: the page that was just written is partly undone.
      house.chain.reorg({ depth: behind + 26, drop: [lostTx] });
      late.pay();
      house.chain.mine(30);
    }
    pulls = page;
  });
  await house.up({ faults });
  // On a busy machine the lease runs out meanwhile: the next round takes it again.
  do await house.follow();
  while ((await house.cursor()).hash !== house.chain.state().sink);
  expect(pulls).toBeGreaterThan(HOUR / 2_480);
  expect(lostTx).not.toBe("");
  expect((await house.cursor()).hash).toBe(house.chain.state().sink);
  for (const sale of [...sales, late]) {
    expect(await sale.problems()).toEqual([]);
    expect(await sale.status()).toBe("confirmed");
    expect((await sale.full()).transfers).toHaveLength(1);
    expect((await sale.full()).amountReceivedSompi).toBe(`${PRICE}`);
  }
  expect(await lost.problems()).toEqual([]);
  expect(await lost.status()).toBe("pending");
});
