import { afterAll, beforeAll, expect, test } from "vitest";
import type { Gateway } from "../../src/container.ts";
import { BY, createShop, createWorld, deliver, follow, order, SOMPI, type TestWorld } from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

// A use case that asks for a second connection inside a transaction waits for itself here.
let world: TestWorld;
let gateway: Gateway;
let receiver: Receiver;
beforeAll(async () => {
  [world, receiver] = await Promise.all([createWorld(), startReceiver()]);
  gateway = await world.open({ poolSize: 1 });
  await follow(gateway);
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

test("everything that writes works on a single connection, also side by side", async () => {
  const { useCases } = gateway;
  const storeId = await createShop(gateway);
  const { endpoint } = await useCases.endpoints.create(storeId, { url: receiver.url, events: ["*"] }, BY);
  const [paid, canceled, marked, fiat] = await Promise.all([
    order(gateway, storeId),
    order(gateway, storeId),
    order(gateway, storeId, { orderId: "A-1" }),
    order(gateway, storeId, { amount: "10.00", currency: "USD" }),
  ]);
  await Promise.all([
    useCases.actions.cancel({ storeId, paymentId: canceled.answer.id }, BY, null),
    useCases.actions.mark({ storeId, paymentId: marked.answer.id }, BY, "paid", "cash"),
    useCases.requote({ storeId, paymentId: fiat.answer.id }, BY),
    useCases.endpoints.rotateSecret(storeId, endpoint.id, BY),
  ]);
  world.sim.controls.pay({ address: paid.answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(12);
  await follow(gateway);
  await deliver(gateway);
  await useCases.resends.test(storeId, endpoint.id, "webhook.test", BY);
  const statusOf = async (id: string) => (await useCases.reads.full(storeId, id)).status;
  expect(await Promise.all([paid, canceled, marked, fiat].map(({ answer }) => statusOf(answer.id)))).toEqual([
    "confirmed",
    "canceled",
    "confirmed",
    "pending",
  ]);
  expect(receiver.received.length).toBeGreaterThan(8);
});
