import { afterAll, beforeAll, expect, test } from "vitest";
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

beforeAll(async () => {
  world = await createWorld();
  gateway = await world.open();
  await follow(gateway);
  storeId = await createShop(gateway);
});
afterAll(() => world.close());

async function paid(): Promise<{ id: string; txId: string }> {
  const { answer } = await order(gateway, storeId);
  const { txIds } = world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  return { id: answer.id, txId: txIds[0] ?? "" };
}

const statusOf = async (id: string) => (await gateway.useCases.reads.full(storeId, id)).status;

test.for([1, 5, 9])(
  "N-05: a reorg of %i blocks that accepts the money again starts its count anew",
  async (depth) => {
    const { id } = await paid();
    world.sim.controls.mine(depth - 1);
    await follow(gateway);
    world.sim.controls.reorg({ depth });
    await follow(gateway);
    expect(await statusOf(id)).toBe("confirming");
    expect(await differencesFromChain(world, gateway, storeId, id)).toEqual([]);
    world.sim.controls.mine(12);
    await follow(gateway);
    expect(await statusOf(id)).toBe("confirmed");
    const types = await eventTypes(gateway, storeId, id);
    expect(types.filter((type) => type === "payment.confirmed")).toHaveLength(1);
  },
);

test("N-05: a reorg before the depth that drops the money takes it back, and nothing was confirmed", async () => {
  const { id, txId } = await paid();
  world.sim.controls.mine(4);
  await follow(gateway);
  world.sim.controls.reorg({ depth: 5, drop: [txId] });
  await follow(gateway);
  expect(await statusOf(id)).toBe("pending");
  expect(await differencesFromChain(world, gateway, storeId, id)).toEqual([]);
  expect(await eventTypes(gateway, storeId, id)).not.toContain("payment.confirmed");
});

test("N-05: a confirmed payment whose block leaves the chain is withdrawn loudly, and confirmed anew when it is back", async () => {
  const { id, txId } = await paid();
  world.sim.controls.mine(11);
  await follow(gateway);
  expect(await statusOf(id)).toBe("confirmed");
  world.sim.controls.reorg({ depth: 12, drop: [txId] });
  await follow(gateway);
  expect(await statusOf(id)).toBe("confirming");
  const full = await gateway.useCases.reads.full(storeId, id);
  expect(full.attention).toContain("reverted");
  const types = await eventTypes(gateway, storeId, id);
  expect(types).toEqual(
    expect.arrayContaining(["transfer.reverted", "payment.reverted", "payment.attention"]),
  );
});

test("N-17: a cursor that was itself reorganised out while the server was down is honoured", async () => {
  const { id, txId } = await paid();
  world.sim.controls.mine(3);
  await follow(gateway);
  await stopOnce(gateway);
  world.sim.controls.reorg({ depth: 6, drop: [txId] });
  world.sim.controls.mine(20);
  gateway = await world.open();
  await follow(gateway);
  expect(await statusOf(id)).toBe("pending");
  expect(await differencesFromChain(world, gateway, storeId, id)).toEqual([]);
});
