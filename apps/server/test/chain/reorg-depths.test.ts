// Reorganisations of every depth and outcome, read block by block. The simulated node is the oracle.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChainHouse, openHouse, type Sale } from "./chain-house.ts";

/** What 25 KAS ask for: the lowest tier. */
const REQUIRED = 10;

let house: ChainHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Reads what is there, and fails when `payment.confirmed` was written while the oracle's depth was short. */
async function followWatching(sale: Sale, told: number): Promise<number> {
  await house.follow();
  const confirmed = (await sale.events()).filter((type) => type === "payment.confirmed").length;
  if (confirmed > told) {
    const depths = house.chain.truth(sale.address).outputs.map((output) => output.depth);
    expect(depths.length).toBeGreaterThan(0);
    expect(Math.min(...depths)).toBeGreaterThanOrEqual(REQUIRED);
  }
  return confirmed;
}

async function bury(sale: Sale, blocks: number, toldBefore: number): Promise<number> {
  let told = toldBefore;
  for (let left = blocks; left > 0; ) {
    // Around the required depth every single block is checked.
    const step = blocks > 20 && left > 15 && blocks - left > 15 ? Math.min(left - 15, 200) : 1;
    house.chain.mine(step);
    left -= step;
    told = await followWatching(sale, told);
  }
  return told;
}

const DEPTHS = [1, 9, 10, 11, 600];
const FATES = ["accepted again", "dropped", "double-spent"] as const;
const CASES = DEPTHS.flatMap((depth) => FATES.map((fate) => ({ depth, fate })));

test.for(CASES)(
  "F1 N-05: a reorg of $depth blocks with the money $fate: the stored state is the chain's, and nothing was confirmed before its depth",
  async ({ depth, fate }) => {
    const sale = await house.sale();
    const txId = sale.pay();
    let told = await followWatching(sale, 0);
    told = await bury(sale, depth - 1, told);
    const wasDeep = depth - 1 >= REQUIRED;
    expect(await sale.status()).toBe(wasDeep ? "confirmed" : "confirming");
    const lost = { dropped: { drop: [txId] }, "double-spent": { doubleSpend: [txId] }, "accepted again": {} };
    house.chain.reorg({ depth, ...lost[fate] });
    told = await followWatching(sale, told);
    expect(await sale.problems()).toEqual([]);
    told = await bury(sale, REQUIRED + 2, told);
    expect(await sale.problems()).toEqual([]);
    const events = await sale.events();
    if (fate === "accepted again") {
      expect(await sale.status()).toBe("confirmed");
      expect(events.filter((type) => type === "payment.reverted").length).toBe(told - 1);
    } else {
      expect(await sale.status()).toBe(wasDeep ? "confirming" : "pending");
      expect(events.filter((type) => type === "transfer.reverted")).toHaveLength(1);
      expect(told).toBe(wasDeep ? 1 : 0);
      expect((await sale.full()).attention.includes("reverted")).toBe(wasDeep);
    }
    const kinds = (await sale.full()).timeline.map((entry) => entry.kind);
    expect(kinds).toContain("transfer.accepted");
  },
);

test("F1 N-05: money that comes back after a loss is confirmed anew, and both are in the timeline", async () => {
  const sale = await house.sale();
  const txId = sale.pay();
  await house.mine(REQUIRED + 1);
  expect(await sale.status()).toBe("confirmed");
  house.chain.reorg({ depth: REQUIRED + 2, reaccept: [] });
  await house.follow();
  expect(await sale.status()).toBe("confirming");
  expect(house.chain.truth().mempool.map((waiting) => waiting.txId)).toContain(txId);
  await house.mine(REQUIRED + 2);
  expect(await sale.status()).toBe("confirmed");
  expect(await sale.problems()).toEqual([]);
  const events = await sale.events();
  expect(events.filter((type) => type === "payment.confirmed")).toHaveLength(2);
  expect(events.filter((type) => type === "payment.reverted")).toHaveLength(1);
  const kinds = (await sale.full()).timeline.map((entry) => entry.kind);
  for (const kind of ["transfer.reverted", "payment.reverted"]) expect(kinds).toContain(kind);
});
