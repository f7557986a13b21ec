// The element on another site: another origin, a strict CSP, a listener that may be late.
import { expect } from "@playwright/test";
import { pay, test } from "./support/shop.ts";
import { startShopSite } from "./support/shop-site.ts";
import { watchPage } from "./support/watch-page.ts";
import { isEvent } from "./support/webhooks.ts";

test("CK-17 the element works on another origin under a strict CSP with Trusted Types, and asks nobody else", async ({
  shop,
  page,
}) => {
  const link = await shop.merchant.call<{ slug: string; embedHtml: string }>("POST", "/links", {
    title: "Harbour mug",
    amount: "12",
  });
  const site = await startShopSite(shop.gateway.url, link.embedHtml);
  try {
    const watch = watchPage(page, [shop.gateway.url, new URL(site.url).origin]);
    await page.goto(site.url);
    await page.getByRole("button", { name: "Pay Harbour mug with Kaspa" }).click();
    const element = page.locator("kaspa-pay");
    await expect(element).toHaveAttribute("state", "waiting");
    const shown = await element.evaluate(
      (node) =>
        (node as unknown as { payment: { id: string; kaspaAddress: string; amountExpectedSompi: string } })
          .payment,
    );
    await pay(shop, shown.kaspaAddress, shown.amountExpectedSompi);
    await expect(element).toHaveAttribute("state", "confirmed");
    await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
    watch.assertClean();
  } finally {
    site.close();
  }
});

test("CK-02 two elements of one link on one page are two payments, and paying the second confirms the second alone", async ({
  shop,
  page,
}) => {
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", { title: "Twins", amount: "7" });
  const element = `<kaspa-pay link="${link.slug}"></kaspa-pay>`;
  const site = await startShopSite(
    shop.gateway.url,
    `<script async src="${shop.gateway.url}/widget/v1/kaspa-pay.js"></script>${element}${element}`,
  );
  try {
    await page.goto(site.url);
    const [first, second] = [page.locator("kaspa-pay").nth(0), page.locator("kaspa-pay").nth(1)];
    await expect(first).toHaveAttribute("state", "waiting");
    await expect(second).toHaveAttribute("state", "waiting");
    const read = (at: number) =>
      page
        .locator("kaspa-pay")
        .nth(at)
        .evaluate(
          (node) =>
            (
              node as unknown as {
                payment: { id: string; kaspaAddress: string; amountExpectedSompi: string };
              }
            ).payment,
        );
    const [a, b] = [await read(0), await read(1)];
    expect(a.id).not.toBe(b.id);
    expect(a.kaspaAddress).not.toBe(b.kaspaAddress);
    await pay(shop, b.kaspaAddress, b.amountExpectedSompi);
    await expect(second).toHaveAttribute("state", "confirmed");
    await expect(first).toHaveAttribute("state", "waiting");
  } finally {
    site.close();
  }
});

test("CK-07 the tab is closed before paying: the webhook arrives all the same, and a later visit shows paid", async ({
  shop,
  page,
}) => {
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", {
    title: "Walk away",
    amount: "9",
  });
  await page.goto(`${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const shown = await element.evaluate(
    (node) =>
      (node as unknown as { payment: { id: string; kaspaAddress: string; amountExpectedSompi: string } })
        .payment,
  );
  const context = page.context();
  await page.close();
  await pay(shop, shown.kaspaAddress, shown.amountExpectedSompi);
  await shop.receiver.waitFor(isEvent("payment.confirmed", shown.id));
  const checkoutUrl = (await shop.merchant.call<{ checkoutUrl: string }>("GET", `/payments/${shown.id}`))
    .checkoutUrl;
  const again = await context.newPage();
  await again.goto(checkoutUrl);
  await expect(again.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
});
