// What staff does about money that differs from what was asked, in the dashboard of a signed-in owner.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { registerMerchant } from "./support/api.ts";
import { signIn, test } from "./support/dashboard.ts";
import { startGateway } from "./support/gateway.ts";
import { createPayment } from "./support/shop.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { isEvent } from "./support/webhooks.ts";

async function expectNoViolation(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${name}: ${violation.id} ${violation.nodes[0]?.html}`)).toEqual([]);
}

test("DA-03 DA-07 late money in the queue: the dialog says what the action will do, the queue empties in every tab, and the history names it", async ({
  office,
  page,
}) => {
  const { shop } = office;
  const payment = await createPayment(shop, { description: "Late beans", amount: "7" });
  await shop.merchant.call("POST", `/payments/${payment.id}/simulate`, { case: "late" });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(office.at("/attention"));
  const row = (tab: Page) => tab.getByRole("listitem").filter({ hasText: "Late beans" });
  await expect(row(page)).toContainText("0 KAS received of 7 KAS, 7 KAS more that does not count");
  await expectNoViolation(page, "queue");
  const other = await page.context().newPage();
  await other.goto(office.at("/attention"));
  await expect(row(other)).toBeVisible();
  await row(page).getByRole("button", { name: "Refunded elsewhere" }).click();
  await expect(page.getByRole("dialog")).toContainText("the gateway sends nothing");
  await page.keyboard.press("Escape");
  await row(page).getByRole("button", { name: "Accept late money" }).click();
  const dialog = page.getByRole("dialog", { name: "Accept late money" });
  await expect(dialog).toContainText("your server gets payment.confirmed");
  await expectNoViolation(page, "dialog");
  await dialog.getByLabel("Note").fill("Shipped anyway");
  await dialog.getByRole("button", { name: "Accept late money" }).click();
  await expect(row(page)).toHaveCount(0);
  await expect(row(other)).toHaveCount(0);
  await page.goto(office.at(`/payments/${payment.id}`));
  const detail = page.getByRole("article");
  await expect(detail.getByText("Confirmed", { exact: true }).first()).toBeVisible();
  await expect(detail.getByText(/Late money · accepted · Shipped anyway · by you/)).toBeVisible();
  await shop.receiver.waitFor(isEvent("payment.confirmed", payment.id));
});

test("a member plays the eight cases on the hosted checkout; a payer never sees the buttons", async ({
  office,
  page,
  browser,
}) => {
  const payment = await createPayment(office.shop);
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const payer = await stranger.newPage();
  await payer.goto(payment.checkoutUrl);
  await expect(payer.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  await expect(payer.getByRole("region", { name: "Simulate" })).toHaveCount(0);
  await page.goto(payment.checkoutUrl);
  const panel = page.getByRole("region", { name: "Simulate" });
  await expect(panel.getByRole("button")).toHaveCount(8);
  await expectNoViolation(page, "hosted simulate panel");
  await panel.getByRole("button", { name: "Under (half)", exact: true }).click();
  for (const tab of [page, payer]) {
    await expect(tab.locator("kaspa-pay")).toHaveAttribute("state", "underpaid");
    await expect(tab.getByRole("heading", { name: "12.5 KAS still to pay" })).toBeVisible();
  }
  await panel.getByRole("button", { name: "Exact", exact: true }).click();
  await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
  await expect(panel.getByRole("button", { name: /^Expire/ })).toBeDisabled();
  await expect(panel.getByRole("button", { name: /^Expire/ })).toHaveAttribute("title", /still waits/);
  await stranger.close();
});

test("DA-04 thirty payments during a cut of the live feed are all there afterwards, none twice", async ({
  office,
  page,
}) => {
  await page.goto(office.at("/payments"));
  await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
  await page.context().setOffline(true);
  await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      createPayment(office.shop, { description: `During the cut ${at}` }),
    ),
  );
  await page.context().setOffline(false);
  await page.getByRole("button", { name: /new payments?$/ }).click();
  const rows = page.getByRole("row", { name: /During the cut/ });
  await expect(rows).not.toHaveCount(0);
  const seen = await rows.allTextContents();
  const names = () => seen.map((text) => /During the cut \d+/.exec(text)?.[0]).sort();
  if (new Set(names()).size < 30) {
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page).toHaveURL(/cursor=/);
    await expect.poll(async () => (await rows.allTextContents()).includes(seen[0] ?? "")).toBe(false);
    seen.push(...(await rows.allTextContents()));
  }
  const all = Array.from({ length: 30 }, (_, at) => `During the cut ${at}`).sort();
  expect(names()).toEqual(all);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString("utf8")).toMatch(/^payment id,order id,/);
});

test("money of an unknown sum is attached by search, after the dialog said what it will do; a node that does not answer is reported on the page", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const address = await newSingleAddress();
    const merchant = await registerMerchant(gateway.url, address);
    const payment = await merchant.call<{ id: string; amountSompi: string }>("POST", "/payments", {
      amount: "25",
      orderId: "ORDER-77",
    });
    await gateway.control("pay", { address, sompi: String(BigInt(payment.amountSompi) + 1_000_000n) });
    await page.context().clearCookies();
    await signIn(page, gateway.url);
    await page.getByRole("link", { name: "Unmatched" }).click();
    await expect(page.getByText("No payment has exactly this amount")).toBeVisible();
    await expectNoViolation(page, "unmatched");
    await page.getByRole("button", { name: "Attach to payment…" }).click();
    const dialog = page.getByRole("dialog", { name: "Attach to payment" });
    await dialog.getByLabel("Find a payment").fill("ORDER-77");
    await dialog.getByRole("radio", { name: /ORDER-77/ }).check();
    await expect(dialog.getByText(/more than asked/)).toBeVisible();
    await dialog.getByLabel("Reason").fill("The customer rounded");
    await dialog.getByRole("button", { name: "Attach to payment" }).click();
    await expect(page.getByText("Nothing unmatched")).toBeVisible();
    await page.goto(`${gateway.url}/app/s/${merchant.storeId}/payments/${payment.id}`);
    await expect(page.getByRole("article").getByText("Confirmed", { exact: true }).first()).toBeVisible();
    await gateway.control("disconnect", { refuse: true });
    await expect(page.getByText("The node does not answer")).toBeVisible();
    await expectNoViolation(page, "node away");
    await gateway.control("disconnect", { refuse: false });
    await expect(page.getByText("The node does not answer")).toBeHidden();
  } finally {
    await gateway.close();
  }
});
