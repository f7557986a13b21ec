// The payer's side of a refund: a link that asks for an address, and pages that show where the money is.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { createPayment, type MadePayment, pay, type Shop, test } from "./support/shop.ts";
import { until } from "./support/visitor.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";

interface Refund {
  readonly id: string;
  readonly amount: string;
  readonly amountSompi: string;
  readonly address: string | null;
  readonly claimUrl: string;
  readonly outputs: readonly { readonly txId: string; readonly index: number }[];
}

/** A confirmed payment of 25 KAS and a refund of 10 KAS that waits for its payer. */
async function refundOf(shop: Shop): Promise<{ payment: MadePayment; refund: Refund }> {
  const payment = await createPayment(shop);
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await until(shop, payment, ({ status }) => status === "confirmed");
  const body = { amount: "10", reason: "One cup was broken" };
  const refund = await shop.merchant.call<Refund>("POST", `/payments/${payment.id}/refunds`, body);
  return { payment, refund };
}

/** The merchant sends the money from a wallet that the gateway does not know, and says that it was theirs. */
async function send(shop: Shop, { id }: Refund): Promise<string> {
  const read = () => shop.merchant.call<Refund>("GET", `/refunds/${id}`);
  const { address, amountSompi } = await read();
  await pay(shop, address ?? "", amountSompi);
  await expect.poll(async () => (await read()).outputs.length, { intervals: [100] }).toBe(1);
  const [output] = (await read()).outputs;
  await shop.merchant.call("POST", `/refunds/${id}/attach`, { txId: output?.txId, index: output?.index });
  return output?.txId ?? "";
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id} ${violation.nodes[0]?.html}`)).toEqual([]);
}

test("a payer claims a refund by keyboard alone and sees it sent and confirmed without a reload", async ({
  shop,
  page,
}) => {
  const { payment, refund } = await refundOf(shop);
  await page.goto(refund.claimUrl);
  await expect(heading(page, "Claim your refund")).toBeVisible();
  await expect(page.getByText("One cup was broken")).toBeVisible();
  await expectNoViolation(page);
  const field = page.getByLabel("Address of your own wallet");
  await expect(field).toHaveValue("");
  await page.keyboard.press("Tab");
  await expect(field).toBeFocused();
  await page.keyboard.type("kaspasim:qqno");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("The address is too short or too long: copy it again.");
  await expect(field).toBeFocused();
  await expectNoViolation(page);

  // From here on, because browsers report the 422 of the refused address as an error.
  const watch = watchPage(page, [shop.gateway.url]);
  const mine = await newSingleAddress();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(mine);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Is this your wallet?")).toBeVisible();
  // The groups are margins, so that what is selected is the address.
  await expect(page.locator(".groups")).toHaveText(mine);
  await expectNoViolation(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Yes, send it there" })).toBeFocused();
  await page.keyboard.press("Enter");

  await expect(heading(page, "Waiting for the shop's wallet")).toBeVisible();
  await expectNoViolation(page);
  const txId = await send(shop, refund);
  await expect(heading(page, "Refunded")).toBeVisible();
  await expect(page.getByText(txId)).toBeVisible();
  await expectNoViolation(page);
  await page.goto(payment.checkoutUrl);
  await expect(page.getByText("Refunded 10 KAS.")).toBeVisible();
  await page
    .locator("kaspa-pay")
    .getByRole("link", { name: /receipt/i })
    .click();
  await expect(page.getByText("Refunded 10 KAS.")).toBeVisible();
  await expectNoViolation(page);
  watch.assertClean();
});

test("without scripts the forms lead to the same states, and the page looks again by itself", async ({
  shop,
  browser,
}) => {
  const { payment, refund } = await refundOf(shop);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(payment.checkoutUrl);
  // More people know a checkout than its payer: it says that a refund waits, and has no link to it.
  await expect(page.getByText("A refund of 10 KAS waits for your address.")).toBeVisible();
  await expect(page.locator('a[href*="/claim/"]')).toHaveCount(0);
  await page.goto(String(refund.claimUrl));
  await page.getByText("Use the address that paid").click();
  await expect(page.getByText("money that goes there is lost to you")).toBeVisible();
  const mine = await newSingleAddress();
  await page.getByLabel("Address of your own wallet").fill(`${mine}?amount=10`);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Change the address" }).click();
  await expect(page.getByLabel("Address of your own wallet")).toHaveValue(mine);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("button", { name: "Yes, send it there" }).click();
  await expect(heading(page, "Waiting for the shop's wallet")).toBeVisible();
  await expect(page).toHaveURL(refund.claimUrl);
  const txId = await send(shop, refund);
  await expect(heading(page, "Refunded")).toBeVisible();
  await expect(page.getByText(txId)).toBeVisible();
  await context.close();
});

for (const width of [1280, 320])
  for (const colorScheme of ["light", "dark"] as const)
    test(`the claim pages are accessible and never scroll sideways at ${width} px, ${colorScheme}`, async ({
      shop,
      browser,
    }) => {
      const { refund } = await refundOf(shop);
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      const check = async (name: string) => {
        await expect(heading(page, name)).toBeVisible();
        await expectNoViolation(page);
        const wider = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(wider).toBeLessThanOrEqual(0);
      };
      await page.goto(refund.claimUrl);
      await page.getByText("Use the address that paid").click();
      await check("Claim your refund");
      await page.getByRole("button", { name: "Continue with this address" }).click();
      await check("Is this your wallet?");
      await page.getByRole("button", { name: "Yes, send it there" }).click();
      await check("Waiting for the shop's wallet");
      await shop.merchant.call("POST", `/refunds/${refund.id}/cancel`, {});
      await check("The shop canceled this refund");
      await page.goto(`${refund.claimUrl.slice(0, -1)}`);
      await check("This claim link does not exist");
      await context.close();
    });
