// Deposit accounts as their merchant sees them: opened in the dashboard, paid on the simulated chain.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./support/dashboard.ts";
import { pay } from "./support/shop.ts";
import { watchPage } from "./support/watch-page.ts";

const KAS = 100_000_000n;

interface AccountAnswer {
  readonly data: readonly { readonly id: string; readonly address: string }[];
}

async function expectNoViolation(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

test("a customer has one address for ever: the third deposit to it shows in the dashboard, and one below the minimum is not credited", async ({
  office: { shop, at },
  page,
}) => {
  const watch = watchPage(page, [shop.gateway.url]);
  await page.emulateMedia({ reducedMotion: "reduce" });

  await page.goto(at("/deposits"));
  await expect(page.getByRole("heading", { level: 1, name: "Deposit accounts" })).toBeVisible();
  await expect(page.getByText("Deposit accounts are off")).toBeVisible();
  await page.getByRole("link", { name: "To the settings" }).click();
  await page.getByRole("checkbox", { name: "Open accounts for new customers" }).check();
  await page.getByLabel(/^Minimum/).fill("2,5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Deposit settings saved.")).toBeVisible();
  await expect(page.getByLabel(/^Minimum/)).toHaveValue("2.5");

  await page.getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("button", { name: "Open account" }).first().click();
  const form = page.getByRole("dialog", { name: "Open account" });
  await form.getByRole("button", { name: "Open account" }).click();
  await expect(form.getByLabel("Customer id")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Customer id").fill("user-4711");
  await form.getByLabel("Label").fill("Alice");
  await form.getByRole("button", { name: "Open account" }).click();
  const made = page.getByRole("dialog", { name: "Account opened" });
  await expect(made).toBeVisible();
  const {
    data: [account],
  } = await shop.merchant.call<AccountAnswer>("GET", "/deposit-accounts?externalUserId=user-4711");
  const address = account?.address ?? "";
  await expect(made.getByText(address)).toBeVisible();
  await expect(made.getByRole("img", { name: `QR code of the address ${address}` })).toBeVisible();
  await expectNoViolation(page, "opened account");
  await made.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table").getByText("user-4711")).toBeVisible();

  await test.step("a customer who is typed again gets the same account", async () => {
    await page.getByRole("button", { name: "Open account" }).click();
    await page.getByRole("dialog").getByLabel("Customer id").fill("user-4711");
    await page.getByRole("dialog").getByRole("button", { name: "Open account" }).click();
    const known = page.getByRole("dialog", { name: "This customer has an account" });
    await expect(known.getByText(address)).toBeVisible();
    await known.getByRole("button", { name: "Open the account" }).click();
  });

  await expect(page.getByRole("heading", { level: 1, name: "Deposit account" })).toBeVisible();
  await expect(page.getByText("Nothing came to this address yet.")).toBeVisible();
  for (const amount of [5n, 7n, 11n]) await pay(shop, address, amount * KAS);
  const deposits = page.getByRole("table", { name: "Deposits, newest first" });
  await expect(deposits.getByRole("row")).toHaveCount(4);
  await expect(deposits.getByText("11 KAS")).toBeVisible();
  await expect(deposits.getByText("Confirmed", { exact: true }).locator("visible=true")).toHaveCount(3);
  await expect(page.getByRole("definition").filter({ hasText: "23 KAS" })).toBeVisible();

  await test.step("money below the minimum is listed and not credited", async () => {
    await pay(shop, address, 1n * KAS);
    await page.getByRole("link", { name: "Deposits", exact: true }).last().click();
    await expect(page.getByRole("heading", { level: 1, name: "Deposits" })).toBeVisible();
    await page.getByLabel("Status").selectOption("Below minimum");
    await expect(deposits.getByRole("row")).toHaveCount(2);
    await expect(page).toHaveURL(/status=below_minimum/);
    await deposits.getByRole("button", { name: "user-4711" }).click();
    const detail = page.getByRole("dialog", { name: "Deposit" });
    await expect(detail.getByText(/Less than the minimum of 2\.5 KAS/)).toBeVisible();
    await expectNoViolation(page, "deposit");
    await detail.getByRole("button", { name: "Close" }).click();
  });

  // The stories of one worker share a store, so more than this customer's 24 KAS may lie there.
  const { data } = await shop.merchant.call<{ data: { total: string; totalSompi: string }[] }>(
    "GET",
    "/balances",
  );
  expect(BigInt(data[0]?.totalSompi ?? "0")).toBeGreaterThanOrEqual(24n * KAS);
  const total = (data[0]?.total ?? "").replace(/\.?0+$/, "");
  await page.goto(at(""));
  const balance = page.locator("section", { has: page.getByRole("heading", { name: "On chain now" }) });
  await expect(balance.getByText(`${total} KAS`)).toBeVisible();
  await expect(balance.getByText(/True at DAA score [\d,]+/)).toBeVisible();
  watch.assertClean();
});
