// The server was away: what happened meanwhile is read from the cursor on, page by page.

import { expect } from "vitest";
import type { FaultPoints } from "../../src/runtime/fault-points.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS, PRICE, type TestPayment } from "../support/payment.ts";

const test = gatewayTest({ per: "test" });

const TEN_MINUTES = 6_000;
const HOUR = 36_000;

test("F3 N-07: money received and spent during ten minutes of absence is found from the cursor, exactly once", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await gateway.stop();
  chain.mine(1_000);
  const txId = payment.pay();
  chain.mine(1_000);
  chain.spend({ outpoint: `${txId}:0` });
  chain.mine(TEN_MINUTES - 2_000);
  expect(chain.truth(payment.address).outputs[0]?.spent).not.toBeNull();
  await gateway.restart();
  await gateway.follow();
  expect(await payment.status()).toBe("confirmed");
  expect(await payment.differencesFromChain()).toEqual([]);
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("N-06: the merchant spends the money before the confirmations: the payment confirms all the same and nothing is withdrawn", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay();
  await gateway.mine(2);
  chain.spend({ outpoint: `${txId}:0` });
  await gateway.mine(3);
  expect(await payment.status()).toBe("confirming");
  await gateway.mine(10);
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("N-06: the merchant spends the money after the confirmations: nothing changes, however long the chain grows and whichever server leads", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const txId = payment.pay();
  await gateway.mine(12);
  const { version } = await payment.full();
  chain.spend({ outpoint: `${txId}:0` });
  await gateway.mine(700);
  await gateway.stop();
  await gateway.restart();
  await gateway.mine(5);
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.full()).version).toBe(version);
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
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
async function expectStoredUpToCursor(gateway: TestGateway, payments: readonly TestPayment[]): Promise<void> {
  const cursor = await gateway.cursor();
  for (const payment of payments) {
    const { transfers } = await payment.full();
    const outputs = gateway.chain.truth(payment.address).outputs;
    const stored = transfers
      .filter((transfer) => transfer.status !== "reverted")
      .map((transfer) => transfer.txId);
    const due = outputs
      .filter((output) => BigInt(output.accepted.daaScore) <= cursor.daa)
      .map((output) => output.txId);
    expect(stored).toEqual(due);
  }
}

test("N-18: an hour behind, in pages of 2,480 merged blocks while blocks arrive and the cursor is reorganised out: every page is one commit, nothing is missed or doubled", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payments: TestPayment[] = [];
  for (let i = 0; i < 12; i++) payments.push(await merchant.createPayment());
  const late = await merchant.createPayment();
  const lost = await merchant.createPayment();
  await gateway.stop();
  for (const payment of payments) {
    chain.mine(HOUR / payments.length);
    payment.pay();
  }
  let lostTx = "";
  let pulls = 0;
  const faults = watching(async (page) => {
    const behind = chain.state().daaScore - Number((await gateway.cursor()).daa);
    if (behind > 2_480) {
      chain.mine(5);
      await expectStoredUpToCursor(gateway, payments);
    } else if (lostTx === "") {
      lostTx = lost.pay();
      chain.mine(20);
      // Five blocks below the cursor: the page that was just written is partly undone.
      chain.reorg({ depth: behind + 26, drop: [lostTx] });
      late.pay();
      chain.mine(30);
    }
    pulls = page;
  });
  await gateway.restart({ faults });
  // On a busy machine the lease runs out meanwhile: the next round takes it again.
  do await gateway.follow();
  while ((await gateway.cursor()).hash !== chain.state().sink);
  expect(pulls).toBeGreaterThan(HOUR / 2_480);
  expect(lostTx).not.toBe("");
  expect((await gateway.cursor()).hash).toBe(chain.state().sink);
  for (const payment of [...payments, late]) {
    expect(await payment.differencesFromChain()).toEqual([]);
    expect(await payment.status()).toBe("confirmed");
    expect((await payment.full()).transfers).toHaveLength(1);
    expect((await payment.full()).amountReceivedSompi).toBe(`${PRICE}`);
  }
  expect(await lost.differencesFromChain()).toEqual([]);
  expect(await lost.status()).toBe("pending");
});
