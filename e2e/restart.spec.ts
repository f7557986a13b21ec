// Power failures and restarts of the gateway while somebody pays.
import { expect, type Page } from "@playwright/test";
import { type Merchant, registerMerchant } from "./support/api.ts";
import { signIn } from "./support/dashboard.ts";
import { type Gateway, startGateway } from "./support/gateway.ts";
import type { MadePayment } from "./support/shop.ts";
import { openCheckout, test } from "./support/shop.ts";
import { newMerchantWallet } from "./support/wallet.ts";

async function openShop(gateway: Gateway): Promise<Merchant> {
  return registerMerchant(gateway.url, (await newMerchantWallet()).ktub);
}

async function openNewCheckout(page: Page, merchant: Merchant): Promise<MadePayment> {
  const payment = await merchant.call<MadePayment>("POST", "/payments", { amount: "5" });
  await openCheckout(page, payment);
  return payment;
}

/** The merchant moves the money on at once: it has left the address before the gateway asks for it. */
async function sweep(node: Gateway, address: string): Promise<void> {
  const onChain = (await node.control("truth", { address })) as {
    outputs: { txId: string; index: number }[];
  };
  for (const { txId, index } of onChain.outputs)
    await node.control("spend", { outpoint: { transactionId: txId, index } });
}

test("kill -9 during the checkout loses nothing: what was acknowledged is there at the second start, and the same page gets paid", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const merchant = await openShop(gateway);
    const payment = await openNewCheckout(page, merchant);
    const link = await merchant.call<{ id: string }>("POST", "/links", { title: "Kept", amount: "1" });
    await gateway.kill();
    await gateway.restart();
    const kept = await merchant.call<{ id: string; title: string }>("GET", `/links/${link.id}`);
    expect(kept.title).toBe("Kept");
    await gateway.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
  } finally {
    await gateway.close();
  }
});

test("Ctrl-C ends everything, the database included; the next start finds its data and its browser session", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const merchant = await openShop(gateway);
    const payment = await openNewCheckout(page, merchant);
    expect(gateway.processes().length).toBeGreaterThan(1);
    expect(await gateway.interrupt()).toBe(0);
    expect(gateway.processes()).toEqual([]);
    await expect(fetch(`${gateway.url}/readyz`)).rejects.toThrow();
    await gateway.restart();
    const found = await merchant.call<{ status: string }>("GET", `/payments/${payment.id}`);
    expect(found.status).toBe("pending");
  } finally {
    await gateway.close();
  }
});

test("while the node does not answer the page stays payable, new payments are made, and what was paid meanwhile is found once it is back", async ({
  page,
  browser,
}) => {
  const gateway = await startGateway();
  const office = await browser.newPage();
  try {
    const merchant = await openShop(gateway);
    const before = await openNewCheckout(page, merchant);
    await gateway.control("disconnect", { refuse: true });
    await signIn(office, gateway.url);
    const warning = office.getByText("Node does not answer: payments are found once it is back");
    await expect(warning).toBeVisible();
    const during = await merchant.call<MadePayment>("POST", "/payments", { amount: "6" });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
    for (const payment of [before, during])
      await gateway.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi, mine: true });
    await sweep(gateway, during.kaspaAddress);
    await gateway.control("disconnect", { refuse: false });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
    await page.goto(during.checkoutUrl);
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
    await expect(warning).toBeHidden();
  } finally {
    await office.close();
    await gateway.close();
  }
});

test("paid and swept while the gateway is down: found at the next start, and the waiting page says Paid", async ({
  page,
}) => {
  const node = await startGateway();
  const gateway = await startGateway({ KASPA_NODES_SIMNET: node.simRpcUrl });
  try {
    const merchant = await openShop(gateway);
    const payment = await openNewCheckout(page, merchant);
    await gateway.kill();
    await node.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi, mine: true });
    await sweep(node, payment.kaspaAddress);
    await node.control("mine", { n: 20 });
    await gateway.restart();
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
  } finally {
    await gateway.close();
    await node.close();
  }
});
