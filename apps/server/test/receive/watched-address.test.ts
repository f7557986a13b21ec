// A single address is watched from the moment it is saved: whatever comes to it and is no payment's is listed.

import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";
import { kas } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const send = (chain: SimControls, address: string, amount: string): string =>
  chain.pay({ address, sompi: kas(amount), mine: true }).txIds[0] ?? "";

async function listed(merchant: Merchant): Promise<Record<string, string>> {
  const { body } = await merchant.call("GET", "/api/v1/unmatched");
  return Object.fromEntries(
    body.data.map((transfer: { txId: string; amount: string; reasonCode: string; status: string }) => [
      transfer.txId,
      `${transfer.amount} ${transfer.reasonCode} ${transfer.status}`,
    ]),
  );
}

test("money before the first payment, after the address was replaced, and after a reorganisation is in the list", async ({
  gateway,
  chain,
  merchant,
}) => {
  const [first, second] = [await freshAddress(), await freshAddress()];
  send(chain, first, "3");
  await gateway.mine(2);
  await merchant.changeSettings({ kaspaAddress: first });
  const before = send(chain, first, "111");
  await gateway.mine(2);
  expect(await listed(merchant)).toEqual({ [before]: "111.00000000 no_owner accepted" });

  await merchant.changeSettings({ kaspaAddress: second });
  const after = send(chain, first, "333");
  const fresh = send(chain, second, "22");
  await gateway.mine(2);
  expect(await listed(merchant)).toMatchObject({
    [after]: "333.00000000 no_owner accepted",
    [fresh]: "22.00000000 no_owner accepted",
  });

  const lost = send(chain, second, "44");
  await gateway.catchUp();
  chain.reorg({ depth: 2, drop: [lost] });
  await gateway.mine(2);
  expect(await listed(merchant)).toMatchObject({ [lost]: "44.00000000 no_owner reverted" });
  expect(Object.keys(await listed(merchant))).toHaveLength(4);
});

test("it can be attached to a payment made before the money came", async ({ gateway, chain, merchant }) => {
  const address = await freshAddress();
  await merchant.changeSettings({ kaspaAddress: address });
  const payment = await merchant.createPayment();
  await merchant.changeSettings({ kaspaAddress: await freshAddress() });
  const txId = send(chain, address, "25");
  await gateway.mine(2);
  const attached = await merchant.call("POST", `/api/v1/payments/${payment.id}/attach`, {
    txId,
    index: 0,
    note: "hers",
  });
  expect(attached.status, JSON.stringify(attached.body)).toBe(200);
});

test("what the address itself pays out leaves change there: it is listed as ignored, and waits for nobody", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { faucetAddress } = chain.state();
  await merchant.changeSettings({ kaspaAddress: faucetAddress });
  const txId = send(chain, await freshAddress(), "5");
  await gateway.mine(2);
  const of = async (ignored: boolean) =>
    (await merchant.call("GET", `/api/v1/unmatched?txId=${txId}&ignored=${ignored}`)).body.data;
  expect(await of(false)).toEqual([]);
  expect(await of(true)).toMatchObject([{ reasonCode: "own_change", status: "accepted", ignored: true }]);
});
