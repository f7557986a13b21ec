import { expect, type Locator, type Page } from "@playwright/test";
import { startWebhookReceiver } from "../apps/server/test/support/webhook-receiver.ts";
import { OWNER } from "./support/api.ts";
import { test } from "./support/dashboard.ts";
import { createPayment } from "./support/shop.ts";
import { watchPage } from "./support/watch-page.ts";
import { bodyOf } from "./support/webhooks.ts";

/** Presses Tab until that element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("The element cannot be reached by the keyboard");
}

test("DA-15 by keyboard alone: sign in, make a link, sign out", async ({ office, browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(`${office.shop.gateway.url}/app/login`);
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(OWNER.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { level: 1, name: "New link" })).toBeFocused();
  await tabTo(page, page.getByLabel("Title"));
  await page.keyboard.type("By keyboard");
  await tabTo(page, page.getByLabel("Price", { exact: true }));
  await page.keyboard.type("12,5");
  await tabTo(page, page.getByRole("button", { name: "Create link" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "By keyboard" })).toBeVisible();
  await expect(page.getByText(`${office.shop.gateway.url}/pay/by-keyboard`).first()).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Account" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await expect(signOut).toBeVisible();
  await page.keyboard.press("End");
  await expect(signOut).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await context.close();
});

test("DA-03 each case of the simulator moves the open payment and the feed in another tab, no reload", async ({
  office,
  page,
}) => {
  const overview = await page.context().newPage();
  const watch = watchPage(overview, [office.shop.gateway.url]);
  await overview.goto(office.at(""));
  await expect(overview.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const stories = [
    ["Exact", ["Confirmed"]],
    ["Two parts", ["Confirmed"]],
    ["Under (half)", ["Underpaid"]],
    ["Over (double)", ["Confirmed", "Overpaid"]],
    ["Double", ["Confirmed", "Paid twice"]],
    ["Late", ["Expired", "Late money"]],
    ["Expire", ["Expired"]],
  ] as const;
  for (const [story, badges] of stories) {
    const payment = await createPayment(office.shop, { description: `Story ${story}`, amount: "4" });
    await page.goto(office.at(`/payments/${payment.id}`));
    const detail = page.getByRole("article");
    await expect(detail.getByText("Pending", { exact: true })).toBeVisible();
    await detail.getByRole("button", { name: story, exact: true }).click();
    const row = overview.getByRole("listitem").filter({ hasText: `Story ${story}` });
    for (const badge of badges) {
      await expect(detail.getByText(badge, { exact: true }).first()).toBeVisible();
      await expect(row.getByText(badge, { exact: true })).toBeVisible();
    }
  }
  const taken = await createPayment(office.shop, { description: "Story Revert", amount: "4" });
  await page.goto(office.at(`/payments/${taken.id}`));
  await page.getByRole("article").getByRole("button", { name: "Revert", exact: true }).click();
  await expect(page.getByText("Accepting block removed").first()).toBeVisible();
  expect(watch.documents).toHaveLength(1);
  watch.assertClean();
});

test("DA-10 an API key is shown once, works, and stops working the moment it is revoked", async ({
  office,
  page,
}) => {
  const { url } = office.shop.gateway;
  const status = (key: string) =>
    fetch(`${url}/api/v1/payments`, { headers: { authorization: `Bearer ${key}` } }).then(
      (response) => response.status,
    );
  await page.goto(office.at("/developers/keys"));
  await page.getByRole("button", { name: "New key" }).first().click();
  const sheet = page.getByRole("dialog", { name: /New key|Key created/ });
  await sheet.getByLabel("Name").fill("Checkout server");
  await sheet.getByRole("button", { name: "Create key" }).click();
  const key = (await sheet.getByText(/^kp_test_/).textContent()) as string;
  expect(await status(key)).toBe(200);
  await sheet.getByLabel("I have saved it").check();
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.reload();
  const row = page.getByRole("row", { name: /Checkout server/ });
  await expect(row.getByText(key.slice(-4))).toBeVisible();
  expect(await page.content()).not.toContain(key);
  await row.getByRole("button", { name: "Revoke Checkout server" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke this key?" });
  await expect(dialog.getByRole("button", { name: "Revoke" })).toBeDisabled();
  await dialog.getByLabel("Name: Checkout server").fill("Checkout server");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Key revoked.")).toBeVisible();
  expect(await status(key)).toBe(401);
});

test("DA-09 a new webhook is pinged at once and says how it went; the delivery log shows it and sends it again", async ({
  office,
  page,
}) => {
  const receiver = await startWebhookReceiver();
  await page.goto(office.at("/developers/webhooks"));
  const make = async (target: string) => {
    await page.getByRole("button", { name: "New endpoint" }).first().click();
    await page.getByLabel("Endpoint URL").fill(target);
    await page.getByRole("button", { name: "Create and send a test" }).click();
  };
  const finish = async () => {
    await page.getByLabel("I have saved it").check();
    await page.getByRole("button", { name: "Done" }).click();
  };
  await make(receiver.url);
  await expect(page.getByRole("alert")).toContainText(/Answered 200 in \d+ ms/);
  expect(receiver.received.map((webhook) => bodyOf(webhook).event)).toEqual(["webhook.test"]);
  await finish();
  await expect(page.getByRole("heading", { level: 1, name: "Endpoint" })).toBeVisible();

  await page.getByRole("link", { name: "Deliveries" }).click();
  const host = new URL(receiver.url).host;
  const row = page.getByRole("row", { name: new RegExp(`webhook\\.test Delivered 200 ${host}`) });
  await row.getByRole("button", { name: "webhook.test" }).click();
  const sheet = page.getByRole("dialog", { name: "webhook.test" });
  await expect(sheet.getByText("HTTP 200")).toBeVisible();
  await sheet.getByRole("tab", { name: "Headers" }).click();
  await expect(sheet.getByText("webhook-signature")).toBeVisible();
  await sheet.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByText("Queued; it goes out at once")).toBeVisible();
  await receiver.waitFor(() => receiver.received.length === 2);
  const ids = receiver.received.map((webhook) => bodyOf(webhook).id);
  expect(ids[1]).toBe(ids[0]);
  await sheet.getByRole("button", { name: "Close" }).click();

  await receiver.close();
  await page.getByRole("link", { name: "Webhooks" }).click();
  await make(receiver.url.replace("/hook", "/gone"));
  await expect(page.getByRole("alert")).toContainText("the connection was refused");
  await finish();
});
