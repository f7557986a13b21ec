// M-15 at size: ten thousand payers at one address.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Gateway } from "../../src/container.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { createShop, createWorld, follow, order, SOMPI, type TestWorld } from "../flows/gateway.ts";
import { freshAddress } from "./static-address.ts";

const CREATES = 10_000;
const AT_ONCE = 100;

let world: TestWorld;
let gateways: Gateway[];
let storeId: string;
beforeAll(async () => {
  world = await createWorld();
  gateways = [await world.open(), await world.open()];
  const [one] = gateways as [Gateway];
  await follow(one);
  storeId = await createShop(one);
  const wallet = readWallet(await freshAddress(), "simnet");
  await one.useCases.unitOfWork.transaction((db) => one.useCases.wallets.put(db, { id: storeId }, wallet));
  for (const { useCases } of gateways) useCases.storeCache.forget(storeId);
});
afterAll(() => world.close());

test("M-15: 10 000 parallel creates at one static address and one price never share an amount", async () => {
  let left = CREATES;
  const amounts: string[] = [];
  const buyer = async (gateway: Gateway) => {
    while (left > 0) {
      left -= 1;
      const { answer } = await order(gateway, storeId);
      amounts.push(answer.amountExpectedSompi ?? "");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => buyer(gateways[n % 2] as Gateway)));
  expect(amounts).toHaveLength(CREATES);
  expect(new Set(amounts).size).toBe(CREATES);
  const suffixes = amounts.map((sompi) => BigInt(sompi) - 25n * SOMPI);
  expect(suffixes.every((suffix) => suffix >= 1n && suffix <= 99_999n)).toBe(true);
  const client = new pg.Client({ connectionString: world.database.url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as held, count(distinct amount_sompi)::int as sums from address_assignments where state = 'held'",
  );
  await client.end();
  expect(rows).toEqual([{ held: CREATES, sums: CREATES }]);
});
