import { expect } from "@playwright/test";
import { createPayment, type MadePayment, openCheckout, pay, test } from "./support/shop.ts";
import { LINK_FIELDS, openLink, shown, simulate, until, visit } from "./support/visitor.ts";

test("CK-03 CK-04 two tabs of one link are two payments at two addresses; paying one shows nobody else paid", async ({
  shop,
  browser,
}) => {
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", LINK_FIELDS);
  const url = `${shop.gateway.url}/pay/${link.slug}`;
  const first = await visit(browser, url);
  await expect(first.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  const second = await first.context().newPage();
  await second.goto(url);
  await expect(second.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  const [one, two] = await Promise.all([shown(first), shown(second)]);
  expect(two.id).not.toBe(one.id);
  expect(two.kaspaAddress).not.toBe(one.kaspaAddress);
  await pay(shop, one.kaspaAddress, one.amountExpectedSompi);
  await expect(first.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
  const later = await visit(browser, url);
  await expect(later.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  await expect(second.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  for (const page of [first, second, later]) await page.close();
});

test("CK-06 reload and the way back resume the same payment of a link", async ({ shop, browser }) => {
  const { link, page, element } = await openLink(shop, browser);
  const { id } = await shown(page);
  await page.reload();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(id);
  await page.goto(`${shop.gateway.url}/demo`);
  await page.goBack();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(id);
  const list = await shop.merchant.call<{ data: unknown[] }>("GET", `/payments?linkId=${link.id}`);
  expect(list.data).toHaveLength(1);
  await page.context().close();
});

test("CK-05 a phone that was suspended during the payment shows Paid when it resumes, and asked for no second payment", async ({
  shop,
  browser,
}) => {
  const { link, page, element } = await openLink(shop, browser);
  const payment = await shown(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await pay(shop, payment.kaspaAddress, payment.amountExpectedSompi);
  await until(shop, payment as unknown as MadePayment, ({ status }) => status === "confirmed");
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await expect(element).toHaveAttribute("state", "confirmed");
  const list = await shop.merchant.call<{ data: unknown[] }>("GET", `/payments?linkId=${link.id}`);
  expect(list.data).toHaveLength(1);
  await page.context().close();
});

test("CK-11 at the end of its time code and address leave the page, and New payment makes another of the same link", async ({
  shop,
  browser,
}) => {
  const { page, element } = await openLink(shop, browser);
  const old = await shown(page);
  await simulate(shop, old, "expire");
  await expect(element).toHaveAttribute("state", "expired");
  await expect(element.getByRole("img", { name: /QR code/ })).toHaveCount(0);
  await expect(element.locator("[href^='kaspasim:']")).toHaveCount(0);
  expect(await element.evaluate((node) => node.shadowRoot?.querySelector("[data-copy=address]"))).toBeNull();
  await element.getByRole("button", { name: "New payment" }).click();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).not.toBe(old.id);
  await page.context().close();
});

test("CK-12 when the price runs out the element asks for a new one at the same address", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop, { amount: "19.99", currency: "USD" });
  await page.clock.install();
  const element = await openCheckout(page, payment);
  const before = await shown(page);
  const asked = page.waitForResponse((answer) => answer.url().endsWith(`/payments/${payment.id}/quote`));
  await page.clock.runFor(5 * 60_000);
  expect((await asked).status()).toBe(200);
  await expect(element.getByRole("img", { name: /QR code/ })).toBeVisible();
  expect((await shown(page)).kaspaAddress).toBe(before.kaspaAddress);
  const now = await shop.merchant.call<{ quotes: unknown[] }>("GET", `/payments/${payment.id}`);
  expect(now.quotes.length).toBeGreaterThan(1);
});

test("CK-13 a stream that is refused, limited or cut loses nothing: the element looks for itself", async ({
  shop,
  browser,
}) => {
  await Promise.all(
    [503, 429, 0].map(async (status) => {
      const payment = await createPayment(shop);
      const page = await browser.newPage();
      await page.route("**/stream?*", (route) =>
        status === 0 ? route.abort("connectionreset") : route.fulfill({ status, body: "" }),
      );
      const element = await openCheckout(page, payment);
      await pay(shop, payment.kaspaAddress, payment.amountSompi);
      await expect(element).toHaveAttribute("state", "confirmed");
      await page.close();
    }),
  );
});

test("CK-15 a device clock 26 hours wrong shows the right time left", async ({ shop, browser }) => {
  const payment = await createPayment(shop, { expiryMinutes: 5 });
  for (const hours of [-26, 26]) {
    const page = await browser.newPage();
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    const element = await openCheckout(page, payment);
    await expect(element.getByText(/^4:\d\d left to pay$/)).toBeVisible();
    await page.close();
  }
});

test("CK-22 the dialog of a shop's button: Escape and backdrop close it, the page may keep it, focus returns, the payment stays", async ({
  shop,
  browser,
}) => {
  const page = await visit(browser, `${shop.gateway.url}/demo`);
  const element = page.locator("kaspa-pay").first();
  const button = element.getByRole("button", { name: "Buy now" });
  const dialog = element.getByRole("dialog");
  await button.click();
  await expect(element).toHaveAttribute("state", "waiting");
  const { id } = await shown(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(dialog).toBeVisible();
  expect((await shown(page)).id).toBe(id);
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  await element.evaluate((node) =>
    node.addEventListener("kp-close", (event) => event.preventDefault(), { once: true }),
  );
  await button.click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.context().close();
});

test("CK-27 the page of a payment is light and nothing on it jumps", async ({ shop, page }) => {
  const payment = await createPayment(shop);
  const sizes = new Map<string, Promise<number>>();
  page.on("requestfinished", (request) =>
    sizes.set(
      request.url(),
      request.sizes().then(({ responseBodySize }) => responseBodySize),
    ),
  );
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(payment.checkoutUrl, { waitUntil: "load" });
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.01);
  const loaded = await Promise.all(sizes.values());
  const total = loaded.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(10_000);
  expect(total, [...sizes.keys()].join("\n")).toBeLessThan(40_000);
});
