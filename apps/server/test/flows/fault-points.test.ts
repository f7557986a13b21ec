import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import { BY, createShop, createWorld, deliver, follow, order, type TestWorld } from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

let world: TestWorld;
let receiver: Receiver;
beforeAll(async () => {
  world = await createWorld();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

test("W-09: a process whose results could not be written once writes the next ones", async () => {
  let failing = true;
  const gateway = await world.open({
    faults: {
      reach(point) {
        if (point === "deliver.before-mark" && failing) throw new Error("the database is away");
      },
    },
  });
  await follow(gateway);
  const storeId = await createShop(gateway);
  await gateway.useCases.endpoints.create(storeId, { url: receiver.url, events: ["payment.created"] }, BY);
  await order(gateway, storeId);
  await deliver(gateway);
  failing = false;
  const { answer } = await order(gateway, storeId);
  await deliver(gateway);
  const [second] = await deliveryRepository(gateway.useCases.unitOfWork.db).list(
    storeId,
    { paymentId: answer.id },
    { limit: 10, afterId: null },
  );
  expect(second?.state).toBe("delivered");
});

test("I1 C-02: killed between reservation, commit and answer, one key still makes one payment", async () => {
  const reached = new Set<string>();
  const gateway = await world.open({
    faults: {
      reach(point) {
        const isCreate = point === "create.after-reserve" || point === "http.after-commit";
        if (!isCreate || reached.has(point)) return;
        reached.add(point);
        throw new Error(point);
      },
    },
  });
  await follow(gateway);
  const storeId = await createShop(gateway);
  const change = { orderId: "one", idempotency: { key: "one", requestHash: "same" } };
  await expect(order(gateway, storeId, change)).rejects.toThrow("create.after-reserve");
  await expect(order(gateway, storeId, change)).rejects.toThrow("http.after-commit");
  const { answer, replayed } = await order(gateway, storeId, change);
  expect(replayed).toBe(true);
  const again = await order(gateway, storeId, change);
  expect(again.answer.id).toBe(answer.id);
});
