import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { createPayment, openCheckout, pay, test } from "./support/shop.ts";
import { watchPage } from "./support/watch-page.ts";
import { isEvent, verifyEverywhere } from "./support/webhooks.ts";

test("CK-01 a payer sees waiting, seen and paid, and the shop gets one verified webhook", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop, { description: "Two coffees" });
  const watch = watchPage(page, [shop.gateway.url]);
  const element = await openCheckout(page, payment);
  await expect(element.getByRole("heading", { name: "Send 25 KAS" })).toBeVisible();
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  const delivery = await shop.receiver.waitFor(isEvent("payment.confirmed", payment.id));
  await verifyEverywhere(delivery, shop.secret);
  const confirmed = shop.receiver.received.filter(isEvent("payment.confirmed", payment.id));
  expect(confirmed).toHaveLength(1);
  await page.reload();
  await expect(element).toHaveAttribute("state", "confirmed");
  watch.assertClean();
});

test("the hosted page needs at most five requests until it can be paid, none of them foreign", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop);
  const watch = watchPage(page, [shop.gateway.url]);
  await openCheckout(page, payment);
  const asked = watch.requests.filter((url) => !url.includes("/stream?") && !url.startsWith("data:"));
  expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(5);
  watch.assertClean();
});

test("CK-08 the code on the screen is the payment's URI byte for byte, in light and in dark", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop, { amount: "150.12345678" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(payment.checkoutUrl);
    const code = page.locator("kaspa-pay").getByRole("img", { name: /QR code/ });
    await expect(code).toBeVisible();
    const picture = PNG.sync.read(await code.screenshot({ scale: "css" }));
    const read = jsQR.default(new Uint8ClampedArray(picture.data), picture.width, picture.height);
    expect(read?.data).toBe(`${payment.kaspaAddress}?amount=150.12345678`);
  }
});

test("CK-09 a shortage shows a new code for the rest alone, and the rest completes the payment", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop, { amount: "10" });
  const element = await openCheckout(page, payment);
  await pay(shop, payment.kaspaAddress, 400_000_000n);
  await expect(element).toHaveAttribute("state", "underpaid");
  await expect(element.getByRole("heading", { name: "6 KAS still to pay" })).toBeVisible();
  await expect(element.getByText("4 KAS already received")).toBeVisible();
  await pay(shop, payment.kaspaAddress, 600_000_000n);
  await expect(element).toHaveAttribute("state", "confirmed");
});

test("CK-14 a stopped gateway shows that the payment is safe, and the page recovers alone", async ({
  page,
}) => {
  const { startGateway } = await import("./support/gateway.ts");
  const { registerMerchant, api } = await import("./support/api.ts");
  const { newMerchantWallet } = await import("./support/wallet.ts");
  const gateway = await startGateway();
  try {
    const merchant = await registerMerchant(gateway.url, (await newMerchantWallet()).ktub);
    const payment = await merchant.call<{
      checkoutUrl: string;
      kaspaAddress: string;
      id: string;
      amountSompi: string;
    }>("POST", "/payments", { amount: "5" });
    const element = await openCheckout(page, payment);
    await gateway.kill();
    await expect(element.getByRole("paragraph").filter({ hasText: "Reconnecting" })).toBeVisible();
    await expect(element.getByRole("img", { name: /QR code/ })).toBeVisible();
    await gateway.restart();
    await gateway.control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi });
    await expect(element).toHaveAttribute("state", "confirmed");
    const status = await api<{ status: string }>(gateway.url, "GET", `/payments/${payment.id}/status`);
    expect(status.status).toBe("confirmed");
  } finally {
    await gateway.close();
  }
});

test("CK-18 without scripts the payment page shows amount, address and code", async ({ shop, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", { title: "Beans", amount: "30" });
  await page.goto(`${shop.gateway.url}/pay/${link.slug}`);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page).toHaveURL(/\/p\/pay_/);
  await expect(page.getByText("30 KAS")).toBeVisible();
  await expect(page.getByText(/^kaspasim:q/)).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code of the payment" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open wallet" })).toHaveAttribute(
    "href",
    /^kaspasim:.*amount=30$/,
  );
  await context.close();
});

test("CK-26 looking at a payment link a hundred times uses no address", async ({ shop }) => {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", {
    title: "Preview me",
    amount: "30",
  });
  for (let at = 0; at < 100; at++) {
    // Previews come from anywhere: each look has an address of its own, because looks are limited by it.
    const response = await fetch(`${shop.gateway.url}/pay/${link.slug}`, {
      headers: { "X-Forwarded-For": `203.0.113.${at}` },
    });
    expect(response.status).toBe(200);
  }
  const list = await shop.merchant.call<{ data: unknown[] }>("GET", `/payments?linkId=${link.id}`);
  expect(list.data).toEqual([]);
});

test("CK-24 waiting and paid pages have no accessibility violation, light and dark, narrow and wide", async ({
  shop,
  page,
}) => {
  const open = await createPayment(shop);
  const paid = await createPayment(shop);
  await pay(shop, paid.kaspaAddress, paid.amountSompi);
  for (const [payment, state] of [
    [open, "waiting"],
    [paid, "confirmed"],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [320, 1280]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(payment.checkoutUrl);
        await expect(page.locator("kaspa-pay")).toHaveAttribute("state", state);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(
            (violation) => `${state} ${colorScheme} ${width}: ${violation.id} ${violation.nodes[0]?.html}`,
          ),
        ).toEqual([]);
      }
    }
  }
});
