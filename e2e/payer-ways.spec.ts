// What a payer does besides paying: renews an expired payment, goes back to the shop, comes again to an expired link.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { registerMerchant } from "./support/api.ts";
import { startGateway } from "./support/gateway.ts";
import { createPayment, type MadePayment, openCheckout, pay, test } from "./support/shop.ts";
import { LINK_FIELDS, openLink, shown, simulate, until, visit } from "./support/visitor.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";

const CANCEL_URL = "https://shop.example/cart";
/** The shop's own page, or ours that names the shop's host first. */
const WAY_BACK = /^https:\/\/shop\.example\/cart$|\/leave\/pay_/;

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id} ${violation.nodes[0]?.html}`)).toEqual([]);
}

test("New payment on an expired payment continues in place with a new one of the same order, also after a reload", async ({
  shop,
  page,
}) => {
  const old = await createPayment(shop, { orderId: "ORDER-RENEW", description: "Two coffees" });
  const watch = watchPage(page, [shop.gateway.url]);
  await page.goto(old.checkoutUrl);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  await simulate(shop, old, "expire");
  await expect(element).toHaveAttribute("state", "expired");
  await element.getByRole("button", { name: "New payment" }).click();
  await expect(element).toHaveAttribute("state", "waiting");
  const renewed = await shown(page);
  expect(renewed.id).not.toBe(old.id);
  expect(renewed.kaspaAddress).not.toBe(old.kaspaAddress);
  expect(await shop.merchant.call("GET", `/payments/${renewed.id}`)).toMatchObject({
    orderId: "ORDER-RENEW",
    replaces: old.id,
  });
  await page.reload();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(renewed.id);
  await pay(shop, renewed.kaspaAddress, renewed.amountExpectedSompi);
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  await page.reload();
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  watch.assertClean();
});

test("without scripts an expired payment is renewed by a form, and the link back to the shop is offered while waiting", async ({
  shop,
  browser,
}) => {
  const old = await createPayment(shop, { cancelUrl: CANCEL_URL });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(old.checkoutUrl);
  await expect(page.getByText("Waiting for your payment")).toBeVisible();
  await expect(page.getByRole("link", { name: "Return to shop" })).toHaveAttribute("href", WAY_BACK);
  await simulate(shop, old, "expire");
  await until(shop, old, ({ status }) => status === "expired");
  await page.reload();
  await page.getByRole("button", { name: "New payment" }).click();
  await expect(page).toHaveURL(/\/p\/pay_/);
  await expect(page.getByText("Waiting for your payment")).toBeVisible();
  expect(page.url()).not.toContain(old.id);
  await context.close();
});

test("the link back to the shop is offered while the payment waits", async ({ shop, page }) => {
  const payment = await createPayment(shop, { cancelUrl: CANCEL_URL });
  const element = await openCheckout(page, payment);
  await expect(element.getByRole("link", { name: "Return to shop" })).toHaveAttribute("href", WAY_BACK);
});

test("a link for one payment shows it to who opened it, after each reload, and to others that it is over", async ({
  shop,
  browser,
}) => {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", {
    ...LINK_FIELDS,
    maxPayments: 1,
  });
  const url = `${shop.gateway.url}/pay/${link.slug}`;
  const page = await visit(browser, url);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const { id, kaspaAddress, amountExpectedSompi } = await shown(page);
  await page.reload();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(id);
  await pay(shop, kaspaAddress, amountExpectedSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  await page.reload();
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expect(page.getByText("This payment link is not active any more")).toBeHidden();
  await expectNoViolation(page);
  const other = await visit(browser, url);
  await expect(
    other.getByRole("heading", { name: "This payment link is not active any more" }),
  ).toBeVisible();
  await expect(other.locator("kaspa-pay")).toHaveAttribute("state", "error");
  await expect(other.locator("kaspa-pay")).toBeHidden();
  for (const opened of [page, other]) await opened.context().close();
});

test("money that came too late is shown as received late, not counted, also after a reload of the link's page", async ({
  shop,
  browser,
}) => {
  const { page, element } = await openLink(shop, browser);
  const payment = (await shown(page)) as unknown as MadePayment;
  await simulate(shop, payment, "late");
  await expect(element).toHaveAttribute("state", "late");
  await expect(element.getByText(/^30\sKAS received late, not counted$/)).toBeVisible();
  await page.reload();
  await expect(element).toHaveAttribute("state", "late");
  expect((await shown(page)).id).toBe(payment.id);
  await page.context().close();
});

test("the payer reads that the network took money back before it was confirmed", async ({ shop, page }) => {
  const payment = await createPayment(shop, { requiredConfirmations: 1_000 });
  const element = await openCheckout(page, payment);
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await until(shop, payment, ({ status }) => status === "confirming");
  await simulate(shop, payment, "revert");
  await expect(element.getByText(/^The network took 25\sKAS back;/)).toBeVisible();
  await expectNoViolation(page);
});

test("a store with a single address shows the rule of exact sums under the amount, with scripts and without", async ({
  browser,
}) => {
  const gateway = await startGateway();
  try {
    const merchant = await registerMerchant(gateway.url, await newSingleAddress());
    const payment = await merchant.call<MadePayment>("POST", "/payments", { amount: "25" });
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(payment.checkoutUrl);
      const rule = page.getByText(/^Send exactly this amount: .* Do not round it\.$/);
      await expect(rule.filter({ visible: true })).toHaveCount(1);
      await context.close();
    }
  } finally {
    await gateway.close();
  }
});
