// No node knows the cursor: the follower goes back to a checkpoint and reads again from there.

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

test("N-17: money accepted above the checkpoint and still on the chain survives the replay, confirmed and unconfirmed, without a second event", async ({
  gateway,
}) => {
  const { controls } = gateway.sim;
  for (let minutes = 0; minutes < 3; minutes++) {
    controls.mine(600);
    await gateway.follow();
  }
  const { answer: old } = await gateway.createPayment(storeId);
  const { answer: young } = await gateway.createPayment(storeId);
  controls.pay({ address: old.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  controls.mine(30);
  controls.pay({ address: young.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  controls.mine(2);
  await gateway.follow();
  expect([await statusOf(gateway, old.id), await statusOf(gateway, young.id)]).toEqual([
    "confirmed",
    "confirming",
  ]);
  const { id: backup } = controls.snapshot();
  controls.mine(3);
  await gateway.follow();
  await gateway.stop();
  controls.restore({ id: backup });
  controls.reorg({ depth: 1 });
  controls.mine(700);
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  const cursor = await chainRepository(gateway.useCases.unitOfWork.db).cursor("simnet");
  expect(cursor?.hash).toBe(controls.state().sink);
  expect([await statusOf(gateway, old.id), await statusOf(gateway, young.id)]).toEqual([
    "confirmed",
    "confirmed",
  ]);
  for (const id of [old.id, young.id]) {
    expect(await gateway.differencesFromChain(storeId, id)).toEqual([]);
    expect((await gateway.eventTypes(storeId, id)).toSorted()).toEqual([
      "payment.confirmed",
      "payment.confirming",
      "payment.created",
      "transfer.accepted",
      "transfer.confirmed",
    ]);
  }
});
