import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM } from "../support/gateway.ts";

// A use case that asks for a second connection inside a transaction waits for itself here.
const test = gatewayTest({ parts: { poolSize: 1 } });

test("everything that writes works on a single connection, also side by side", async ({
  gateway,
  chain,
  receiver,
}) => {
  const { useCases } = gateway;
  const storeId = await gateway.createStore();
  const { endpoint } = await useCases.endpoints.create(storeId, { url: receiver.url, events: ["*"] }, SYSTEM);
  const [paid, canceled, marked, fiat] = await Promise.all([
    gateway.createPayment(storeId),
    gateway.createPayment(storeId),
    gateway.createPayment(storeId, { orderId: "A-1" }),
    gateway.createPayment(storeId, { amount: "10.00", currency: "USD" }),
  ]);
  await Promise.all([
    useCases.actions.cancel({ storeId, paymentId: canceled.answer.id }, SYSTEM, null),
    useCases.actions.mark({ storeId, paymentId: marked.answer.id }, SYSTEM, "paid", "cash"),
    useCases.requote({ storeId, paymentId: fiat.answer.id }, SYSTEM),
    useCases.endpoints.rotateSecret(storeId, endpoint.id, SYSTEM),
  ]);
  chain.pay({ address: paid.answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(12);
  await gateway.follow();
  await gateway.deliver();
  await useCases.resends.test(storeId, endpoint.id, "webhook.test", SYSTEM);
  const statusOf = async (id: string) => (await useCases.reads.full(storeId, id)).status;
  expect(await Promise.all([paid, canceled, marked, fiat].map(({ answer }) => statusOf(answer.id)))).toEqual([
    "confirmed",
    "canceled",
    "confirmed",
    "pending",
  ]);
  expect(receiver.received.length).toBeGreaterThan(8);
});
