import { expect } from "vitest";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SYSTEM, startProcess } from "../support/gateway.ts";

const test = gatewayTest();

test("W-09: a process whose results could not be written once writes the next ones", async ({
  installation,
  receiver,
}) => {
  let failing = true;
  const gateway = await startProcess(installation, {
    faults: {
      reach(point) {
        if (point === "deliver.before-mark" && failing) throw new Error("the database is away");
      },
    },
  });
  await gateway.follow();
  const storeId = await gateway.createStore();
  await gateway.useCases.endpoints.create(
    storeId,
    { url: receiver.url, events: ["payment.created"] },
    SYSTEM,
  );
  await gateway.createPayment(storeId);
  await gateway.deliver();
  failing = false;
  const { answer } = await gateway.createPayment(storeId);
  await gateway.deliver();
  const [second] = await deliveryRepository(gateway.useCases.unitOfWork.db).list(
    storeId,
    { paymentId: answer.id },
    { limit: 10, afterId: null },
  );
  expect(second?.state).toBe("delivered");
});

test("I1 C-02: killed between reservation, commit and answer, one key still makes one payment", async ({
  installation,
}) => {
  const reached = new Set<string>();
  const gateway = await startProcess(installation, {
    faults: {
      reach(point) {
        const isCreate = point === "create.after-reserve" || point === "http.after-commit";
        if (!isCreate || reached.has(point)) return;
        reached.add(point);
        throw new Error(point);
      },
    },
  });
  await gateway.follow();
  const storeId = await gateway.createStore();
  const change = { orderId: "one", idempotency: { key: "one", requestHash: "same" } };
  await expect(gateway.createPayment(storeId, change)).rejects.toThrow("create.after-reserve");
  await expect(gateway.createPayment(storeId, change)).rejects.toThrow("http.after-commit");
  const { answer, replayed } = await gateway.createPayment(storeId, change);
  expect(replayed).toBe(true);
  const again = await gateway.createPayment(storeId, change);
  expect(again.answer.id).toBe(answer.id);
});
