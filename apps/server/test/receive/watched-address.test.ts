// A single address is watched from the moment it is saved: whatever comes to it and is no payment's is listed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { kas, openTill, type Till } from "../flows/till.ts";
import { freshAddress } from "./static-address.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

const send = (address: string, amount: string): string =>
  till.world.sim.controls.pay({ address, sompi: kas(amount), mine: true }).txIds[0] ?? "";

async function listed(): Promise<Record<string, string>> {
  const { body } = await till.call("GET", "/api/v1/unmatched", undefined, till.key);
  return Object.fromEntries(
    body.data.map((one: { txId: string; amount: string; reasonCode: string; status: string }) => [
      one.txId,
      `${one.amount} ${one.reasonCode} ${one.status}`,
    ]),
  );
}

test("money before the first payment, after the address was replaced, and after a reorganisation is in the list", async () => {
  const [first, second] = [await freshAddress(), await freshAddress()];
  send(first, "3");
  await till.mine(2);
  await till.settings({ kaspaAddress: first });
  const before = send(first, "111");
  await till.mine(2);
  expect(await listed()).toEqual({ [before]: "111.00000000 no_owner accepted" });

  await till.settings({ kaspaAddress: second });
  const after = send(first, "333");
  const fresh = send(second, "22");
  await till.mine(2);
  expect(await listed()).toMatchObject({
    [after]: "333.00000000 no_owner accepted",
    [fresh]: "22.00000000 no_owner accepted",
  });

  const lost = send(second, "44");
  await till.catchUp();
  till.world.sim.controls.reorg({ depth: 2, drop: [lost] });
  await till.mine(2);
  expect(await listed()).toMatchObject({ [lost]: "44.00000000 no_owner reverted" });
  expect(Object.keys(await listed())).toHaveLength(4);
});

test("it can be attached to a payment made before the money came", async () => {
  const address = await freshAddress();
  await till.settings({ kaspaAddress: address });
  const sale = await till.sale();
  await till.settings({ kaspaAddress: await freshAddress() });
  const txId = send(address, "25");
  await till.mine(2);
  const attached = await till.call(
    "POST",
    `/api/v1/payments/${sale.id}/attach`,
    { txId, index: 0, note: "hers" },
    till.key,
  );
  expect(attached.status, JSON.stringify(attached.body)).toBe(200);
});
