import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { payWithDemoWallet } from "./support/payer.ts";
import { test } from "./support/shop.ts";
import { watchPage } from "./support/watch-page.ts";

test("the demo shop takes a payment from a person without any account", async ({ shop, page }) => {
  const watch = watchPage(page, [shop.gateway.url]);
  await page.goto(`${shop.gateway.url}/demo`);
  await page.getByRole("button", { name: "Buy now" }).first().click();
  const element = page.locator("kaspa-pay").first();
  await expect(element.getByRole("heading", { name: /^Send .* KAS$/ })).toBeVisible();
  await payWithDemoWallet(page);
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  watch.assertClean();
});

test("the demo shop has no accessibility violation, light and dark, narrow and wide", async ({
  shop,
  page,
}) => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${shop.gateway.url}/demo`);
      await expect(page.getByRole("button", { name: "Buy now" })).toHaveCount(3);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((violation) => `${colorScheme} ${width}: ${violation.id} ${violation.nodes[0]?.html}`),
      ).toEqual([]);
    }
  }
});
