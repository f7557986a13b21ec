// Wrong input as a visitor sees it on pages. The API's codes are tested in apps/server.
import { expect } from "@playwright/test";
import { createPayment, openCheckout, test } from "./support/shop.ts";

test("an unknown, a draft and an archived link are 404, an inactive and an expired one 410, each with a reference", async ({
  shop,
  page,
}) => {
  const make = async (fields: object) =>
    shop.merchant.call<{ id: string; slug: string }>("POST", "/links", {
      title: "Closed",
      amount: "3",
      ...fields,
    });
  const draft = await make({ status: "draft" });
  const inactive = await make({});
  await shop.merchant.call("PATCH", `/links/${inactive.id}`, { status: "inactive" });
  const over = await make({ maxPayments: 1 });
  await shop.merchant.call("POST", "/payments", { paymentLinkSlug: over.slug });
  const archived = await make({});
  await shop.merchant.call("POST", "/payments", { paymentLinkSlug: archived.slug });
  await shop.merchant.call("DELETE", `/links/${archived.id}`);
  const cases = [
    ["no-such-link", 404, "This payment link does not exist"],
    [draft.slug, 404, "This payment link does not exist"],
    [archived.slug, 404, "This payment link does not exist"],
    [inactive.slug, 410, "This payment link is not active any more"],
    [over.slug, 410, "This payment link is not active any more"],
  ] as const;
  for (const [slug, status, heading] of cases) {
    const answer = await page.goto(`${shop.gateway.url}/pay/${slug}`);
    expect(answer?.status(), slug).toBe(status);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByText(/^Reference req_/).filter({ visible: true })).toHaveCount(1);
    await expect(page.locator("kaspa-pay")).toBeHidden();
  }
});

test("a payment page without its token, or with a wrong one, shows the state and nothing to pay to", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop);
  for (const query of ["", "?token=ct_wrong", "?token="]) {
    await page.goto(`${shop.gateway.url}/p/${payment.id}${query}`);
    await expect(page.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
    expect(await page.content()).not.toContain(payment.kaspaAddress);
    await expect(page.locator("kaspa-pay")).toHaveCount(0);
  }
  const unknown = await page.goto(`${shop.gateway.url}/p/pay_00000000000000000000000000000000`);
  expect(unknown?.status()).toBe(404);
  await expect(page.getByText(/^Reference req_/)).toBeVisible();
});

test("merchant text that looks like markup stays text", async ({ shop, page }) => {
  const title = '<img src=x onerror="document.title=1"> & "quoted"';
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", {
    title,
    description: "</script><script>document.title=2</script>",
    amount: "3",
  });
  await page.goto(`${shop.gateway.url}/pay/${link.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  await expect(page).toHaveTitle(/quoted/);
  await expect(page.locator("img[src=x]")).toHaveCount(0);
});

test("an element with a wrong source says so with a text and a reference, and never shows an address", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop);
  const element = await openCheckout(page, payment);
  await element.evaluate((node) => node.setAttribute("payment", "pay_00000000000000000000000000000000"));
  await expect(element).toHaveAttribute("state", "error");
  await expect(element.getByRole("heading")).toHaveText(/does not exist|set up correctly/);
  await expect(element.getByText(payment.kaspaAddress)).toBeHidden();
});
