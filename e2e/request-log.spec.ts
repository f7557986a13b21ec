// An integrator's error, from its request id to the call that made it; and payments with a callback URL of their own.
import { expect } from "@playwright/test";
import { type Office, test } from "./support/dashboard.ts";
import { createPayment } from "./support/shop.ts";

/** Sends an order with a misspelt field, and answers the request id of its refusal. */
async function refusedOrder({ shop }: Office): Promise<string> {
  const answer = await fetch(`${shop.gateway.url}/api/v1/payments`, {
    method: "POST",
    headers: { authorization: `Bearer ${shop.merchant.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ ammount: "5", metadata: { cart: "secret-value" } }),
  });
  expect(answer.status).toBe(400);
  return ((await answer.json()) as { requestId: string }).requestId;
}

test("the search box leads from the request id of an error to its call, with the fields that were sent and no value", async ({
  office,
  page,
}) => {
  const requestId = await refusedOrder(office);
  await page.goto(office.at("/developers/requests"));
  const table = page.getByRole("table", { name: "API calls, newest first" });
  await expect(table.getByRole("row", { name: /POST \/payments 400 invalid_request/ }).first()).toBeVisible();
  await page.keyboard.press("/");
  const search = page.getByRole("dialog", { name: "Search" });
  await search.getByRole("textbox", { name: "Search" }).fill(requestId);
  await search.getByRole("button", { name: /API call POST \/payments 400 invalid_request/ }).click();
  await expect(page).toHaveURL(new RegExp(`requestId=${requestId}`));
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("button", { name: "POST /payments" }).click();
  const drawer = page.getByRole("dialog", { name: "POST /payments" });
  await expect(drawer.getByRole("row", { name: "ammount string" })).toBeVisible();
  await expect(drawer.getByRole("row", { name: "metadata.cart string" })).toBeVisible();
  await expect(drawer).toContainText(requestId);
  await expect(drawer).not.toContainText("secret-value");
  await drawer.getByRole("button", { name: "Only this key" }).click();
  await expect(page).toHaveURL(/keyId=key_/);
  await page.getByLabel("Answer").selectOption("5xx");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByText("No call fits this filter.")).toBeVisible();
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(table).toBeVisible();
});

test("a payment shows its callback URL and what was sent there; the secret of callbacks is shown and renewed under Checkout", async ({
  office,
  page,
}) => {
  const { shop } = office;
  const callbackUrl = `${shop.receiver.url}?order=7`;
  const payment = await createPayment(shop, { description: "With a callback", callbackUrl });
  await page.goto(office.at(`/payments/${payment.id}`));
  await expect(page.getByText(callbackUrl, { exact: true })).toBeVisible();
  await expect(page.getByRole("row", { name: /payment\.created Callback URL/ })).toBeVisible();
  await page.goto(office.at("/settings/checkout"));
  const section = page.locator("section").filter({ hasText: "Signed callbacks" });
  await section.getByRole("button", { name: "Show secret" }).click();
  const secret = section.getByText(/^whsec_/);
  const before = (await secret.textContent()) ?? "";
  await section.getByRole("button", { name: "Make a new callback secret" }).click();
  await page
    .getByRole("dialog", { name: "Make a new callback secret" })
    .getByRole("button", { name: "Make a new callback secret" })
    .click();
  await expect(section.getByText(/The old secret signs too until/)).toBeVisible();
  await expect(secret).not.toHaveText(before);
  await section.getByRole("button", { name: "Finish rotation" }).click();
  await expect(section.getByText(/The old secret signs too until/)).toBeHidden();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the way back opens the shop's app, ${javaScriptEnabled ? "by the element" : "without scripts too"}`, async ({
    office,
    browser,
  }) => {
    const { shop } = office;
    await shop.merchant.call("PATCH", "/settings", { redirectHosts: ["yourapp:"] });
    const payment = await createPayment(shop, {
      redirectUrl: "yourapp://payment?screen=done",
      cancelUrl: "yourapp://basket",
      orderId: `APP-${javaScriptEnabled}`,
    });
    await shop.merchant.call("POST", `/payments/${payment.id}/mark`, { status: "paid", note: "Cash" });
    const context = await browser.newContext({
      javaScriptEnabled,
      storageState: { cookies: [], origins: [] },
    });
    const page = await context.newPage();
    // No app is installed here, so nothing opens: the browser's own events say where it was asked to go.
    const browserEvents = await context.newCDPSession(page);
    await browserEvents.send("Page.enable");
    const asked: string[] = [];
    browserEvents.on("Page.frameRequestedNavigation", ({ url }) => asked.push(url));
    const violations: string[] = [];
    page.on("console", (message) => violations.push(message.text()));
    await page.goto(payment.checkoutUrl);
    await page.getByRole("link", { name: /^Return to (the )?shop$/i }).click();
    await expect
      .poll(() => asked.join(" "))
      .toMatch(/^yourapp:\/\/payment\?screen=done&paymentId=pay_\w+&status=confirmed/);
    expect(violations.join(" ")).not.toContain("Content Security Policy");
    await context.close();
    await shop.merchant.call("PATCH", "/settings", { redirectHosts: [] });
  });
}
