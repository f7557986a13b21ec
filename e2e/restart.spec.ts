// What a person with a power cable can do to the gateway while somebody pays.
import { expect, type Page } from "@playwright/test";
import { api, type Merchant, registerMerchant } from "./support/api.ts";
import { type Gateway, startGateway } from "./support/gateway.ts";
import type { MadePayment } from "./support/shop.ts";
import { test } from "./support/shop.ts";
import { newMerchantWallet } from "./support/wallet.ts";

async function openShop(gateway: Gateway): Promise<Merchant> {
  return registerMerchant(gateway.url, (await newMerchantWallet()).ktub);
}

async function openCheckout(page: Page, merchant: Merchant): Promise<MadePayment> {
  const payment = await merchant.call<MadePayment>("POST", "/payments", { amount: "5" });
  await page.goto(payment.checkoutUrl);
  await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  return payment;
}

interface Outputs {
  outputs: { transactionId: string; index: number }[];
}

test("kill -9 during the checkout loses nothing: what was acknowledged is there at the second start, and the same page gets paid", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const merchant = await openShop(gateway);
    const payment = await openCheckout(page, merchant);
    const link = await merchant.call<{ id: string }>("POST", "/links", { title: "Kept", amount: "1" });
    await gateway.kill();
    await gateway.restart();
    const kept = await merchant.call<{ id: string; title: string }>("GET", `/links/${link.id}`);
    expect(kept.title).toBe("Kept");
    await gateway.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed", { timeout: 30_000 });
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
    const payment = await openCheckout(page, merchant);
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

test("node away: the page stays payable, new payments are made, and what was paid meanwhile is found once it is back", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const merchant = await openShop(gateway);
    const before = await openCheckout(page, merchant);
    await gateway.control("disconnect", { refuse: true });
    await expect
      .poll(async () => {
        const status = await api<{ nodes: { network: string; state: string }[] }>(
          gateway.url,
          "GET",
          "/status",
        );
        return status.nodes.find((one) => one.network === "simnet")?.state;
      })
      .not.toBe("connected");
    const during = await merchant.call<MadePayment>("POST", "/payments", { amount: "6" });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
    for (const payment of [before, during])
      await gateway.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi, mine: true });
    const { outputs } = (await gateway.control("truth", { address: during.kaspaAddress })) as Outputs;
    const [swept] = outputs;
    await gateway.control("spend", {
      outpoint: { transactionId: swept?.transactionId, index: swept?.index },
    });
    await gateway.control("disconnect", { refuse: false });
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed", { timeout: 30_000 });
    await page.goto(during.checkoutUrl);
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed", { timeout: 30_000 });
  } finally {
    await gateway.close();
  }
});
