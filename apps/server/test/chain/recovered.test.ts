// After an outage people see how many payments were recovered, and GET /network answers the whole time.

import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { chainRepository } from "../../src/chain/repository/index.ts";
import { type ChainHouse, openHouse } from "./chain-house.ts";

const MINUTE_MS = 60_000;

let now: number;
let lines: { msg: string; recovered?: number }[];
let house: ChainHouse;
afterEach(() => house.close());

async function open(): Promise<void> {
  now = Date.now();
  lines = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });
  house = await openHouse({ sim: { now: () => now }, parts: () => ({ clock: { now: () => now }, log }) });
}

const recovered = async () =>
  chainRepository(house.gateway.useCases.unitOfWork.db).recovered(house.storeId, now - 24 * 60 * MINUTE_MS);

test("payments found while the chain of a downtime is read are counted for their store and in the log, across a second restart", async () => {
  await open();
  const sales = [await house.sale(), await house.sale(), await house.sale(), await house.sale()];
  await house.down();
  now += 5 * MINUTE_MS;
  for (const sale of sales.slice(0, 2)) sale.pay();
  house.chain.mine(20);
  now += 5 * MINUTE_MS;
  house.chain.mine(20);
  // Paid when the server is back already, so not recovered from the outage.
  sales[2]?.pay();
  await house.up();
  await house.follow();
  await house.follow();
  expect(await recovered()).toMatchObject({ payments: 2 });
  expect(lines.filter((line) => line.recovered !== undefined)).toMatchObject([
    { recovered: 2, msg: expect.stringContaining("2 payments were recovered") },
  ]);
  await house.down();
  await house.up();
  await house.mine(1);
  expect(await recovered()).toMatchObject({ payments: 2 });
  now += 25 * 60 * MINUTE_MS;
  expect(await recovered()).toBeNull();
});

test("a pause of the chain, and a restart of a moment, are no outages", async () => {
  await open();
  const sale = await house.sale();
  await house.down();
  now += 30_000;
  sale.pay();
  house.chain.mine(12);
  await house.up();
  await house.follow();
  now += 5 * MINUTE_MS;
  const other = await house.sale();
  other.pay();
  await house.mine(12);
  expect(await recovered()).toBeNull();
});

test("GET /network answers while the node is away: the last known scores, that it is not synced, since when and why", async () => {
  await open();
  await house.gateway.listen();
  await house.mine(1);
  const ask = async () => {
    const answer = await fetch(`${house.gateway.url}/api/v1/network`);
    return { status: answer.status, body: await answer.json() };
  };
  const before = await ask();
  expect(before).toMatchObject({ status: 200, body: { synced: true, isSynced: true, reason: null } });
  await house.world.sim.close();
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
