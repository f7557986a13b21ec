import pg from "pg";
import { expect } from "vitest";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import { endpointRepository } from "../../src/features/webhooks/repository/events.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, type TestGateway } from "../support/gateway.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const test = gatewayTest();

let storeId: string;

test.beforeEach(async ({ gateway, receiver }) => {
  receiver.received.length = 0;
  storeId = await gateway.createStore();
});

const listen = (
  gateway: TestGateway,
  receiver: WebhookReceiver,
  events: string[],
  format: "event" | "flat" = "event",
) => gateway.useCases.endpoints.create(storeId, { url: receiver.url, events, format }, SYSTEM);

const deliveries = (gateway: TestGateway) =>
  deliveryRepository(gateway.useCases.unitOfWork.db).list(storeId, {}, { limit: 50, afterId: null });

/** Time passes for the store's queue: what waits is due now. */
async function makeDue(gateway: TestGateway): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  await client.query(
    "update deliveries set next_attempt_at = now() where state = 'pending' and store_id = $1",
    [storeId.slice("sto_".length)],
  );
  await client.end();
}

test("W-01: nine failures and a success: ten attempts on the schedule, delivered once, the same bytes each time", async ({
  gateway,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.created"]);
  receiver.answer(...Array.from({ length: 9 }, () => ({ status: 500 })));
  await gateway.createPayment(storeId);
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    await gateway.deliver();
    const [delivery] = await deliveries(gateway);
    if (delivery?.nextAttemptAt != null && delivery.lastAttemptAt !== null)
      waits.push(delivery.nextAttemptAt - delivery.lastAttemptAt);
    await makeDue(gateway);
  }
  const schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map(
    (seconds) => seconds * 1_000,
  );
  expect(waits).toHaveLength(9);
  for (const [index, wait] of waits.entries()) {
    const planned = schedule[index] ?? 0;
    expect(wait).toBeGreaterThanOrEqual(planned * 0.9 - 1_000);
    expect(wait).toBeLessThanOrEqual(planned * 1.1 + 1_000);
  }
  expect(receiver.received).toHaveLength(10);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(await deliveries(gateway)).toMatchObject([{ state: "delivered", attempts: 10 }]);
});

test("W-02: 400, 401, 404 and 418 are tried again like any failure", async ({ gateway, receiver }) => {
  await listen(gateway, receiver, ["payment.created"]);
  receiver.answer({ status: 400 }, { status: 401 }, { status: 404 }, { status: 418 });
  await gateway.createPayment(storeId);
  for (let attempt = 1; attempt <= 5; attempt++) {
    await gateway.deliver();
    await makeDue(gateway);
  }
  expect(await deliveries(gateway)).toMatchObject([{ state: "delivered", attempts: 5 }]);
});

test("W-03: 410 switches the endpoint off at once, the other endpoints get webhook.disabled, and nothing more is sent to it", async ({
  gateway,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.created"]);
  const other = await startWebhookReceiver();
  await gateway.useCases.endpoints.create(storeId, { url: other.url, events: ["webhook.disabled"] }, SYSTEM);
  receiver.answer({ status: 410 });
  await gateway.createPayment(storeId);
  await gateway.deliver();
  await gateway.createPayment(storeId);
  await gateway.deliver();
  expect(receiver.received).toHaveLength(1);
  expect(other.received.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual([
    "webhook.disabled",
  ]);
  const states = (await endpointRepository(gateway.useCases.unitOfWork.db).list(storeId)).map(
    (endpoint) => endpoint.state,
  );
  expect(states.toSorted()).toEqual(["active", "disabled"]);
  await other.close();
});

test("W-04: Retry-After of a 503 is waited for, and more than a day is not believed", async ({
  gateway,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.created"]);
  for (const [asked, least, most] of [
    ["120", 119_000, 122_000],
    ["999999", 86_300_000, 96_000_000],
  ] as const) {
    receiver.answer({ status: 503, headers: { "retry-after": asked } });
    await gateway.createPayment(storeId);
    await gateway.deliver();
    const [newest] = await deliveries(gateway);
    const wait = (newest?.nextAttemptAt ?? 0) - (newest?.lastAttemptAt ?? 0);
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  }
});

test("an endpoint subscribed by an alias gets that name; format flat has exactly KasperoPay's fields", async ({
  gateway,
  chain,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.completed"], "flat");
  const { answer } = await gateway.createPayment(storeId, { orderId: "A-1" });
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(12);
  await gateway.follow();
  receiver.answer({ status: 500 });
  await gateway.deliver();
  await makeDue(gateway);
  await gateway.deliver();
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  expect(receiver.received[0]?.headers["x-kaspay-event"]).toBe("payment.completed");
  const flat = JSON.parse(receiver.received[0]?.body ?? "{}") as Record<string, unknown>;
  expect(Object.keys(flat)).toEqual([
    ...["event", "timestamp", "merchant_id", "payment_id", "order_id", "amount_kas", "amount_usd"],
    ...["transaction_id", "customer_address", "items", "metadata"],
  ]);
  expect(flat).toMatchObject({
    event: "payment.completed",
    merchant_id: storeId,
    payment_id: answer.id,
    order_id: "A-1",
    amount_kas: "25.00000000",
    amount_usd: "2.50",
  });
});

test("a later endpoint gets no old events, and payment.updated goes only to those who name it", async ({
  gateway,
  chain,
  receiver,
}) => {
  await gateway.createPayment(storeId);
  await listen(gateway, receiver, ["*"]);
  const named = await startWebhookReceiver();
  await gateway.useCases.endpoints.create(storeId, { url: named.url, events: ["payment.updated"] }, SYSTEM);
  await gateway.deliver();
  expect(receiver.received).toHaveLength(0);
  const { answer } = await gateway.createPayment(storeId);
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await gateway.follow();
  await gateway.deliver();
  const events = (from: WebhookReceiver) =>
    from.received.map(({ body }) => (JSON.parse(body) as { event: string }).event);
  expect(events(receiver)).not.toContain("payment.updated");
  expect(new Set(events(named))).toEqual(new Set(["payment.updated"]));
  await named.close();
});

test("W-15: a resent delivery keeps its event id and bytes, and the log shows both tries", async ({
  gateway,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.created"]);
  await gateway.createPayment(storeId);
  await gateway.deliver();
  const [first] = await deliveries(gateway);
  await gateway.useCases.resends.one(storeId, first?.id ?? "", SYSTEM);
  await gateway.deliver();
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  const headersOf = (name: string) => receiver.received.map(({ headers }) => headers[name]);
  expect(new Set(headersOf("webhook-id")).size).toBe(1);
  expect(headersOf("x-kp-resend")).toEqual([undefined, "true"]);
  const detail = await deliveryRepository(gateway.useCases.unitOfWork.db).get(storeId, first?.id ?? "");
  expect(detail?.attempts).toHaveLength(2);
  expect(detail?.body).toBe(receiver.received[0]?.body);
});

test("a switched-off endpoint refuses everything that would send: test, resend and resend-failed alike", async ({
  gateway,
  receiver,
}) => {
  const { endpoint } = await listen(gateway, receiver, ["payment.created"]);
  await gateway.createPayment(storeId);
  await gateway.deliver();
  const [first] = await deliveries(gateway);
  await gateway.useCases.endpoints.update(storeId, { id: endpoint.id, isActive: false }, SYSTEM);
  const { resends } = gateway.useCases;
  for (const act of [
    () => resends.one(storeId, first?.id ?? "", SYSTEM),
    () => resends.failed(storeId, endpoint.id, 0, false, SYSTEM),
    () => resends.failed(storeId, endpoint.id, 0, true, SYSTEM),
    () => resends.test(storeId, endpoint.id, "webhook.test", SYSTEM),
  ])
    await expect(act()).rejects.toMatchObject({ code: "conflict" });
});

test("W-10: a dead endpoint with a hundred waiting events does not keep a healthy one waiting", async ({
  gateway,
  receiver,
}) => {
  const dead = await startWebhookReceiver();
  dead.answer(...Array.from({ length: 500 }, () => ({ status: 500 })));
  await gateway.useCases.endpoints.create(storeId, { url: dead.url, events: ["payment.created"] }, SYSTEM);
  for (let n = 0; n < 100; n++) await gateway.createPayment(storeId);
  await listen(gateway, receiver, ["payment.created"]);
  await gateway.createPayment(storeId);
  await gateway.workers.dispatcher.tick();
  await gateway.workers.dispatcher.settled();
  expect(receiver.received).toHaveLength(1);
  await dead.close();
});

test("five deliveries that are on their way at once are each marked delivered, and none goes out twice", async ({
  gateway,
  receiver,
}) => {
  await listen(gateway, receiver, ["payment.created"]);
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 5; n++) await gateway.createPayment(storeId);
    await gateway.workers.dispatcher.tick();
    await gateway.workers.dispatcher.settled();
  }
  expect((await deliveries(gateway)).map((delivery) => [delivery.state, delivery.attempts])).toEqual(
    Array.from({ length: 20 }, () => ["delivered", 1]),
  );
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
  expect(receiver.received).toHaveLength(20);
});
