import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SYSTEM } from "../support/gateway.ts";

const test = gatewayTest();

const ORDERS = 12;

/** A receiver that answers nobody until every possible request has arrived. */
async function startSlowReceiver() {
  const received: string[] = [];
  let open: () => void = () => {};
  const gate = new Promise<void>((done) => {
    open = done;
  });
  const server = createServer(async (request, response) => {
    received.push(String(request.headers["webhook-id"]));
    request.resume();
    await gate;
    response.end("ok");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    open,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

test("C-10 I6: two workers that claim while each other's attempts are under way send each event once", async ({
  gateway: first,
}) => {
  const receiver = await startSlowReceiver();
  onTestFinished(() => receiver.close());
  const workers = [first, await first.startAnother()];
  const storeId = await first.createStore();
  await first.useCases.endpoints.create(storeId, { url: receiver.url, events: ["payment.created"] }, SYSTEM);
  for (let made = 0; made < ORDERS; made++) await first.createPayment(storeId);
  // Each round claims what is due and free; attempts of earlier rounds still wait for their answer.
  for (let round = 0; round < 4; round++)
    for (const worker of workers) await worker.workers.dispatcher.tick();
  receiver.open();
  for (const worker of workers) await worker.workers.dispatcher.settled();
  for (let round = 0; round < 4; round++) {
    for (const worker of workers) {
      await worker.workers.dispatcher.tick();
      await worker.workers.dispatcher.settled();
    }
  }
  const times = `${receiver.received.length} deliveries were sent, not ${ORDERS}`;
  expect(new Set(receiver.received).size).toBe(ORDERS);
  expect(receiver.received.length, times).toBe(ORDERS);
});
