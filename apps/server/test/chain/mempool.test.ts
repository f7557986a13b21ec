// A mempool observation informs and is never money. It ends by the chain or by time.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS, type TestPayment } from "../support/payment.ts";

const DAY = 24 * 60 * 60_000;

/** Of server and chain. */
let now = Date.now();
const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: { clock: { now: () => now } },
});

/** The payer's page is open, and the mempool is asked once. */
async function poll(gateway: TestGateway, ...watched: TestPayment[]): Promise<void> {
  for (const payment of watched) gateway.useCases.watched.look(payment.id);
  await gateway.workers.followers[0]?.mempoolPoller.tick();
}

const transfers = async (payment: TestPayment) =>
  (await payment.full()).transfers.map((transfer) => transfer.status);

test("a watched payment shows transactions of the mempool, and its status stays; other addresses are never asked for", async ({
  gateway,
  chain,
  merchant,
}) => {
  const watched = await merchant.createPayment({ expiryMinutes: 30 });
  const unseen = await merchant.createPayment({ expiryMinutes: 30 });
  watched.pay("25", { mempoolOnly: true });
  unseen.pay("25", { mempoolOnly: true });
  await poll(gateway, watched);
  expect(await transfers(watched)).toEqual(["detected"]);
  expect(await transfers(unseen)).toEqual([]);
  expect(await watched.status()).toBe("pending");
  expect(chain.truth().methods.getMempoolEntriesByAddresses).toBe(1);
  chain.release();
  await gateway.mine(12);
  expect((await watched.eventTypes()).toSorted()).toEqual(
    [...CONFIRMED_EVENTS, "transfer.detected"].toSorted(),
  );
  expect(await watched.differencesFromChain()).toEqual([]);
});

test("a conflicting spend that the chain accepts ends the observation at the next poll, whatever the clock says", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  const bystander = await merchant.createPayment({ expiryMinutes: 30 });
  const txId = payment.pay("25", { mempoolOnly: true });
  bystander.pay("25", { mempoolOnly: true });
  await poll(gateway, payment, bystander);
  chain.doubleSpend({ txId });
  await gateway.follow();
  await poll(gateway, payment, bystander);
  expect(await transfers(payment)).toEqual(["dropped"]);
  expect(await transfers(bystander)).toEqual(["detected"]);
  expect(await payment.eventTypes()).toEqual(["payment.created", "transfer.detected", "transfer.dropped"]);
  expect(await payment.status()).toBe("pending");
});

test("a transaction replaced in the mempool is dropped once its replacement is accepted, not before", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  const txId = payment.pay("25", { mempoolOnly: true });
  await poll(gateway, payment);
  chain.holdTxs();
  chain.rbf({ txId });
  await poll(gateway, payment);
  expect(await transfers(payment)).toEqual(["detected"]);
  chain.holdTxs({ on: false });
  await gateway.mine(1);
  await poll(gateway, payment);
  expect(await transfers(payment)).toEqual(["dropped"]);
});

test("absence alone ends an observation after two polls and 60 s; accepted later it is money all the same", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  const txId = payment.pay("25", { mempoolOnly: true });
  await poll(gateway, payment);
  const { id: kept } = chain.snapshot();
  chain.dropTx({ txId });
  await poll(gateway, payment);
  now += 59_000;
  await poll(gateway, payment);
  expect(await transfers(payment)).toEqual(["detected"]);
  now += 1_000;
  await poll(gateway, payment);
  expect(await transfers(payment)).toEqual(["dropped"]);
  chain.restore({ id: kept });
  await gateway.mine(12);
  expect(await payment.status()).toBe("confirmed");
  expect((await payment.eventTypes()).toSorted()).toEqual(
    [...CONFIRMED_EVENTS, "transfer.detected", "transfer.dropped"].toSorted(),
  );
});

test("an observation is dropped after a day, even when nobody watches the payment any more", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  payment.pay("25", { mempoolOnly: true });
  await poll(gateway, payment);
  now += DAY - 1_000;
  await poll(gateway);
  expect(await transfers(payment)).toEqual(["detected"]);
  now += 61_000;
  await poll(gateway);
  expect(await transfers(payment)).toEqual(["dropped"]);
});
