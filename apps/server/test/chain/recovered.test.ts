// After an outage people see how many payments were recovered, and GET /network answers the whole time.

import { pino } from "pino";
import { beforeEach, expect } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";

const MINUTE_MS = 60_000;

let lines: { msg: string; recovered?: number }[] = [];
const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });

/** Of server and chain. */
let now = Date.now();
const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: { clock: { now: () => now }, log },
});

beforeEach(() => {
  lines = [];
});

const recovered = async (merchant: Merchant) =>
  chainRepository(merchant.gateway.useCases.unitOfWork.db).recovered(
    merchant.storeId,
    now - 24 * 60 * MINUTE_MS,
  );

test("payments found while the chain of a downtime is read are counted for their store and in the log, across a second restart", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payments = [
    await merchant.createPayment({ expiryMinutes: 30 }),
    await merchant.createPayment({ expiryMinutes: 30 }),
    await merchant.createPayment({ expiryMinutes: 30 }),
    await merchant.createPayment({ expiryMinutes: 30 }),
  ];
  await gateway.stop();
  now += 5 * MINUTE_MS;
  for (const payment of payments.slice(0, 2)) payment.pay();
  chain.mine(20);
  now += 5 * MINUTE_MS;
  chain.mine(20);
  // Paid when the server is back already, so not recovered from the outage.
  payments[2]?.pay();
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect(await recovered(merchant)).toMatchObject({ payments: 2 });
  expect(lines.filter((line) => line.recovered !== undefined)).toMatchObject([
    { recovered: 2, msg: expect.stringContaining("2 payments were recovered") },
  ]);
  await gateway.stop();
  await gateway.restart();
  await gateway.mine(1);
  expect(await recovered(merchant)).toMatchObject({ payments: 2 });
  now += 25 * 60 * MINUTE_MS;
  expect(await recovered(merchant)).toBeNull();
});

test("a pause of the chain, and a restart of a moment, are no outages", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment({ expiryMinutes: 30 });
  await gateway.stop();
  now += 30_000;
  payment.pay();
  chain.mine(12);
  await gateway.restart();
  await gateway.follow();
  now += 5 * MINUTE_MS;
  const other = await merchant.createPayment({ expiryMinutes: 30 });
  other.pay();
  await gateway.mine(12);
  expect(await recovered(merchant)).toBeNull();
});

test("GET /network answers while the node does not: the last known scores, that it is not synced, since when and why", async ({
  gateway,
}) => {
  await gateway.mine(1);
  const ask = async () => {
    const answer = await fetch(`${gateway.url}/api/v1/network`);
    return { status: answer.status, body: await answer.json() };
  };
  const before = await ask();
  expect(before).toMatchObject({ status: 200, body: { synced: true, isSynced: true, reason: null } });
  await gateway.sim.close();
  now += 90_000;
  const { status, body } = await ask();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ synced: false, isSynced: false, networkName: before.body.networkName },
    ...{ blockCount: before.body.blockCount, virtualDaaScore: before.body.virtualDaaScore },
    ...{ lagSeconds: 90, reason: expect.stringMatching(/^The Kaspa node /) },
  });
  expect(body.reason).not.toMatch(/socket|ECONN|fetch|closed/i);
});
