// M-15 at size: ten thousand payers at one address.
import { expect } from "vitest";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI, type TestGateway } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest();

const CREATES = 10_000;
const AT_ONCE = 100;

let gateways: TestGateway[];
let storeId: string;
test.beforeAll(async ({ gateway }) => {
  gateways = [gateway, await gateway.startAnother()];
  storeId = await gateway.createStore();
  const wallet = readWallet(await freshAddress(), "simnet");
  await gateway.useCases.unitOfWork.transaction((db) =>
    gateway.useCases.wallets.put(db, { id: storeId }, wallet),
  );
  for (const { useCases } of gateways) useCases.storeCache.forget(storeId);
});

test("M-15: 10 000 parallel creates at one static address and one price never share an amount", async ({
  gateway,
}) => {
  let left = CREATES;
  const amounts: string[] = [];
  const buyer = async (process: TestGateway) => {
    while (left > 0) {
      left -= 1;
      const { answer } = await process.createPayment(storeId);
      amounts.push(answer.amountExpectedSompi ?? "");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => buyer(gateways[n % 2] as TestGateway)));
  expect(amounts).toHaveLength(CREATES);
  expect(new Set(amounts).size).toBe(CREATES);
  const suffixes = amounts.map((sompi) => BigInt(sompi) - 25n * SOMPI);
  expect(suffixes.every((suffix) => suffix >= 1n && suffix <= 99_999n)).toBe(true);
  const rows = await gateway.sql(
    "select count(*)::int as held, count(distinct amount_sompi)::int as sums from address_assignments where state = 'held'",
  );
  expect(rows).toEqual([{ held: CREATES, sums: CREATES }]);
});
