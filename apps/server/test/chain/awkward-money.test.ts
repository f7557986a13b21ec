// Outputs that are hard to read: pages with a non-standard script, sums beyond 2^53, covenants, addresses made after
// their page was pulled.

import { parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import type { CreatedAnswer } from "../../src/features/payments/compose-payment.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { CONFIRMED_EVENTS, PRICE } from "../support/payment.ts";

const test = gatewayTest({ per: "test" });

test.for(["output", "coinbase", "input"] as const)(
  "F7: a non-standard script in an %s among 3,000 blocks hides no payment before it, beside it and after it",
  async (where, { gateway, chain, merchant }) => {
    const [before, beside, after] = [
      await merchant.createPayment(),
      await merchant.createPayment(),
      await merchant.createPayment(),
    ];
    await gateway.stop();
    chain.mine(1_400);
    before.pay();
    chain.mine(100);
    beside.pay("25", { mine: false });
    chain.poison({ where });
    chain.mine(100);
    after.pay();
    chain.mine(1_398);
    await gateway.restart();
    for (let rounds = 0; rounds < 5; rounds++) await gateway.follow();
    expect((await gateway.cursor()).hash).toBe(chain.state().sink);
    for (const payment of [before, beside, after]) {
      expect(await payment.status()).toBe("confirmed");
      expect(await payment.differencesFromChain()).toEqual([]);
      expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    }
    const { methods } = chain.truth();
    expect(methods.getVirtualChainFromBlock).toBeGreaterThan(0);
    // Only the pages around the script are read block by block.
    expect(methods.getBlock).toBeLessThan(400);
  },
);

test("F10: 2^53+1 sompi arrive exact, as decimal text, and confirm", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment({ amount: "90071992.54740993" });
  payment.pay("25", { sompi: 2n ** 53n + 1n });
  await gateway.mine(700);
  const full = await payment.full();
  expect(full.status).toBe("confirmed");
  expect(full.amountReceivedSompi).toBe("9007199254740993");
  expect(full.transfers[0]?.amountSompi).toBe("9007199254740993");
  expect(full.attention).toEqual([]);
  expect(await payment.differencesFromChain()).toEqual([]);
});

test("F10: an output bound to a covenant is recorded, never credited, and left to people", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  payment.pay("25", { covenant: true });
  await gateway.mine(1_100);
  const full = await payment.full();
  expect(full.status).toBe("pending");
  expect(full.attention).toContain("manual");
  expect(full.transfers.map((transfer) => transfer.amountSompi)).toEqual([`${PRICE}`]);
  expect(await payment.differencesFromChain()).toEqual([]);
  expect(await payment.eventTypes()).not.toContain("payment.confirming");
});

test("F12: an address that another process made after the page was pulled and before it was matched gets its money", async ({
  gateway,
  chain,
}) => {
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
  await gateway.restart({ faults });
  await gateway.follow();
  const other = await gateway.startAnother();
  const storeId = await other.createStore();
  await other.useCases.unitOfWork.transaction(async (db) => {
    const store = await storeRepository(db).byId(storeId);
    if (store === null) throw new Error("the store is gone");
    await other.useCases.wallets.put(db, store, readWallet(text, "simnet"));
  });
  chain.pay({ address, sompi: PRICE, mine: true });
  chain.mine(12);
  let made: CreatedAnswer | null = null;
  race = async () => {
    made = await other.createPayment(storeId);
  };
  await gateway.follow();
  const answer = (made as CreatedAnswer | null)?.answer;
  expect(answer?.kaspaAddress).toBe(address);
  const full = await other.useCases.reads.full(storeId, answer?.id ?? "");
  expect(full.amountReceivedSompi).toBe(`${PRICE}`);
  expect(full.transfers).toHaveLength(1);
});
