// A payer downloads the signed receipt; whoever gets the file verifies it on the gateway's page, with and without scripts.
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { createPayment, openCheckout, pay, type Shop, test } from "./support/shop.ts";
import { watchPage } from "./support/watch-page.ts";

/** The receipt page of a payment that was just paid; the checkout opens it in a new tab. */
async function openReceipt(shop: Shop, page: Page): Promise<Page> {
  const payment = await createPayment(shop);
  const element = await openCheckout(page, payment);
  await pay(shop, payment.kaspaAddress, 2_500_000_000n);
  const opened = page.waitForEvent("popup");
  await element.getByRole("link", { name: "View receipt" }).click();
  return opened;
}

async function download(page: Page): Promise<string> {
  const begun = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download signed receipt" }).click();
  const file = await begun;
  expect(file.suggestedFilename()).toMatch(/^receipt-pay_.*\.json$/);
  return readFile(await file.path(), "utf8");
}

const fileOf = (text: string) => ({
  name: "receipt.json",
  mimeType: "application/json",
  buffer: Buffer.from(text),
});

async function withoutScripts(browser: Browser, url: string, text: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(url);
  await expect(page.getByText("Choose file")).toBeHidden();
  await page.getByLabel("Content of the file").fill(text);
  await page.getByRole("button", { name: "Verify" }).click();
  return page;
}

test("RC-07 a downloaded receipt is valid as a chosen, a dropped and a pasted file; a forged one is not", async ({
  shop,
  page: checkout,
  browser,
}) => {
  const page = await openReceipt(shop, checkout);
  const watch = watchPage(page, [shop.gateway.url]);
  const text = await download(page);
  await page.getByRole("link", { name: "Verify a receipt" }).click();
  await page.getByLabel("Choose file").setInputFiles(fileOf(text));
  await expect(page.getByRole("heading", { name: "Valid", exact: true })).toBeVisible();
  await expect(page.getByText("SIMULATED CHAIN")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);

  const forged = text.replace('"amountReceivedSompi": "25', '"amountReceivedSompi": "95');
  expect(forged).not.toBe(text);
  await page.goto(`${shop.gateway.url}/verify`);
  const dropped = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "receipt.json", { type: "application/json" }));
    return data;
  }, forged);
  await page.locator("#verify").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByRole("heading", { name: "Not valid" })).toBeVisible();
  await expect(page.getByText("95 KAS")).toBeHidden();
  watch.assertClean();

  const plain = await withoutScripts(browser, `${shop.gateway.url}/verify`, text);
  await expect(plain.getByRole("heading", { name: "Valid", exact: true })).toBeVisible();
  await plain.context().close();
});
