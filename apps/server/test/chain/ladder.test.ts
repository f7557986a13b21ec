// No node knows the cursor: the follower goes back to a checkpoint and reads again from there.

import { afterEach, beforeEach, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { Gateway } from "../../src/container.ts";
import { differencesFromChain } from "../flows/chain-truth.ts";
import {
  createShop,
  createWorld,
  eventTypes,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "../flows/gateway.ts";

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

test("N-17: money accepted above the checkpoint and still on the chain survives the replay, confirmed and unconfirmed, without a second event", async () => {
  const { controls } = world.sim;
  for (let minutes = 0; minutes < 3; minutes++) {
    controls.mine(600);
    await follow(gateway);
  }
  const { answer: old } = await order(gateway, storeId);
  const { answer: young } = await order(gateway, storeId);
  controls.pay({ address: old.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  controls.mine(30);
  controls.pay({ address: young.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  controls.mine(2);
  await follow(gateway);
  expect([await statusOf(old.id), await statusOf(young.id)]).toEqual(["confirmed", "confirming"]);
  const { id: backup } = controls.snapshot();
  controls.mine(3);
  await follow(gateway);
  await stopOnce(gateway);
  controls.restore({ id: backup });
  controls.reorg({ depth: 1 });
  controls.mine(700);
  gateway = await world.open();
  await follow(gateway);
  await follow(gateway);
  const cursor = await chainRepository(gateway.useCases.unitOfWork.db).cursor("simnet");
  expect(cursor?.hash).toBe(controls.state().sink);
  expect([await statusOf(old.id), await statusOf(young.id)]).toEqual(["confirmed", "confirmed"]);
  for (const id of [old.id, young.id]) {
    expect(await differencesFromChain(world, gateway, storeId, id)).toEqual([]);
    expect((await eventTypes(gateway, storeId, id)).toSorted()).toEqual([
      "payment.confirmed",
      "payment.confirming",
      "payment.created",
      "transfer.accepted",
      "transfer.confirmed",
    ]);
  }
});
