// A customer with the demo wallet: a page of the simulated node that signs in the browser, as any wallet does.
import { expect, type Page } from "@playwright/test";

/** Presses "Pay with demo wallet" on a checkout, pays exactly in the wallet's own page and closes it. */
export async function payWithDemoWallet(checkout: Page): Promise<void> {
  const button = checkout.locator("kaspa-pay").getByRole("link", { name: "Pay with demo wallet" });
  const [wallet] = await Promise.all([checkout.waitForEvent("popup"), button.click()]);
  await expect(wallet.getByRole("status")).toHaveText("Ready. One click pays.");
  await wallet.getByRole("button", { name: /^Pay exactly/ }).click();
  await expect(wallet.getByRole("status")).toContainText("The shop's page notices by itself.");
  await wallet.close();
}
