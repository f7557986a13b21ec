import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { Gateway } from "../../src/container.ts";
import {
  BY,
  createShop,
  createWorld,
  deliver,
  eventTypes,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "./gateway.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

let world: TestWorld;
let gateway: Gateway;
let receiver: Receiver;

beforeAll(async () => {
  world = await createWorld();
  receiver = await startReceiver();
  gateway = await world.open();
  await gateway.listen();
  await follow(gateway);
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

const read = async (path: string) => (await fetch(`${gateway.url}${path}`)).json();

test("an exact payment is accepted, confirmed at its depth, and sent to the merchant with both signatures", async () => {
  const storeId = await createShop(gateway);
  const { secret } = await gateway.useCases.endpoints.create(
    storeId,
    { url: receiver.url, events: ["*"] },
    BY,
  );
  const { answer } = await order(gateway, storeId);
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await follow(gateway);
  expect(await read(`/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "confirming",
    amountReceived: "25.00000000",
    senderAddress: expect.stringMatching(/^kaspasim:/),
    payable: false,
  });
  world.sim.controls.mine(12);
  await follow(gateway);
  const status = (await read(`/api/v1/payments/${answer.id}/status`)) as {
    status: string;
    confirmations: number;
  };
  expect(status.status).toBe("confirmed");
  expect(status.confirmations).toBeGreaterThanOrEqual(10);
  await deliver(gateway);
  const names = receiver.received.map(({ body }) => (JSON.parse(body) as { event: string }).event);
  expect(names.toSorted()).toEqual(
    [
      "payment.created",
      "transfer.accepted",
      "payment.confirming",
      "transfer.confirmed",
      "payment.confirmed",
    ].toSorted(),
  );
  for (const { headers, body } of receiver.received) {
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ livemode: false, storeId });
    expect(headers["x-kaspay-signature"]).toBe(createHmac("sha256", secret).update(body).digest("hex"));
    expect(JSON.stringify(JSON.parse(body))).toBe(body);
  }
});

test("the same page again, and a chain that only grows, write no second event", async () => {
  const storeId = await createShop(gateway);
  const { answer } = await order(gateway, storeId);
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  const cursor = await chainRepository(gateway.useCases.unitOfWork.db).cursor("simnet");
  const page = await gateway.sources[0]?.pull(cursor?.hash ?? "");
  const input = {
    network: "simnet" as const,
    leaseName: "follower:simnet",
    epoch: gateway.workers.followers[0]?.lease.epoch() ?? 0n,
    startHash: cursor?.hash ?? "",
    page: page ?? { removed: [], added: [], slow: false },
    canConfirm: true,
    virtualDaa: 0n,
    node: "test",
  };
  expect((await gateway.useCases.applyPage(input)).kind).toBe("applied");
  expect((await gateway.useCases.applyPage(input)).kind).toBe("discarded");
  world.sim.controls.mine(30);
  await follow(gateway);
  await follow(gateway);
  expect(await eventTypes(gateway, storeId, answer.id)).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
    "transfer.confirmed",
    "payment.confirmed",
  ]);
});

test("an underpaid payment is topped up; each part is a transfer of its own", async () => {
  const storeId = await createShop(gateway);
  const { answer } = await order(gateway, storeId);
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 10n * SOMPI, mine: true });
  await follow(gateway);
  expect(await read(`/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "underpaid",
    topUp: "15.00000000",
  });
  world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 15n * SOMPI, mine: true });
  world.sim.controls.mine(12);
  await follow(gateway);
  const full = await gateway.useCases.reads.full(storeId, answer.id);
  expect(full).toMatchObject({ status: "confirmed", amountReceived: "25.00000000", attention: [] });
  expect(full.transfers).toHaveLength(2);
});

test("F3 N-07: what was paid and swept while the server was down is found at the next start", async () => {
  const storeId = await createShop(gateway);
  const { answer } = await order(gateway, storeId);
  await stopOnce(gateway);
  const { txIds } = world.sim.controls.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  world.sim.controls.mine(20);
  world.sim.controls.spend({ outpoint: `${txIds[0]}:0` });
  world.sim.controls.mine(600);
  gateway = await world.open();
  await gateway.listen();
  await follow(gateway);
  expect(await read(`/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "confirmed",
    txId: txIds[0],
    amountReceived: "25.00000000",
  });
});
