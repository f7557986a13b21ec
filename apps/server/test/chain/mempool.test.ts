// A mempool observation informs and is never money. It ends by the chain or by time.
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ChainHouse, openHouse, type Sale, SOLD } from "./chain-house.ts";

const DAY = 24 * 60 * 60_000;

let now: number;
let house: ChainHouse;
beforeEach(async () => {
  now = Date.now();
  house = await openHouse({ sim: { now: () => now }, parts: () => ({ clock: { now: () => now } }) });
});
afterEach(() => house.close());

/** The payer's page is open, and the mempool is asked once. */
async function poll(...watched: Sale[]): Promise<void> {
  for (const sale of watched) house.gateway.useCases.watched.look(sale.id);
  await house.gateway.workers.followers[0]?.mempoolPoller.tick();
}

const transfers = async (sale: Sale) => (await sale.full()).transfers.map((one) => one.status);

test("a watched payment shows transactions of the mempool, and its status stays; other addresses are never asked for", async () => {
  const watched = await house.sale();
  const unseen = await house.sale();
  watched.pay({ mempoolOnly: true });
  unseen.pay({ mempoolOnly: true });
  await poll(watched);
  expect(await transfers(watched)).toEqual(["detected"]);
  expect(await transfers(unseen)).toEqual([]);
  expect(await watched.status()).toBe("pending");
  expect(house.chain.truth().methods.getMempoolEntriesByAddresses).toBe(1);
  house.chain.release();
  await house.mine(12);
  expect((await watched.events()).toSorted()).toEqual([...SOLD, "transfer.detected"].toSorted());
  expect(await watched.problems()).toEqual([]);
});

test("a conflicting spend that the chain accepts ends the observation at the next poll, whatever the clock says", async () => {
  const sale = await house.sale();
  const bystander = await house.sale();
  const txId = sale.pay({ mempoolOnly: true });
  bystander.pay({ mempoolOnly: true });
  await poll(sale, bystander);
  house.chain.doubleSpend({ txId });
  await house.follow();
  await poll(sale, bystander);
  expect(await transfers(sale)).toEqual(["dropped"]);
  expect(await transfers(bystander)).toEqual(["detected"]);
  expect(await sale.events()).toEqual(["payment.created", "transfer.detected", "transfer.dropped"]);
  expect(await sale.status()).toBe("pending");
});

test("a transaction replaced in the mempool is dropped once its replacement is accepted, not before", async () => {
  const sale = await house.sale();
  const txId = sale.pay({ mempoolOnly: true });
  await poll(sale);
  house.chain.holdTxs();
  house.chain.rbf({ txId });
  await poll(sale);
  expect(await transfers(sale)).toEqual(["detected"]);
  house.chain.holdTxs({ on: false });
  await house.mine(1);
  await poll(sale);
  expect(await transfers(sale)).toEqual(["dropped"]);
});

test("absence alone ends an observation after two polls and 60 s; accepted later it is money all the same", async () => {
  const sale = await house.sale();
  const txId = sale.pay({ mempoolOnly: true });
  await poll(sale);
  const { id: kept } = house.chain.snapshot();
  house.chain.dropTx({ txId });
  await poll(sale);
  now += 59_000;
  await poll(sale);
  expect(await transfers(sale)).toEqual(["detected"]);
  now += 1_000;
  await poll(sale);
  expect(await transfers(sale)).toEqual(["dropped"]);
  house.chain.restore({ id: kept });
  await house.mine(12);
  expect(await sale.status()).toBe("confirmed");
  expect((await sale.events()).toSorted()).toEqual(
    [...SOLD, "transfer.detected", "transfer.dropped"].toSorted(),
  );
});

test("an observation is dropped after a day, even when nobody watches the payment any more", async () => {
  const sale = await house.sale();
  sale.pay({ mempoolOnly: true });
  await poll(sale);
  now += DAY - 1_000;
  await poll();
  expect(await transfers(sale)).toEqual(["detected"]);
  now += 61_000;
  await poll();
  expect(await transfers(sale)).toEqual(["dropped"]);
});
