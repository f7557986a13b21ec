// Events of one payment reach one endpoint in order; nothing else waits for them.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterAll, expect } from "vitest";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

/** How many payments get their whole life in bursts. */
const PAYMENTS = 40;
const EVERYTHING = ["*", "payment.updated"];

interface Arrival {
  paymentId: string;
  sequence: number;
  event: string;
}

/** A merchant's server that keeps what it received, and answers when and what the test decides. */
async function startListener() {
  const arrivals: Arrival[] = [];
  const held: (() => void)[] = [];
  let rule: (arrival: Arrival) => "hold" | number = () => 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { event, sequence, data } = JSON.parse(Buffer.concat(chunks).toString());
      const arrival = { paymentId: data.payment.id, sequence, event };
      arrivals.push(arrival);
      const reply = rule(arrival);
      const answer = (status: number) => response.writeHead(status).end("ok");
      if (reply === "hold") held.push(() => answer(500));
      else answer(reply);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrivals,
    of: (paymentId: string) =>
      arrivals.filter((arrival) => arrival.paymentId === paymentId).map((arrival) => arrival.sequence),
    answer(next: typeof rule) {
      rule = next;
    },
    /** What waits for an answer gets a 500 now. */
    release() {
      for (const answer of held.splice(0)) answer();
    },
    reset() {
      arrivals.length = 0;
      rule = () => 200;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Listener = Awaited<ReturnType<typeof startListener>>;

let workers: [TestGateway, TestGateway];
let listener: Listener;
let other: Listener;
let storeId: string;

test.beforeAll(async ({ gateway }) => {
  [listener, other] = await Promise.all([startListener(), startListener()]);
  workers = [gateway, await gateway.startAnother()];
});
test.beforeEach(async ({ gateway }) => {
  listener.reset();
  other.reset();
  storeId = await gateway.createStore();
});
afterAll(() => Promise.all([listener.close(), other.close()]));

const listen = (gateway: TestGateway, to: Listener, events = EVERYTHING) =>
  gateway.useCases.endpoints.create(storeId, { url: to.url, events, format: "event" }, SYSTEM);

async function sql(gateway: TestGateway, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Both workers send what is due, side by side, until neither finds anything. */
async function deliverByBoth(): Promise<void> {
  const sent = () => workers.map((worker) => worker.workers.dispatcher.sent()).join();
  for (let before = ""; before !== sent(); ) {
    before = sent();
    await Promise.all(workers.map((worker) => worker.deliver()));
  }
}

/** Numbers that came after a higher one of the same payment. */
function inversions(arrivals: readonly Arrival[]): string[] {
  const highest = new Map<string, number>();
  return arrivals.flatMap(({ paymentId, sequence, event }) => {
    const before = highest.get(paymentId) ?? 0;
    highest.set(paymentId, Math.max(before, sequence));
    return sequence < before ? [`${paymentId}: ${event} ${sequence} after ${before}`] : [];
  });
}

test("bursts of many payments reach a healthy endpoint without one inversion, two workers sending", async ({
  gateway,
  chain,
}) => {
  await listen(gateway, listener);
  await listen(gateway, other);
  const orders = [];
  for (let n = 0; n < PAYMENTS; n++) orders.push(await gateway.createPayment(storeId));
  // More than was asked: the burst of one block holds transfer, confirming, overpaid and updated of each.
  for (const { answer } of orders) chain.pay({ address: answer.kaspaAddress, sompi: 26n * SOMPI });
  chain.mine(1);
  await gateway.follow();
  await deliverByBoth();
  chain.mine(14);
  await gateway.follow();
  await deliverByBoth();
  for (const to of [listener, other]) {
    expect(inversions(to.arrivals)).toEqual([]);
    expect(new Set(to.arrivals.map((arrival) => arrival.paymentId)).size).toBe(PAYMENTS);
    for (const { answer } of orders) {
      const numbers = to.of(answer.id);
      expect(numbers.length).toBeGreaterThan(6);
      expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
    }
  }
}, 600_000);

test("the next event waits for the end of the first attempt, other payments and endpoints do not, and a failure holds nothing back", async ({
  gateway,
}) => {
  await listen(gateway, listener);
  await listen(gateway, other);
  const slow = (await gateway.createPayment(storeId)).answer.id;
  listener.answer((arrival) => (arrival.paymentId === slow ? "hold" : 200));
  const quick = (await gateway.createPayment(storeId)).answer.id;
  const look = () => Promise.all(workers.map((worker) => worker.workers.dispatcher.tick()));
  while (other.arrivals.length < 4 || listener.arrivals.length < 3) await look();
  for (let more = 0; more < 5; more++) await look();
  expect(listener.of(slow)).toEqual([1]);
  expect(listener.of(quick)).toEqual([1, 2]);
  expect([other.of(slow), other.of(quick)]).toEqual([
    [1, 2],
    [1, 2],
  ]);
  listener.answer(() => 200);
  listener.release();
  await Promise.all(workers.map((worker) => worker.workers.dispatcher.settled()));
  await deliverByBoth();
  // The first one failed and waits for its own retry; the second is not held back by that.
  expect(listener.of(slow)).toEqual([1, 2]);
  await sql(gateway, "update deliveries set next_attempt_at = now() where state = 'pending'");
  await deliverByBoth();
  expect(listener.of(slow)).toEqual([1, 2, 1]);
});

test("a worker that ends with an event in flight holds the next one only until its lease is over", async ({
  gateway,
}) => {
  await listen(gateway, listener);
  const { answer } = await gateway.createPayment(storeId);
  const claimed = await deliveryRepository(gateway.useCases.unitOfWork.db).claim("killed", 50, 5);
  const mine = claimed.filter((delivery) => delivery.storeId === storeId);
  expect(mine.map((delivery) => delivery.eventType)).toEqual(["payment.created"]);
  await deliverByBoth();
  expect(listener.arrivals).toEqual([]);
  await sql(
    gateway,
    "update deliveries set locked_until = now() - interval '1 second' where locked_by = 'killed'",
  );
  await deliverByBoth();
  expect(listener.of(answer.id)).toEqual([1, 2]);
});

test("a delivery that was on its way when its endpoint was switched off is not queued again by its failure", async ({
  gateway,
}) => {
  const { endpoint } = await listen(gateway, listener);
  await gateway.createPayment(storeId);
  const deliveries = deliveryRepository(gateway.useCases.unitOfWork.db);
  const claimed = (await deliveries.claim("late", 50, 5)).find(
    (delivery) => delivery.endpoint.id === endpoint.id,
  );
  if (claimed === undefined) throw new Error("nothing was claimed");
  await gateway.useCases.endpoints.update(storeId, { id: endpoint.id, isActive: false }, SYSTEM);
  const { result } = await gateway.useCases.deliver(claimed);
  const failed = { ...result, delivered: false, nextDelayMs: 5_000 };
  expect(await deliveries.record("late", [failed])).toEqual([claimed.id]);
  const after = await deliveries.list(storeId, { endpointId: endpoint.id }, { limit: 9, afterId: null });
  expect(after.map((delivery) => delivery.state)).toEqual(["failed", "failed"]);
});

test("what is written for an endpoint while it is switched off is given up by the next cleaning", async ({
  gateway,
}) => {
  const { endpoint } = await listen(gateway, listener);
  await gateway.createPayment(storeId);
  await sql(gateway, "update endpoints set state = 'disabled'");
  await gateway.workers.cleanup.tick();
  const deliveries = deliveryRepository(gateway.useCases.unitOfWork.db);
  const after = await deliveries.list(storeId, { endpointId: endpoint.id }, { limit: 9, afterId: null });
  expect(after.map((delivery) => delivery.state)).toEqual(["failed", "failed"]);
});

test("an endpoint that was switched off and on again holds back nothing that is new", async ({
  gateway,
  chain,
}) => {
  const { endpoint } = await listen(gateway, listener);
  const { answer } = await gateway.createPayment(storeId);
  await gateway.useCases.endpoints.update(storeId, { id: endpoint.id, isActive: false }, SYSTEM);
  await gateway.useCases.endpoints.update(storeId, { id: endpoint.id, isActive: true }, SYSTEM);
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await gateway.follow();
  await gateway.deliver();
  expect(listener.of(answer.id)[0]).toBe(3);
});

test("a resent delivery has a header for it, keeps its id and delays nothing that is new", async ({
  gateway,
  chain,
}) => {
  await listen(gateway, listener);
  const { answer } = await gateway.createPayment(storeId);
  await gateway.deliver();
  const all = await deliveryRepository(gateway.useCases.unitOfWork.db).list(
    storeId,
    {},
    { limit: 9, afterId: null },
  );
  const created = all.find((delivery) => delivery.eventType === "payment.created");
  await gateway.useCases.resends.one(storeId, created?.id ?? "", SYSTEM);
  const claimed = await deliveryRepository(gateway.useCases.unitOfWork.db).claim("killed", 50, 5);
  const mine = claimed.filter((delivery) => delivery.storeId === storeId);
  expect(mine.map((delivery) => [delivery.id, delivery.resent])).toEqual([[created?.id, true]]);
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await gateway.follow();
  await gateway.deliver();
  expect(listener.of(answer.id).slice(0, 3)).toEqual([1, 2, 3]);
});
