// Outputs that are hard to read: pages with a non-standard script, sums beyond 2^53, covenants, addresses made after
// their page was pulled.

import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { afterEach, expect, test } from "vitest";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { createShop, follow, order } from "../flows/gateway.ts";
import { type ChainHouse, openHouse, PRICE, SOLD } from "./chain-house.ts";

let house: ChainHouse;
afterEach(() => house.close());

test.for(["output", "coinbase", "input"] as const)(
  "F7: a non-standard script in an %s among 3,000 blocks hides no payment before it, beside it and after it",
  async (where) => {
    house = await openHouse();
    const [before, beside, after] = [await house.sale(), await house.sale(), await house.sale()];
    await house.down();
    house.chain.mine(1_400);
    before.pay();
    house.chain.mine(100);
    beside.pay({ mine: false });
    house.chain.poison({ where });
    house.chain.mine(100);
    after.pay();
    house.chain.mine(1_398);
    await house.up();
    for (let rounds = 0; rounds < 5; rounds++) await house.follow();
    expect((await house.cursor()).hash).toBe(house.chain.state().sink);
    for (const sale of [before, beside, after]) {
      expect(await sale.status()).toBe("confirmed");
      expect(await sale.problems()).toEqual([]);
      expect((await sale.events()).toSorted()).toEqual(SOLD);
    }
    const { methods } = house.chain.truth();
    expect(methods.getVirtualChainFromBlock).toBeGreaterThan(0);
    // Only the pages around the script are read block by block.
    expect(methods.getBlock).toBeLessThan(400);
  },
);

test("F10: 2^53+1 sompi arrive exact, as decimal text, and confirm", async () => {
  house = await openHouse();
  const sale = await house.sale({ amount: "90071992.54740993" });
  sale.pay({ sompi: 2n ** 53n + 1n });
  await house.mine(700);
  const full = await sale.full();
  expect(full.status).toBe("confirmed");
  expect(full.amountReceivedSompi).toBe("9007199254740993");
  expect(full.transfers[0]?.amountSompi).toBe("9007199254740993");
  expect(full.attention).toEqual([]);
  expect(await sale.problems()).toEqual([]);
});

test("F10: an output bound to a covenant is recorded, never credited, and left to people", async () => {
  house = await openHouse();
  const sale = await house.sale();
  sale.pay({ covenant: true });
  await house.mine(1_100);
  const full = await sale.full();
  expect(full.status).toBe("pending");
  expect(full.attention).toContain("manual");
  expect(full.transfers.map((one) => one.amountSompi)).toEqual([`${PRICE}`]);
  expect(await sale.problems()).toEqual([]);
  expect(await sale.events()).not.toContain("payment.confirming");
});

test("F12: an address that another process made after the page was pulled and before it was matched gets its money", async () => {
  const text = await newDemoAccountKey();
  const address = parseAccountKey(text, "simnet").address(0, 0);
  let race: (() => Promise<void>) | null = null;
  const faults = {
    async reach(point: string) {
      if (point !== "follower.after-pull" || race === null) return;
      const run = race;
      race = null;
      await run();
    },
  };
  house = await openHouse({ parts: () => ({ faults }) });
  const other = await house.world.open();
  const storeId = await createShop(other);
  await other.useCases.unitOfWork.transaction(async (db) => {
    const store = await storeRepository(db).byId(storeId);
    if (store === null) throw new Error("the store is gone");
    await other.useCases.wallets.put(db, store, readWallet(text, "simnet"));
  });
  house.chain.pay({ address, sompi: PRICE, mine: true });
  house.chain.mine(12);
  let made: Awaited<ReturnType<typeof order>> | null = null;
  race = async () => {
    made = await order(other, storeId);
  };
  await follow(house.gateway);
  const answer = (made as Awaited<ReturnType<typeof order>> | null)?.answer;
  expect(answer?.kaspaAddress).toBe(address);
  const full = await other.useCases.reads.full(storeId, answer?.id ?? "");
  expect(full.amountReceivedSompi).toBe(`${PRICE}`);
  expect(full.transfers).toHaveLength(1);
});
