// The whole path: from an empty data folder to a paid payment that the shop's own server has verified.
import { parseAccountKey } from "@kaspa-pay/kaspa";
import { expect, type Page, test } from "@playwright/test";
import { startWebhookReceiver } from "../apps/server/test/support/webhook-receiver.ts";
import { OWNER } from "./support/api.ts";
import { startGateway } from "./support/gateway.ts";
import { payWithDemoWallet } from "./support/payer.ts";
import { newMerchantWallet } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";
import { bodyOf, isEvent, verifyEverywhere } from "./support/webhooks.ts";

async function makeAccount(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByLabel("Store name").fill("Harbour Coffee");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("code")).toHaveText(/^kp_test_/);
  await page.getByLabel("I have saved it").check();
  await page.getByRole("button", { name: "Continue to the wallet" }).click();
}

async function setWallet(page: Page): Promise<void> {
  const { ktub } = await newMerchantWallet();
  await page.getByLabel("Account public key or address").fill(ktub);
  await page.getByRole("button", { name: "Check" }).click();
  const account = parseAccountKey(ktub, "simnet");
  for (const index of [0, 1, 2]) {
    const row = page.getByRole("listitem").filter({ hasText: new RegExp(`^Address ${index}`) });
    await expect(row).toContainText(account.address(0, index));
  }
  await page.getByLabel("These match my wallet").check();
  await page.getByRole("button", { name: "Use this wallet" }).click();
}

async function makeLink(page: Page): Promise<string> {
  await page.getByLabel("Title").fill("Harbour breakfast");
  await page.getByLabel("Price in KAS").fill("42.5");
  await page.getByRole("button", { name: "Create link" }).click();
  const checkout = page.getByRole("link", { name: "Open my checkout" });
  await expect(checkout).toBeVisible();
  return (await checkout.getAttribute("href")) as string;
}

/** Registers the receiver, sees its answer to the test event, and reads the secret that is shown once. */
async function connect(page: Page, url: string): Promise<string> {
  await page.getByRole("button", { name: /^Connect/ }).click();
  await page.getByRole("button", { name: "Add webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Endpoint URL").fill(url);
  await dialog.getByRole("button", { name: "Create and send a test" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/Answered 200 in \d+ ms/);
  const secret = (await dialog.getByText(/^whsec_\S+$/).textContent()) as string;
  await dialog.getByLabel("I have saved it").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  return secret;
}

test("DA-01 from nothing: account, wallet, link, webhook; a customer pays, the receiver verifies, the dashboard shows it, no reload anywhere", async ({
  page,
  browser,
}) => {
  const gateway = await startGateway();
  const receiver = await startWebhookReceiver();
  const customer = await browser.newContext();
  try {
    const watch = watchPage(page, [gateway.url]);
    await page.goto(gateway.url);
    await expect(page).toHaveURL(`${gateway.url}/app/welcome`);
    const documents = watch.documents.length;
    await makeAccount(page);
    await setWallet(page);
    const link = await makeLink(page);
    const secret = await connect(page, receiver.url);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();

    const checkout = await customer.newPage();
    await checkout.goto(link);
    const element = checkout.locator("kaspa-pay");
    await expect(element.getByRole("heading", { name: "Send 42.5 KAS" })).toBeVisible();
    const feed = page.getByRole("list", { name: "Latest payments" });
    await expect(feed.getByRole("listitem")).toHaveCount(1);
    await expect(feed.getByText("Pending")).toBeVisible();

    await payWithDemoWallet(checkout);
    await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
    await expect(feed.getByText("Confirmed")).toBeVisible();

    const paid = await element.evaluate(
      (node) => (node as unknown as { payment: { id: string } }).payment.id,
    );
    const delivery = await receiver.waitFor(isEvent("payment.confirmed"));
    expect(bodyOf(delivery).data.payment).toMatchObject({ id: paid, status: "confirmed" });
    await verifyEverywhere(delivery, secret);

    await feed.getByRole("link").click();
    await expect(page.getByRole("heading", { name: "42.5 KAS" })).toBeVisible();
    const deliveries = page.getByRole("table", { name: "Webhook deliveries, newest first" });
    await expect(deliveries.getByRole("row", { name: /payment\.confirmed Delivered 200/ })).toBeVisible();
    expect(watch.documents).toHaveLength(documents);
    watch.assertClean();
  } finally {
    await customer.close();
    await receiver.close();
    await gateway.close();
  }
});
