// The wallet behind "Use a demo wallet": a merchant on the simulated network sends out what he has received.
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SOMPI } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest();

test("the dashboard fills in a key that the simulator signs for, and spending a payment's coins leaves it confirmed", async ({
  gateway,
  chain,
  merchant,
}) => {
  const { body } = await gateway.call("GET", "/trpc/settings.demoWallet", { as: merchant.key });
  const { wallet: account } = body.result.data as { wallet: string };
  await merchant.changeSettings({ xpub: account });
  const payments = [await merchant.createPayment(), await merchant.createPayment()];
  const key = parseAccountKey(account, "simnet");
  expect(payments.map(({ address }) => key.find(address)?.branch)).toEqual([0, 0]);
  for (const payment of payments) payment.pay("25");
  await gateway.mine(12);
  expect(chain.account({ account }).balanceSompi).toBe(50n * SOMPI);

  const customer = await freshAddress();
  const { txIds, feeSompi } = chain.payFrom({ account, address: customer, sompi: 30n * SOMPI });
  await gateway.mine(12);
  expect(chain.truth(customer).outputs).toMatchObject([{ txId: txIds[0], sompi: 30n * SOMPI }]);
  expect(chain.account({ account }).balanceSompi).toBe(20n * SOMPI - feeSompi);
  for (const payment of payments) {
    expect(await payment.status()).toBe("confirmed");
    expect(await payment.differencesFromChain()).toEqual([]);
  }
  const { body: unmatched } = await merchant.call("GET", "/api/v1/unmatched");
  expect(unmatched.data).toEqual([]);
});

test("a merchant of a test can pay out from the store's first moment: sign-up gave it such a key", async ({
  chain,
  otherMerchant,
}) => {
  const address = parseAccountKey(otherMerchant.xpub, "simnet").address(0, 0);
  chain.pay({ address, sompi: 2n * SOMPI, mine: true });
  const destination = await freshAddress();
  chain.payFrom({ account: otherMerchant.xpub, address: destination, sompi: SOMPI, mine: true });
  expect(chain.truth(destination).outputs).toHaveLength(1);
});

test("the page that signs for the store carries the store's own key behind #, and no single address has such a page", async ({
  gateway,
  otherMerchant,
}) => {
  const signingWallet = async () => {
    const { body } = await gateway.call("GET", "/trpc/dashboard.signingWallet", { as: otherMerchant.token });
    return body.result.data as { demoWalletUrl: string | null };
  };
  const { demoWalletUrl } = await signingWallet();
  const url = new URL(demoWalletUrl ?? "");
  expect(url.pathname).toBe("/wallet");
  expect(url.search).toBe("");
  expect(new URLSearchParams(url.hash.slice(1)).get("from")).toBe(otherMerchant.xpub);
  await otherMerchant.changeSettings({ kaspaAddress: await freshAddress() });
  expect(await signingWallet()).toEqual({ demoWalletUrl: null });
  const { status } = await gateway.call("GET", "/trpc/dashboard.signingWallet", { as: null });
  expect(status).toBe(401);
});
