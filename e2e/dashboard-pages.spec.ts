// Every page of the dashboard: it opens, is accessible in both themes and widths, makes no foreign request, and fits
// the screen.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { type Office, test } from "./support/dashboard.ts";
import { createPayment, pay } from "./support/shop.ts";
import { newSingleAddress } from "./support/wallet.ts";
import { watchPage } from "./support/watch-page.ts";
import { isEvent } from "./support/webhooks.ts";

interface OneOfEach {
  readonly payment: string;
  readonly link: string;
  readonly endpoint: string;
  readonly refund: string;
  readonly payout: string;
  readonly account: string;
}

/** One of everything, so that no page is checked in its empty state alone. */
async function createOneOfEach({ shop }: Office): Promise<OneOfEach> {
  const link = await shop.merchant.call<{ id: string }>("POST", "/links", { title: "Beans", amount: "30" });
  await createPayment(shop, { description: "Waits", orderId: "A-1001", customerEmail: "ann@example.org" });
  const paid = await createPayment(shop, { description: "Two coffees" });
  await pay(shop, paid.kaspaAddress, BigInt(paid.amountSompi) * 2n);
  await shop.receiver.waitFor(isEvent("payment.confirmed", paid.id));
  const [endpoint] = (await shop.merchant.call<{ data: { id: string }[] }>("GET", "/webhooks")).data;
  await shop.merchant.call("PATCH", "/deposit-settings", { enabled: true });
  const account = await shop.merchant.call<{ id: string; address: string }>("POST", "/deposit-accounts", {
    externalUserId: "user-4711",
  });
  await pay(shop, account.address, 500_000_000n);
  const refund = await shop.merchant.call<{ id: string }>("POST", `/payments/${paid.id}/refunds`, {
    amount: "overpaid",
    reason: "Paid twice",
  });
  const payout = await shop.merchant.call<{ id: string }>("POST", "/payouts", {
    amount: "4",
    recipientAddress: await newSingleAddress(),
  });
  await shop.merchant.call("POST", `/payouts/${payout.id}/approve`);
  return {
    payment: paid.id,
    link: link.id,
    endpoint: endpoint?.id ?? "",
    refund: refund.id,
    payout: payout.id,
    account: account.id,
  };
}

function pagesOf(office: Office, made: OneOfEach) {
  const app = `${office.shop.gateway.url}/app`;
  return [
    [office.at(""), "Overview"],
    [office.at("/setup"), "Set up"],
    [office.at("/payments"), "Payments"],
    [office.at(`/payments/${made.payment}`), /Payments|25 KAS/],
    [office.at("/refunds"), "Refunds"],
    [office.at(`/refunds/${made.refund}`), /Refunds|25 KAS/],
    [office.at("/payouts"), "Payouts"],
    [office.at(`/payouts/${made.payout}`), /Payouts|4 KAS/],
    [office.at("/signing"), "Sign"],
    [office.at("/unmatched"), "Unmatched money"],
    [office.at("/links"), "Payment links"],
    [office.at("/links/new"), "New link"],
    [office.at(`/links/${made.link}`), "Beans"],
    [office.at("/deposits/accounts"), "Deposit accounts"],
    [office.at(`/deposits/accounts/${made.account}`), "Deposit account"],
    [office.at("/deposits/received"), "Deposits"],
    [office.at("/deposits/settings"), "Deposit settings"],
    [office.at("/developers/webhooks"), "Webhooks"],
    [office.at(`/developers/webhooks/${made.endpoint}`), "Endpoint"],
    [office.at("/developers/deliveries"), "Deliveries"],
    [office.at("/developers/events"), "Events"],
    [office.at("/developers/keys"), "API keys"],
    [office.at("/developers/requests"), "Requests"],
    [office.at("/developers/samples"), "Code samples"],
    [office.at("/settings/wallet"), "Wallet"],
    [office.at("/settings/payments"), "Payment rules"],
    [office.at("/settings/checkout"), "Checkout"],
    [office.at("/settings/store"), "Store"],
    [office.at("/audit"), "Audit log"],
    [`${app}/account`, "Account"],
    [`${app}/server`, "Server"],
    [office.at("/nothing-here"), "Page not found"],
  ] as const;
}

/** Addresses in the menu and in the row of an area, so that a new page is checked without an entry in the list above. */
function pagesOfMenus(page: Page): Promise<string[]> {
  const links = page.locator('nav a[href*="/app/s/"]');
  return links.evaluateAll((all) =>
    all
      .map((link) => (link as HTMLAnchorElement).href.replace(/\/$/, ""))
      .filter((href) => !href.includes("?")),
  );
}

const GUEST_PAGES = [
  ["/login", "Sign in"],
  ["/register", "Create an account"],
  ["/forgot", "Reset the password"],
  ["/reset#rst_unknown", "New password"],
] as const;

/** Both themes of an open page: violations of axe, and whether it can be pushed sideways. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Themes differ in colours alone, so the second one is asked about those. Legacy mode: there are no frames.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
    for (const { id, nodes } of violations)
      faults.push(`${name} ${colorScheme}: ${id} ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) faults.push(`${name}: ${over} px too wide`);
  return faults;
}

for (const width of [1280, 390]) {
  test(`DA-15 DA-16 every page at ${width} px: no axe violation in light or dark, no sideways scroll, no CSP report, no foreign request, no error`, async ({
    office,
    page,
    browser,
  }) => {
    const { url } = office.shop.gateway;
    const made = await createOneOfEach(office);
    await page.setViewportSize({ width, height: 900 });
    const watch = watchPage(page, [url]);
    const faults: string[] = [];
    const pages = new Map<string, string | RegExp>(pagesOf(office, made));
    for (const [address, title] of pages) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
      faults.push(...(await faultsOf(page, new URL(address).pathname)));
      for (const found of await pagesOfMenus(page)) {
        // The entry of an area leads to one of its pages.
        if (![...pages.keys()].some((known) => `${known}/`.startsWith(`${found}/`))) pages.set(found, /./);
      }
    }
    const context = await browser.newContext({
      storageState: { cookies: [], origins: [] },
      viewport: { width, height: 900 },
    });
    const guest = await context.newPage();
    const guestWatch = watchPage(guest, [url]);
    for (const [path, title] of GUEST_PAGES) {
      await guest.goto(`${url}/app${path}`);
      await expect(guest.getByRole("heading", { level: 1, name: title })).toBeVisible();
      faults.push(...(await faultsOf(guest, path)));
    }
    await context.close();
    expect(faults).toEqual([]);
    watch.assertClean();
    guestWatch.assertClean();
  });
}
