// A payer in a browser of their own: opens links and reads what the element holds.
import { type Browser, expect, type Page } from "@playwright/test";
import type { MadePayment, Shop } from "./shop.ts";

export type Full = { readonly status: string; readonly attention: string[] };

export const full = (shop: Shop, { id }: Pick<MadePayment, "id">) =>
  shop.merchant.call<Full>("GET", `/payments/${id}`);

export const simulate = (shop: Shop, { id }: Pick<MadePayment, "id">, what: string) =>
  shop.merchant.call("POST", `/payments/${id}/simulate`, { case: what });

export async function until(shop: Shop, payment: MadePayment, fits: (now: Full) => boolean): Promise<void> {
  await expect.poll(async () => fits(await full(shop, payment)), { intervals: [100] }).toBe(true);
}

export const LINK_FIELDS = { title: "Beans", amount: "30" };

const visitors = { count: 0 };

/** The same on a page of another origin, where only the request that makes a payment may carry the address. */
export async function visitShop(browser: Browser): Promise<Page> {
  visitors.count++;
  const address = `198.51.100.${visitors.count}`;
  const page = await (await browser.newContext()).newPage();
  await page.route("**/api/v1/payments", (route) =>
    route.continue({ headers: { ...route.request().headers(), "x-forwarded-for": address } }),
  );
  return page;
}

/** A visitor with an address of their own: a network may create few payments from a link. */
export async function visit(browser: Browser, url: string): Promise<Page> {
  visitors.count++;
  const context = await browser.newContext({
    extraHTTPHeaders: { "X-Forwarded-For": `198.51.100.${visitors.count}` },
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

export const shown = (page: Page) =>
  page
    .locator("kaspa-pay")
    .first()
    .evaluate((node) => {
      const { payment } = node as unknown as {
        payment: { id: string; kaspaAddress: string; amountExpectedSompi: string };
      };
      return payment;
    });

/** A new link, opened by a new visitor whose payment waits. */
export async function openLink(shop: Shop, browser: Browser) {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", LINK_FIELDS);
  const page = await visit(browser, `${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  return { link, page, element };
}
