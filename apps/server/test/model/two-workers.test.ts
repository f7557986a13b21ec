import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BY, createShop, createWorld, follow, order, type TestWorld } from "../flows/gateway.ts";

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

let world: TestWorld;
let receiver: Awaited<ReturnType<typeof startSlowReceiver>>;
beforeAll(async () => {
  world = await createWorld();
  receiver = await startSlowReceiver();
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

test("C-10 I6: two workers that claim while each other's attempts are under way send each event once", async () => {
  const workers = [await world.open(), await world.open()];
  const [first] = workers;
  if (first === undefined) throw new Error("no worker");
  await follow(first);
  const storeId = await createShop(first);
  await first.useCases.endpoints.create(storeId, { url: receiver.url, events: ["payment.created"] }, BY);
  for (let made = 0; made < ORDERS; made++) await order(first, storeId);
  // Each round claims what is due and free; attempts of earlier rounds still wait for their answer.
  for (let round = 0; round < 4; round++) for (const one of workers) await one.workers.dispatcher.tick();
  receiver.open();
  for (const one of workers) await one.workers.dispatcher.settled();
  for (let round = 0; round < 4; round++) {
    for (const one of workers) {
      await one.workers.dispatcher.tick();
      await one.workers.dispatcher.settled();
    }
  }
  const times = `${receiver.received.length} deliveries were sent, not ${ORDERS}`;
  expect(new Set(receiver.received).size).toBe(ORDERS);
  expect(receiver.received.length, times).toBe(ORDERS);
});
