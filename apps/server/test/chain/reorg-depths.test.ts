// Reorganisations of every depth and outcome, read block by block. The simulated node is the oracle.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ per: "test" });

/** What 25 KAS ask for: the lowest tier. */
const REQUIRED = 10;

/** Reads what is there, and fails when `payment.confirmed` was written while the oracle's depth was short. */
async function followWatching(
  gateway: TestGateway,
  payment: TestPayment,
  sentCount: number,
): Promise<number> {
  await gateway.follow();
  const confirmed = (await payment.eventTypes()).filter((type) => type === "payment.confirmed").length;
  if (confirmed > sentCount) {
    const depths = gateway.chain.truth(payment.address).outputs.map((output) => output.depth);
    expect(depths.length).toBeGreaterThan(0);
    expect(Math.min(...depths)).toBeGreaterThanOrEqual(REQUIRED);
  }
  return confirmed;
}

async function bury(
  gateway: TestGateway,
  payment: TestPayment,
  blocks: number,
  countBefore: number,
): Promise<number> {
  let sentCount = countBefore;
  for (let left = blocks; left > 0; ) {
    // Around the required depth every single block is checked.
    const step = blocks > 20 && left > 15 && blocks - left > 15 ? Math.min(left - 15, 200) : 1;
    gateway.chain.mine(step);
    left -= step;
    sentCount = await followWatching(gateway, payment, sentCount);
  }
  return sentCount;
}

const DEPTHS = [1, 9, 10, 11, 600];
const FATES = ["accepted again", "dropped", "double-spent"] as const;
const CASES = DEPTHS.flatMap((depth) => FATES.map((fate) => ({ depth, fate })));

test.for(CASES)(
  "F1 N-05: a reorg of $depth blocks with the money $fate: the stored state is the chain's, and nothing was confirmed before its depth",
  async ({ depth, fate }, { gateway, chain, merchant }) => {
    const payment = await merchant.createPayment();
    const txId = payment.pay();
    let sentCount = await followWatching(gateway, payment, 0);
    sentCount = await bury(gateway, payment, depth - 1, sentCount);
    const wasDeep = depth - 1 >= REQUIRED;
    expect(await payment.status()).toBe(wasDeep ? "confirmed" : "confirming");
    const lost = { dropped: { drop: [txId] }, "double-spent": { doubleSpend: [txId] }, "accepted again": {} };
    chain.reorg({ depth, ...lost[fate] });
    sentCount = await followWatching(gateway, payment, sentCount);
    expect(await payment.differencesFromChain()).toEqual([]);
    sentCount = await bury(gateway, payment, REQUIRED + 2, sentCount);
    expect(await payment.differencesFromChain()).toEqual([]);
    const events = await payment.eventTypes();
    if (fate === "accepted again") {
      expect(await payment.status()).toBe("confirmed");
      expect(events.filter((type) => type === "payment.reverted").length).toBe(sentCount - 1);
    } else {
      expect(await payment.status()).toBe(wasDeep ? "confirming" : "pending");
      expect(events.filter((type) => type === "transfer.reverted")).toHaveLength(1);
      expect(sentCount).toBe(wasDeep ? 1 : 0);
      expect((await payment.full()).attention.includes("reverted")).toBe(wasDeep);
    }
    const kinds = (await payment.full()).timeline.map((entry) => entry.kind);
    expect(kinds).toContain("transfer.accepted");
  },
);

test("F1 N-05: money that comes back after a loss is confirmed anew, and both are in the timeline", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay();
  await gateway.mine(REQUIRED + 1);
  expect(await payment.status()).toBe("confirmed");
  chain.reorg({ depth: REQUIRED + 2, reaccept: [] });
  await gateway.follow();
  expect(await payment.status()).toBe("confirming");
  expect(chain.truth().mempool.map((waiting) => waiting.txId)).toContain(txId);
  await gateway.mine(REQUIRED + 2);
  expect(await payment.status()).toBe("confirmed");
  expect(await payment.differencesFromChain()).toEqual([]);
  const events = await payment.eventTypes();
  expect(events.filter((type) => type === "payment.confirmed")).toHaveLength(2);
  expect(events.filter((type) => type === "payment.reverted")).toHaveLength(1);
  const kinds = (await payment.full()).timeline.map((entry) => entry.kind);
  for (const kind of ["transfer.reverted", "payment.reverted"]) expect(kinds).toContain(kind);
});
