import { afterEach, beforeEach, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { Gateway } from "../../src/container.ts";
import { differencesFromChain } from "./chain-truth.ts";
import {
  createShop,
  createWorld,
  eventTypes,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "./gateway.ts";

let world: TestWorld;
let gateway: Gateway;
let storeId: string;

beforeEach(async () => {
  world = await createWorld();
  gateway = await world.open();
  await follow(gateway);
  storeId = await createShop(gateway);
});
afterEach(() => world.close());

const statusOf = async (id: string) => (await gateway.useCases.reads.full(storeId, id)).status;

test("F6 N-08: a pruned cursor is bridged by a snapshot; the gap is recorded and what is found is credited once", async () => {
  const { answer } = await order(gateway, storeId);
  const { answer: unpaid } = await order(gateway, storeId);
  await stopOnce(gateway);
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(700);
  world.sim.controls.prune({ keep: 50 });
  gateway = await world.open();
  await follow(gateway);
  await follow(gateway);
  const found = await gateway.useCases.reads.full(storeId, answer.id);
  expect(found.amountReceived).toBe("25.00000000");
  expect(found.transfers).toHaveLength(1);
  const [gap, ...more] = await chainRepository(gateway.useCases.unitOfWork.db).gaps("simnet", 10);
  expect(more).toEqual([]);
  expect(gap?.found).toBe(1);
  expect(gap?.toDaa).toBeGreaterThan(gap?.fromDaa ?? 0n);
  expect((await gateway.useCases.reads.full(storeId, unpaid.id)).attention).toContain("manual");
  world.sim.controls.mine(12);
  await follow(gateway);
  expect((await gateway.useCases.reads.full(storeId, answer.id)).transfers).toHaveLength(1);
});

test("F6: money of a snapshot confirms at 600 blocks after a second look; money that vanished in the gap is for people", async () => {
  const { answer: found } = await order(gateway, storeId);
  const { answer: swept } = await order(gateway, storeId);
  const { txIds } = world.sim.controls.pay({ address: swept.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await follow(gateway);
  expect(await statusOf(swept.id)).toBe("confirming");
  await stopOnce(gateway);
  world.sim.controls.spend({ outpoint: `${txIds[0]}:0` });
  world.sim.controls.pay({ address: found.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(300);
  world.sim.controls.prune({ keep: 50 });
  gateway = await world.open();
  await follow(gateway);
  expect(await statusOf(found.id)).toBe("confirming");
  const gone = await gateway.useCases.reads.full(storeId, swept.id);
  expect(gone.attention).toContain("manual");
  expect(gone.transfers.map((one) => one.status)).not.toContain("reverted");
  world.sim.controls.mine(290);
  await follow(gateway);
  expect(await statusOf(found.id)).toBe("confirming");
  world.sim.controls.mine(30);
  await stopOnce(gateway);
  gateway = await world.open();
  await follow(gateway);
  expect(await statusOf(found.id)).toBe("confirmed");
  expect(await eventTypes(gateway, storeId, found.id)).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
    "transfer.confirmed",
    "payment.confirmed",
  ]);
});

test("a node restored from a backup: the cursor steps back to a checkpoint and the replay settles what was accepted above", async () => {
  for (let minutes = 0; minutes < 3; minutes++) {
    world.sim.controls.mine(600);
    await follow(gateway);
  }
  const { id: backup } = world.sim.controls.snapshot();
  const { answer: kept } = await order(gateway, storeId);
  const { answer: lost } = await order(gateway, storeId);
  world.sim.controls.pay({ address: lost.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(4);
  await follow(gateway);
  expect(await statusOf(lost.id)).toBe("confirming");
  await stopOnce(gateway);
  world.sim.controls.restore({ id: backup });
  world.sim.controls.pay({ address: kept.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(1_300);
  gateway = await world.open();
  await follow(gateway);
  await follow(gateway);
  expect(await statusOf(kept.id)).toBe("confirmed");
  expect(await statusOf(lost.id)).not.toBe("confirming");
  for (const id of [kept.id, lost.id])
    expect(await differencesFromChain(world, gateway, storeId, id)).toEqual([]);
  expect(await eventTypes(gateway, storeId, lost.id)).toContain("transfer.reverted");
});

test("N-10: an unsynced node confirms and expires nothing; the pages wait", async () => {
  const { answer } = await order(gateway, storeId, { expiresInMs: 5 * 60_000 });
  await stopOnce(gateway);
  gateway = await world.open();
  world.sim.controls.unsynced({ on: true });
  world.sim.controls.clock({ ms: 10 * 60_000 });
  world.sim.controls.mine(20);
  await follow(gateway);
  expect(await statusOf(answer.id)).toBe("pending");
  expect(gateway.workers.followers[0]?.follower.canConfirm).toBe(false);
});
