// What a merchant sets and repairs in the dashboard, and what the payer, the shop and the chain make of it.
import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { api, type Merchant, OWNER, registerMerchant } from "./support/api.ts";
import { signIn, test as withOffice } from "./support/dashboard.ts";
import { forgetPasswordEntry } from "./support/database.ts";
import { type Gateway, startGateway } from "./support/gateway.ts";
import { createPayment, type MadePayment, pay } from "./support/shop.ts";
import { startShopSite } from "./support/shop-site.ts";
import { shown, simulate } from "./support/visitor.ts";
import { newMerchantWallet, newSingleAddress } from "./support/wallet.ts";

/** Pauses of less than a minute are no outage: this one begins before the first story and is looked at by the last. */
const test = withOffice.extend<object, { outage: Gateway }>({
  outage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern.
    async ({}, use) => {
      const gateway = await startGateway();
      try {
        const merchant = await registerMerchant(gateway.url, (await newMerchantWallet()).ktub);
        const payments = await Promise.all(["3", "4"].map((amount) => createIn(merchant, { amount })));
        await gateway.control("disconnect", { refuse: true });
        for (const { kaspaAddress: address, amountSompi: sompi } of payments)
          await gateway.control("pay", { address, sompi, mine: true });
        await use(gateway);
      } finally {
        await gateway.close();
      }
    },
    { scope: "worker", auto: true, timeout: 90_000 },
  ],
});

const createIn = (merchant: Merchant, fields: object): Promise<MadePayment> =>
  merchant.call("POST", "/payments", fields);

const PASSWORD_ASKED = "Please enter your password";
async function enterPassword(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: PASSWORD_ASKED });
  await dialog.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
}

/** What the return contains, checked as the guide describes. */
function isSignedBy(secret: string, url: string): boolean {
  const query = new URL(url).searchParams;
  const text = ["paymentId", "status", "ts", "orderId"].map((name) => query.get(name)).join(".");
  return createHmac("sha256", secret).update(text).digest("hex") === query.get("sig");
}

test("the redirect secret is shown after the password, fits the returns of payers with their order id, and a new one fits the next", async ({
  office,
  browser,
  page: payer,
}) => {
  const { shop } = office;
  const site = await startShopSite(shop.gateway.url, "<p>Thank you</p>");
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await signIn(page, shop.gateway.url);
  await page.goto(office.at("/settings/checkout"));
  const section = page.locator("section").filter({ hasText: "Signed returns" });
  const secret = section.getByText(/^[0-9a-f]{64}$/);
  await forgetPasswordEntry(shop.gateway);
  await section.getByRole("button", { name: "Show secret" }).click();
  await page.getByRole("dialog", { name: PASSWORD_ASKED }).getByRole("button", { name: "Cancel" }).click();
  await expect(section.getByRole("alert")).toContainText("needs your password");
  await section.getByRole("button", { name: "Try again" }).click();
  await enterPassword(page);
  const first = (await secret.textContent()) as string;

  const payment = await createPayment(shop, { orderId: "ORDER-0045", redirectUrl: `${site.url}thanks` });
  const comeBack = async () => {
    await payer.goto(payment.checkoutUrl);
    await payer.locator("kaspa-pay").getByRole("link", { name: "Return to shop" }).click();
    await expect(payer.getByText("Thank you")).toBeVisible();
    return payer.url();
  };
  const isKnown = async (url: string) =>
    (await fetch(`${shop.gateway.url}/api/v1/payments/verify-redirect${new URL(url).search}`)).status;
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  const before = await comeBack();
  expect(isSignedBy(first, before)).toBe(true);
  expect(isSignedBy(first, before.replace("ORDER-0045", "ORDER-0046"))).toBe(false);
  expect(await isKnown(before)).toBe(200);

  await section.getByRole("button", { name: "Hide" }).click();
  await forgetPasswordEntry(shop.gateway);
  await section.getByRole("button", { name: "Make a new secret" }).click();
  const sure = page.getByRole("dialog", { name: "Make a new secret" });
  await expect(sure).toContainText("are no longer recognised");
  await sure.getByRole("button", { name: "Make a new secret" }).click();
  await enterPassword(page);
  await expect(page.getByText("There is a new secret.")).toBeVisible();
  await expect(secret).not.toHaveText(first);
  const second = (await secret.textContent()) as string;
  expect(await isKnown(before)).toBe(400);
  const after = await comeBack();
  expect([isSignedBy(first, after), isSignedBy(second, after)]).toEqual([false, true]);
  expect(await isKnown(after)).toBe(200);

  await section.getByRole("button", { name: "Hide" }).click();
  await expect(secret).toHaveCount(0);
  await forgetPasswordEntry(shop.gateway);
  await section.getByRole("button", { name: "Show secret" }).click();
  await enterPassword(page);
  await expect(secret).toHaveText(second);
  await context.close();
  site.close();
});

test("a store that renews no payments offers its payers none; once the merchant allows it, New payment makes one that can be paid", async ({
  office,
  page,
  browser,
}) => {
  const { shop } = office;
  const rules = page.locator("form").filter({ has: page.getByRole("heading", { name: "Rules" }) });
  const allow = rules.getByLabel("Customers may renew an expired payment");
  const save = async (allowed: boolean) => {
    await allow.setChecked(allowed);
    await rules.getByRole("button", { name: "Save" }).click();
    await expect(rules.getByText("Not saved yet")).toBeHidden();
  };
  await page.goto(office.at("/settings/payments"));
  await save(false);
  const old = await createPayment(shop, { orderId: "ORDER-AGAIN", amount: "8" });
  const payer = await (await browser.newContext()).newPage();
  await payer.goto(old.checkoutUrl);
  const element = payer.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  await simulate(shop, old, "expire");
  await expect(element).toHaveAttribute("state", "expired");
  await expect(element.getByRole("button", { name: "New payment" })).toHaveCount(0);

  await save(true);
  await page.reload();
  await expect(allow).toBeChecked();
  await payer.reload();
  await element.getByRole("button", { name: "New payment" }).click();
  await expect(element).toHaveAttribute("state", "waiting");
  const renewed = await shown(payer);
  await pay(shop, renewed.kaspaAddress, renewed.amountExpectedSompi);
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  await page.goto(office.at(`/payments/${old.id}`));
  await page.getByRole("article").getByRole("link", { name: renewed.id }).click();
  await expect(page.getByRole("article").getByText("Confirmed", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("article")).toContainText("ORDER-AGAIN");
  await payer.context().close();
});

test("money that no payment owns: found by the transaction that a customer names, ignored, found again, and given to a payment", async ({
  page,
}) => {
  const gateway = await startGateway();
  try {
    const address = await newSingleAddress();
    const merchant = await registerMerchant(gateway.url, address);
    const payment = await createIn(merchant, { amount: "25", orderId: "ORDER-SHORT" });
    const paid = async (kas: bigint): Promise<string> => {
      const sompi = String(kas * 100_000_000n);
      const { txIds } = (await gateway.control("pay", { address, sompi })) as { txIds: string[] };
      return txIds[0] ?? "";
    };
    const part = await paid(20n);
    await page.context().clearCookies();
    await signIn(page, gateway.url);
    const store = `${gateway.url}/app/s/${merchant.storeId}`;
    await page.goto(`${store}/unmatched`);
    const row = (kas: string) => page.getByRole("listitem").filter({ hasText: kas });
    await row("20 KAS").getByRole("button", { name: "Ignore" }).click();
    const ignore = page.getByRole("dialog", { name: "Ignore" });
    await ignore.getByLabel("Note").fill("Whose may this be?");
    await ignore.getByRole("button", { name: "Ignore" }).click();
    await expect(page.getByText("Nothing unmatched")).toBeVisible();
    await page.getByLabel("Show ignored").check();
    await expect(row("20 KAS")).toContainText("Whose may this be?");

    await page.goto(`${store}/payments/${payment.id}`);
    const detail = page.getByRole("article");
    await detail.getByRole("button", { name: "Look up a transaction" }).click();
    const lookUp = page.getByRole("dialog", { name: "Look up a transaction" });
    const find = async (text: string) => {
      await lookUp.getByLabel("Transaction id").fill(text);
      await lookUp.getByRole("button", { name: "Look up", exact: true }).click();
    };
    await find("my transaction");
    await expect(lookUp.getByText("A transaction id is 64 hex digits")).toBeVisible();
    await find(`https://explorer.example/txs/${"0".repeat(64)}?from=wallet`);
    await expect(lookUp.getByRole("alert")).toContainText("pays no address of this payment");
    await find(`https://explorer.example/txs/${part}?from=wallet`);
    await expect(page.getByText("Found: see the transfers.")).toBeVisible();
    await expect(detail.getByText("Underpaid", { exact: true }).first()).toBeVisible();
    await expect(detail.getByText("Looked up by transaction id · by you")).toBeVisible();
    const other = await createIn(merchant, { amount: "9" });
    const taken = merchant.call("POST", `/payments/${other.id}/rescan`, { txId: part });
    await expect(taken).rejects.toThrow(/409 .*belongs to another payment/);

    await paid(5n);
    await detail.getByRole("button", { name: "Attach transfer" }).click();
    const attach = page.getByRole("dialog", { name: "Attach transfer" });
    await attach.getByRole("radio", { name: /^5 KAS/ }).check();
    await attach.getByLabel("Reason").fill("The rest of ORDER-SHORT");
    await attach.getByRole("button", { name: "Attach transfer" }).click();
    await expect(detail.getByText("Confirmed", { exact: true }).first()).toBeVisible();
    await expect(detail.getByText(/The rest of ORDER-SHORT · by you/)).toBeVisible();
  } finally {
    await gateway.close();
  }
});

test("clocks that differ are reported above every page, and no longer once they agree", async ({
  office,
  page,
}) => {
  const { gateway } = office.shop;
  const notice = page.getByText(/^The chain's clock is 3\d s ahead of this server's$/);
  await page.goto(office.at(""));
  await gateway.control("clock", { ms: 34_000 });
  await expect(notice).toBeVisible();
  await expect(page.getByText("No payment expires before both have passed its end")).toBeVisible();
  const { clockSkewSeconds } = await api<{ clockSkewSeconds: number }>(gateway.url, "GET", "/network");
  expect(clockSkewSeconds).toBeGreaterThanOrEqual(30);
  await page.goto(office.at("/payments"));
  await expect(notice).toBeVisible();
  // Time of the chain never runs back: it stands until the server's has caught up.
  await gateway.control("clock", { ms: -34_000 });
  await expect(notice).toBeHidden();
});

test("after an outage of the node the overview says how many payments were found that it hid, and each is confirmed", async ({
  outage: gateway,
  page,
}) => {
  await page.context().clearCookies();
  await signIn(page, gateway.url);
  const away = page.getByText(/^The (Kaspa )?node does not answer/);
  await expect(away).toHaveCount(2);
  await expect(page.getByText(/^Payments are found once it is back: no money is lost/)).toBeVisible();
  const row = (amount: string) => page.getByRole("listitem").filter({ hasText: `${amount} KAS` });
  for (const amount of ["3", "4"]) await expect(row(amount)).toContainText("Pending");
  const lag = async () => (await api<{ lagSeconds: number }>(gateway.url, "GET", "/network")).lagSeconds;
  await expect.poll(lag, { timeout: 120_000 }).toBeGreaterThan(64);
  await gateway.control("disconnect", { refuse: false });
  await expect(away).toHaveCount(0);
  for (const amount of ["3", "4"]) await expect(row(amount)).toContainText("Confirmed");
  const hidden = /^2 payments found in the part of the chain that was not read from .* to /;
  await expect(page.getByText(hidden)).toBeVisible();
});
