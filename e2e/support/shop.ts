import { test as base, expect, type Locator, type Page } from "@playwright/test";
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from "../../apps/server/test/support/webhook-receiver.ts";
import { type Merchant, registerMerchant } from "./api.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { newMerchantWallet } from "./wallet.ts";

export interface Shop {
  readonly gateway: Gateway;
  readonly merchant: Merchant;
  readonly receiver: WebhookReceiver;
  readonly secret: string;
}

/** A running gateway with one merchant whose webhook receiver listens: one for all stories of a worker. */
export const test = base.extend<object, { shop: Shop }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern.
    async ({}, use) => {
      // Stories of several visitors give each an address of their own: payments from links are limited by it. What they
      // read comes from one address all the same, and from many visitors at once.
      const gateway = await startGateway({
        KP_TRUST_PROXY: "127.0.0.1,::1,::ffff:127.0.0.1",
        KP_LIMITS: "publicReads=6000",
      });
      const receiver = await startWebhookReceiver();
      try {
        const { ktub } = await newMerchantWallet();
        const merchant = await registerMerchant(gateway.url, ktub);
        const endpoint = await merchant.call<{ secret: string }>("POST", "/webhooks", {
          url: receiver.url,
          events: ["*"],
        });
        await use({ gateway, merchant, receiver, secret: endpoint.secret });
      } finally {
        await receiver.close();
        await gateway.close();
      }
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

export interface MadePayment {
  readonly id: string;
  readonly kaspaAddress: string;
  readonly amountExpected: string;
  readonly amountSompi: string;
  readonly checkoutUrl: string;
  readonly clientToken: string;
  readonly uri: string;
}

export const createPayment = (shop: Shop, fields: object = {}): Promise<MadePayment> =>
  shop.merchant.call("POST", "/payments", { amount: "25", currency: "KAS", ...fields });

/** Pays from the simulated faucet by a signed transaction. */
export const pay = (shop: Shop, address: string, sompi: bigint | string): Promise<unknown> =>
  shop.gateway.control("pay", { address, sompi: String(sompi) });

/** Opens the hosted page of a payment that waits for its money; the element on it. */
export async function openCheckout(
  page: Page,
  { checkoutUrl }: Pick<MadePayment, "checkoutUrl">,
): Promise<Locator> {
  await page.goto(checkoutUrl);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  return element;
}
