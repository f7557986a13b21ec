// What a merchant adds to payments in the dashboard: a surcharge, own rates, notes, and the till that they are found by.
import { expect } from "@playwright/test";
import { test } from "./support/dashboard.ts";
import { createPayment } from "./support/shop.ts";

test("a surcharge that is set in the dashboard stands as its own line before the payer and in the payment", async ({
  office,
  page,
  browser,
}) => {
  const { shop } = office;
  await page.goto(office.at("/settings/payments"));
  const rules = page.locator("form").filter({ hasText: "Smallest payment" });
  await rules.getByLabel("Surcharge, percent").fill("11");
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(rules.getByText("A percentage from 0 to 10")).toBeVisible();
  await rules.getByLabel("Surcharge, percent").fill("2,5");
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.")).toBeVisible();

  await page.goto(office.at("/links/new"));
  await page.getByLabel("Title").fill("Tea");
  await page.getByLabel("Price", { exact: true }).fill("20");
  await expect(page.getByText("Left empty: the store's 2.5 %.")).toBeVisible();
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect(preview.getByText("20 KAS + 2.5 % surcharge 0.5 KAS")).toBeVisible();
  await page.getByLabel("Surcharge, percent").fill("10");
  await expect(preview.getByText("20 KAS + 10 % surcharge 2 KAS")).toBeVisible();

  const payment = await createPayment(shop, { amount: "20", terminal: "Till 2" });
  const payer = await browser.newPage({ storageState: { cookies: [], origins: [] } });
  await payer.goto(payment.checkoutUrl);
  const element = payer.locator("kaspa-pay");
  await expect(element.getByRole("heading", { name: "Send 20.5 KAS" })).toBeVisible();
  await expect(element.getByText("20 KAS + 2.5 % surcharge 0.5 KAS", { exact: true })).toBeVisible();
  await payer.close();

  await page.goto(office.at(`/payments/${payment.id}`));
  await expect(page.getByText("Surcharge 2.5 %")).toBeVisible();
  await expect(page.getByText("Till 2", { exact: true })).toBeVisible();
  await shop.merchant.call("PATCH", "/settings", { surchargePercent: 0 });
});

test("notes are written beside the payment, and the list is filtered by the till", async ({
  office,
  page,
}) => {
  const [first] = await Promise.all(
    ["Till 1", "Till 7"].map((terminal) => createPayment(office.shop, { amount: "5", terminal })),
  );
  await page.goto(office.at(`/payments/${first?.id}`));
  const notes = page.locator("section").filter({ has: page.getByRole("heading", { name: "Notes" }) });
  await notes.getByLabel("New note").fill("The customer called");
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByRole("listitem")).toContainText(["The customer called"]);
  await expect(notes.getByRole("listitem")).toContainText(["you"]);
  await expect(notes.getByLabel("New note")).toHaveValue("");
  await page.reload();
  await expect(notes.getByRole("listitem")).toHaveCount(1);

  await page.goto(office.at("/payments"));
  await page.getByRole("button", { name: "Filters", expanded: false }).click();
  await page.getByLabel("Terminal").fill("Till 7");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/terminal=Till(\+|%20)7/);
});

test("own rates and a spread are set in the dashboard, and the payment names the rate before the spread", async ({
  office,
  page,
}) => {
  const { shop } = office;
  await page.goto(office.at("/settings/payments"));
  const own = page.locator("form").filter({ hasText: "Own rates" });
  await own.getByLabel("USD per KAS").fill("0,05");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Settings saved.").first()).toBeVisible();
  const rates = page.locator("form").filter({ hasText: "Currencies and rates" });
  await rates.getByLabel("Spread, percent").fill("10");
  await rates.getByRole("button", { name: "Save" }).click();
  await expect(rates.getByText("Not saved yet")).toBeHidden();
  const payment = await createPayment(shop, { amount: "9", currency: "USD" });
  expect(payment.amountExpected).toBe("200.00000000");
  await page.goto(office.at(`/payments/${payment.id}`));
  await expect(page.getByText("0.045 USD per KAS")).toContainText("10 % below 0.05");
  await shop.merchant.call("PATCH", "/settings", { spreadPercent: 0, fixedRate: {} });
});
