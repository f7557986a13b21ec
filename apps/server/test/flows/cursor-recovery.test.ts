import { expect } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest({ per: "test" });

let storeId: string;

test.beforeEach(async ({ gateway }) => {
  storeId = await gateway.createStore();
});

const statusOf = async (gateway: TestGateway, id: string) =>
  (await gateway.useCases.reads.full(storeId, id)).status;

test("F6 N-08: a pruned cursor is bridged by a snapshot; the gap is recorded and what is found is credited once", async ({
  gateway,
  chain,
}) => {
  const { answer } = await gateway.createPayment(storeId);
  const { answer: unpaid } = await gateway.createPayment(storeId);
  await gateway.stop();
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(700);
  chain.prune({ keep: 50 });
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  const found = await gateway.useCases.reads.full(storeId, answer.id);
  expect(found.amountReceived).toBe("25.00000000");
  expect(found.transfers).toHaveLength(1);
  const [gap, ...more] = await chainRepository(gateway.useCases.unitOfWork.db).gaps("simnet", 10);
  expect(more).toEqual([]);
  expect(gap?.found).toBe(1);
  expect(gap?.toDaa).toBeGreaterThan(gap?.fromDaa ?? 0n);
  expect((await gateway.useCases.reads.full(storeId, unpaid.id)).attention).toContain("manual");
  chain.mine(12);
  await gateway.follow();
  expect((await gateway.useCases.reads.full(storeId, answer.id)).transfers).toHaveLength(1);
});

test("F6: money of a snapshot confirms at 600 blocks after a second look; money that vanished in the gap is for people", async ({
  gateway,
  chain,
}) => {
  const { answer: found } = await gateway.createPayment(storeId);
  const { answer: swept } = await gateway.createPayment(storeId);
  const { txIds } = chain.pay({ address: swept.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await gateway.follow();
  expect(await statusOf(gateway, swept.id)).toBe("confirming");
  await gateway.stop();
  chain.spend({ outpoint: `${txIds[0]}:0` });
  chain.pay({ address: found.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(300);
  chain.prune({ keep: 50 });
  await gateway.restart();
  await gateway.follow();
  expect(await statusOf(gateway, found.id)).toBe("confirming");
  const gone = await gateway.useCases.reads.full(storeId, swept.id);
  expect(gone.attention).toContain("manual");
  expect(gone.transfers.map((transfer) => transfer.status)).not.toContain("reverted");
  chain.mine(290);
  await gateway.follow();
  expect(await statusOf(gateway, found.id)).toBe("confirming");
  chain.mine(30);
  await gateway.stop();
  await gateway.restart();
  await gateway.follow();
  expect(await statusOf(gateway, found.id)).toBe("confirmed");
  expect(await gateway.eventTypes(storeId, found.id)).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
    "transfer.confirmed",
    "payment.confirmed",
  ]);
});

test("a node restored from a backup: the cursor steps back to a checkpoint and the replay settles what was accepted above", async ({
  gateway,
  chain,
}) => {
  for (let minutes = 0; minutes < 3; minutes++) {
    chain.mine(600);
    await gateway.follow();
  }
  const { id: backup } = chain.snapshot();
  const { answer: kept } = await gateway.createPayment(storeId);
  const { answer: lost } = await gateway.createPayment(storeId);
  chain.pay({ address: lost.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(4);
  await gateway.follow();
  expect(await statusOf(gateway, lost.id)).toBe("confirming");
  await gateway.stop();
  chain.restore({ id: backup });
  chain.pay({ address: kept.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(1_300);
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect(await statusOf(gateway, kept.id)).toBe("confirmed");
  expect(await statusOf(gateway, lost.id)).not.toBe("confirming");
  for (const id of [kept.id, lost.id]) expect(await gateway.differencesFromChain(storeId, id)).toEqual([]);
  expect(await gateway.eventTypes(storeId, lost.id)).toContain("transfer.reverted");
});

test("N-10: an unsynced node confirms and expires nothing; the pages wait", async ({ gateway, chain }) => {
  const { answer } = await gateway.createPayment(storeId, { expiresInMs: 5 * 60_000 });
  await gateway.stop();
  await gateway.restart();
  chain.unsynced({ on: true });
  chain.clock({ ms: 10 * 60_000 });
  chain.mine(20);
  await gateway.follow();
  expect(await statusOf(gateway, answer.id)).toBe("pending");
  expect(gateway.workers.followers[0]?.follower.canConfirm).toBe(false);
});
