// One node that lies. A visible lie is refused. One that a single node can hide ends with it: the stored state is that
// of the honest chain again, and nothing that was withdrawn stays confirmed.
import { afterEach, beforeEach, expect, test } from "vitest";
import { connected, health } from "../conformance/chain-source.ts";
import { type ChainHouse, openHouse, PRICE, type Sale, SOLD } from "./chain-house.ts";

let now: number;
let house: ChainHouse;
beforeEach(async () => {
  now = Date.now();
  house = await openHouse({ sim: { now: () => now }, parts: () => ({ clock: { now: () => now } }) });
});
afterEach(() => house.close());

/** The lie ends, and the blocks that contained it leave the chain. */
async function honestAgain(depth: number): Promise<void> {
  house.chain.lie({ reset: true });
  house.chain.reorg({ depth });
  await house.follow();
  await house.mine(12);
}

test("N-12: an invented output is withdrawn when the block that was said to hold it leaves the chain", async () => {
  const sale = await house.sale();
  house.chain.lie({ inventOutput: { address: sale.address, sompi: PRICE } });
  await house.mine(3);
  expect(await sale.status()).toBe("confirming");
  await honestAgain(4);
  expect(house.chain.truth(sale.address).outputs).toEqual([]);
  expect(await sale.problems()).toEqual([]);
  expect(await sale.status()).toBe("pending");
  expect(await sale.events()).not.toContain("payment.confirmed");
});

test("N-12: an output that was hidden is found when its block is read honestly", async () => {
  const sale = await house.sale();
  const txId = sale.pay({ mine: false });
  house.chain.lie({ hideOutput: [txId] });
  await house.mine(3);
  expect(await sale.status()).toBe("pending");
  await honestAgain(4);
  expect(await sale.status()).toBe("confirmed");
  expect(await sale.problems()).toEqual([]);
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});

test("N-12: an amount told wrong is put right with the block that tells it right", async () => {
  const [more, less] = [await house.sale(), await house.sale()];
  const [big, small] = [more.pay({ mine: false }), less.pay({ mine: false })];
  house.chain.lie({ wrongAmount: { txId: big, sompi: 9n * PRICE } });
  await house.mine(2);
  expect((await more.full()).amountReceivedSompi).toBe(`${9n * PRICE}`);
  house.chain.lie({ wrongAmount: { txId: small, sompi: 1n } });
  await honestAgain(3);
  for (const sale of [more, less]) {
    expect(await sale.problems()).toEqual([]);
    expect((await sale.full()).amountReceivedSompi).toBe(`${PRICE}`);
    expect(await sale.status()).toBe("confirmed");
  }
});

test("N-09: a node that comes back as another network is refused at once: not ready, zero writes, and taken again when it is right", async () => {
  const sale: Sale = await house.sale();
  const { hash } = await house.cursor();
  const [source] = house.gateway.sources;
  if (source === undefined) throw new Error("no source");
  await house.gateway.listen();
  const refused = health(source, ({ state }) => state === "wrong_network");
  house.chain.lie({ wrongNetwork: "testnet-10" });
  house.chain.disconnect();
  await refused;
  sale.pay();
  house.chain.mine(12);
  await expect(house.follow()).rejects.toThrow("testnet-10");
  const ready = await fetch(`${house.gateway.url}/readyz`);
  expect(ready.status).toBe(503);
  expect((await house.cursor()).hash).toBe(hash);
  expect(await sale.events()).toEqual(["payment.created"]);
  expect(await sale.status()).toBe("pending");
  house.chain.lie({ wrongNetwork: null });
  await house.down();
  await house.up();
  const [again] = house.gateway.sources;
  if (again === undefined) throw new Error("no source");
  await connected(again);
  await house.follow();
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(SOLD);
});
