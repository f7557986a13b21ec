// One node that sends false data. What can be checked is refused. What a single node can hide ends with it:
// the stored state is that of the honest chain again, and nothing that was withdrawn stays confirmed.

import { expect } from "vitest";
import { connected, health } from "../conformance/chain-source.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS, PRICE, type TestPayment } from "../support/payment.ts";

/** Of server and chain. */
const now = Date.now();
const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: { clock: { now: () => now } },
});

/** The false data end, and the blocks that contained it leave the chain. */
async function honestAgain(gateway: TestGateway, depth: number): Promise<void> {
  gateway.chain.lie({ reset: true });
  gateway.chain.reorg({ depth });
  await gateway.follow();
  await gateway.mine(12);
}

test("N-12: an invented output is withdrawn when the block that was reported to contain it leaves the chain", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  chain.lie({ inventOutput: { address: payment.address, sompi: PRICE } });
  await gateway.mine(3);
  expect(await payment.status()).toBe("confirming");
  await honestAgain(gateway, 4);
  expect(chain.truth(payment.address).outputs).toEqual([]);
  expect(await payment.differencesFromChain()).toEqual([]);
  expect(await payment.status()).toBe("pending");
  expect(await payment.eventTypes()).not.toContain("payment.confirmed");
});

test("N-12: an output that was hidden is found when its block is read honestly", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  const txId = payment.pay("25", { mine: false });
  chain.lie({ hideOutput: [txId] });
  await gateway.mine(3);
  expect(await payment.status()).toBe("pending");
  await honestAgain(gateway, 4);
  expect(await payment.status()).toBe("confirmed");
  expect(await payment.differencesFromChain()).toEqual([]);
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("N-12: a false amount is corrected by the block that has the right one", async ({
  gateway,
  chain,
  merchant,
}) => {
  const [more, less] = [
    await merchant.createPayment({ expiryMinutes: 30 }),
    await merchant.createPayment({ expiryMinutes: 30 }),
  ];
  const [big, small] = [more.pay("25", { mine: false }), less.pay("25", { mine: false })];
  chain.lie({ wrongAmount: { txId: big, sompi: 9n * PRICE } });
  await gateway.mine(2);
  expect((await more.full()).amountReceivedSompi).toBe(`${9n * PRICE}`);
  chain.lie({ wrongAmount: { txId: small, sompi: 1n } });
  await honestAgain(gateway, 3);
  for (const payment of [more, less]) {
    expect(await payment.differencesFromChain()).toEqual([]);
    expect((await payment.full()).amountReceivedSompi).toBe(`${PRICE}`);
    expect(await payment.status()).toBe("confirmed");
  }
});

test("N-09: a node that comes back as another network is refused at once: not ready, zero writes, and taken again when it is right", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment: TestPayment = await merchant.createPayment({ expiryMinutes: 30 });
  const { hash } = await gateway.cursor();
  const [source] = gateway.sources;
  if (source === undefined) throw new Error("no source");
  const refused = health(source, ({ state }) => state === "wrong_network");
  chain.lie({ wrongNetwork: "testnet-10" });
  chain.disconnect();
  await refused;
  payment.pay();
  chain.mine(12);
  await expect(gateway.follow()).rejects.toThrow("testnet-10");
  const ready = await fetch(`${gateway.url}/readyz`);
  expect(ready.status).toBe(503);
  expect((await gateway.cursor()).hash).toBe(hash);
  expect(await payment.eventTypes()).toEqual(["payment.created"]);
  expect(await payment.status()).toBe("pending");
  chain.lie({ wrongNetwork: null });
  await gateway.stop();
  await gateway.restart();
  const [again] = gateway.sources;
  if (again === undefined) throw new Error("no source");
  await connected(again);
  await gateway.follow();
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});
