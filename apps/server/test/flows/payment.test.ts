import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

const read = async (gateway: TestGateway, path: string) => (await fetch(`${gateway.url}${path}`)).json();

test("an exact payment is accepted, confirmed at its depth, and sent to the merchant with both signatures", async ({
  gateway,
  chain,
  receiver,
}) => {
  const storeId = await gateway.createStore();
  const { secret } = await gateway.useCases.endpoints.create(
    storeId,
    { url: receiver.url, events: ["*"] },
    SYSTEM,
  );
  const { answer } = await gateway.createPayment(storeId);
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  await gateway.follow();
  expect(await read(gateway, `/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "confirming",
    amountReceived: "25.00000000",
    senderAddress: expect.stringMatching(/^kaspasim:/),
    payable: false,
  });
  chain.mine(12);
  await gateway.follow();
  const status = (await read(gateway, `/api/v1/payments/${answer.id}/status`)) as {
    status: string;
    confirmations: number;
  };
  expect(status.status).toBe("confirmed");
  expect(status.confirmations).toBeGreaterThanOrEqual(10);
  await gateway.deliver();
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

test("the same page again, and a chain that only grows, write no second event", async ({
  gateway,
  chain,
}) => {
  const storeId = await gateway.createStore();
  const { answer } = await gateway.createPayment(storeId);
  chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
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
  chain.mine(30);
  await gateway.follow();
  await gateway.follow();
  expect(await gateway.eventTypes(storeId, answer.id)).toEqual([
    "payment.created",
    "transfer.accepted",
    "payment.confirming",
    "transfer.confirmed",
    "payment.confirmed",
  ]);
});

test("an underpaid payment is topped up; each part is a transfer of its own", async ({ gateway, chain }) => {
  const storeId = await gateway.createStore();
  const { answer } = await gateway.createPayment(storeId);
  chain.pay({ address: answer.kaspaAddress, sompi: 10n * SOMPI, mine: true });
  await gateway.follow();
  expect(await read(gateway, `/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "underpaid",
    topUp: "15.00000000",
  });
  chain.pay({ address: answer.kaspaAddress, sompi: 15n * SOMPI, mine: true });
  chain.mine(12);
  await gateway.follow();
  const full = await gateway.useCases.reads.full(storeId, answer.id);
  expect(full).toMatchObject({ status: "confirmed", amountReceived: "25.00000000", attention: [] });
  expect(full.transfers).toHaveLength(2);
});

test("F3 N-07: what was paid and swept while the server was down is found at the next start", async ({
  gateway,
  chain,
}) => {
  const storeId = await gateway.createStore();
  const { answer } = await gateway.createPayment(storeId);
  await gateway.stop();
  const { txIds } = chain.pay({ address: answer.kaspaAddress, sompi: 25n * SOMPI, mine: true });
  chain.mine(20);
  chain.spend({ outpoint: `${txIds[0]}:0` });
  chain.mine(600);
  await gateway.restart();
  await gateway.follow();
  expect(await read(gateway, `/api/v1/payments/${answer.id}/status`)).toMatchObject({
    status: "confirmed",
    txId: txIds[0],
    amountReceived: "25.00000000",
  });
});
