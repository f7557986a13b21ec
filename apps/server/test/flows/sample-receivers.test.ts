// The samples that merchants copy, as processes, against a whole gateway: whatever the order and however often events
// come, each order is shipped once.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterAll, describe, expect } from "vitest";
import {
  isInstalled,
  runningSamples,
  SAMPLES,
  type StartedSample,
  startSample,
} from "../../../../packages/webhooks/test/support/sample-receivers.ts";
import { bpsOf } from "../../src/features/payments/surcharge.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { deliveryRepository } from "../../src/features/webhooks/repository/deliveries.ts";
import { freshAddress } from "../support/addresses.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, SYSTEM, type TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

const running = runningSamples();
const present = SAMPLES.filter((sample) => sample.ships && isInstalled(sample));
const absent = SAMPLES.filter((sample) => sample.ships && !present.includes(sample)).map(
  (sample) => sample.name,
);
console.info(
  `samples that ship, run: ${present.map((sample) => sample.name).join(", ")}; absent here: ${absent.join(", ") || "none"}`,
);

afterAll(() => running.stop());

/** The way to the receiver, which fails the first attempt of events that the test names, and keeps their order. */
async function startRelay(fails: (event: string) => boolean) {
  const relayed: string[] = [];
  const failed = new Set<string>();
  let sample: StartedSample | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const body = Buffer.concat(chunks).toString();
      const { event, id } = JSON.parse(body) as { event: string; id: string };
      if (fails(event) && !failed.has(id)) {
        failed.add(id);
        return response.writeHead(500).end("busy");
      }
      relayed.push(event);
      const headers = Object.fromEntries(
        Object.entries(request.headers as Record<string, string>).filter(([name]) =>
          /^(webhook|x)-/.test(name),
        ),
      );
      response.writeHead((await sample?.send(headers, body)) ?? 503).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    relayed,
    forwardTo(started: StartedSample) {
      sample = started;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Time passes for the queue: what waits for its retry is due now. */
async function makeDue(gateway: TestGateway): Promise<void> {
  const client = new pg.Client({ connectionString: gateway.database.url });
  await client.connect();
  await client.query("update deliveries set next_attempt_at = now() where state = 'pending'");
  await client.end();
}

const mine = async (gateway: TestGateway, blocks: number) => {
  gateway.chain.mine(blocks);
  await gateway.follow();
};

describe("a sample ships once", () => {
  test.for(present)(
    "$name, when payment.confirmed fails its first attempt, later events come first and all are repeated",
    { timeout: 600_000 },
    async (sample, { gateway, chain }) => {
      const storeId = await gateway.createStore();
      const relay = await startRelay((event) => event === "payment.confirmed");
      const input = { url: relay.url, events: ["payment.*"], format: "event" as const };
      const { secret } = await gateway.useCases.endpoints.create(storeId, input, SYSTEM);
      const receiver = await startSample(sample, { secret, storeId, running });
      relay.forwardTo(receiver);
      const { answer } = await gateway.createPayment(storeId, { orderId: "order-1001" });
      const pay = (kas: bigint) =>
        chain.pay({ address: answer.kaspaAddress, sompi: kas * SOMPI, mine: true });
      pay(25n);
      await mine(gateway, 14);
      await gateway.deliver();
      pay(5n);
      await mine(gateway, 14);
      await gateway.deliver();
      await makeDue(gateway);
      await gateway.deliver();
      expect(relay.relayed.indexOf("payment.confirmed")).toBeGreaterThan(
        relay.relayed.indexOf("payment.overpaid"),
      );
      expect(receiver.shipped()).toEqual(["order-1001"]);

      const before = relay.relayed.length;
      const page = { limit: 100, afterId: null };
      for (const delivery of await deliveryRepository(gateway.useCases.unitOfWork.db).list(storeId, {}, page))
        await gateway.useCases.resends.one(storeId, delivery.id, SYSTEM);
      await gateway.deliver();
      expect(relay.relayed).toHaveLength(2 * before);
      expect(receiver.shipped()).toEqual(["order-1001"]);
      await relay.close();
    },
  );
});

test.for(present)(
  "$name ships where a surcharge and the extra sompi of a single address raise what the payer pays",
  { timeout: 600_000 },
  async (sample, { gateway, chain }) => {
    const storeId = await gateway.createStore({ surchargeBps: bpsOf("5") });
    const address = readWallet(await freshAddress(), "simnet");
    const { unitOfWork, wallets, endpoints } = gateway.useCases;
    await unitOfWork.transaction((db) => wallets.put(db, { id: storeId }, address));
    const relay = await startRelay(() => false);
    const input = { url: relay.url, events: ["payment.*"], format: "event" as const };
    const { secret } = await endpoints.create(storeId, input, SYSTEM);
    const receiver = await startSample(sample, { secret, storeId, running });
    relay.forwardTo(receiver);
    const { answer } = await gateway.createPayment(storeId, { orderId: "order-1001" });
    const sompi = BigInt(answer.amountExpectedSompi ?? 0);
    expect(answer.amount).toBe("25.00000000");
    expect(sompi, "25 KAS, 5 percent and an extra").toBeGreaterThan(2_625_000_000n);
    chain.pay({ address: answer.kaspaAddress, sompi, mine: true });
    await mine(gateway, 14);
    await gateway.deliver();
    expect(receiver.shipped()).toEqual(["order-1001"]);
    await relay.close();
  },
);

test.for(present)(
  "$name ships nothing for a payment that is not confirmed, and survives a test event",
  { timeout: 600_000 },
  async (sample, { gateway, chain }) => {
    const storeId = await gateway.createStore();
    const relay = await startRelay(() => false);
    const input = { url: relay.url, events: ["*", "payment.updated"], format: "event" as const };
    const { endpoint, secret } = await gateway.useCases.endpoints.create(storeId, input, SYSTEM);
    const receiver = await startSample(sample, { secret, storeId, running });
    relay.forwardTo(receiver);
    for (const event of ["webhook.test", "payment.confirmed"])
      expect(await gateway.useCases.resends.test(storeId, endpoint.id, event, SYSTEM)).toMatchObject({
        status: 200,
      });
    const { answer } = await gateway.createPayment(storeId, { orderId: "order-1001" });
    chain.pay({ address: answer.kaspaAddress, sompi: 10n * SOMPI, mine: true });
    await mine(gateway, 14);
    await gateway.deliver();
    expect(relay.relayed).toContain("payment.underpaid");
    expect(receiver.shipped()).toEqual([]);
    await relay.close();
  },
);
