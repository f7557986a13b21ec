// Shops whose pages change without a reload: the element is removed and created again, and the visitor still has one
// payment.
import { type Browser, expect, type Page } from "@playwright/test";
import type { Shown } from "./pages/shop-window.ts";
import { pay, type Shop, test } from "./support/shop.ts";
import { bundlePage, type ShopSite, startShopSite } from "./support/shop-site.ts";
import { LINK_FIELDS, shown, visit, visitShop } from "./support/visitor.ts";
import { type PageWatch, watchPage } from "./support/watch-page.ts";

type Link = { readonly id: string; readonly slug: string };

const KINDS = ["plain", "react", "vue"] as const;
const scripts = new Map<string, Promise<string>>();
const scriptOf = (kind: string): Promise<string> => {
  const script = scripts.get(kind) ?? bundlePage(kind);
  scripts.set(kind, script);
  return script;
};

interface Opened {
  readonly page: Page;
  readonly site: ShopSite;
  readonly watch: PageWatch;
}

/** A visitor opens a page of the shop; the element's script stands before or after the page's own. */
async function openShop(
  { gateway }: Shop,
  browser: Browser,
  kind: string,
  given: Readonly<Record<string, string>>,
  order: "script first" | "page first",
): Promise<Opened> {
  const element = `<script src="${gateway.url}/widget/v1/kaspa-pay.js"></script>`;
  const own = `<script src="/page.js"></script>`;
  const attribute = JSON.stringify(given).replaceAll('"', "&quot;");
  const site = await startShopSite(
    gateway.url,
    `<body data-given="${attribute}"><div id="root"></div>${order === "script first" ? element + own : own + element}</body>`,
    await scriptOf(kind),
  );
  const page = await visitShop(browser);
  const watch = watchPage(page, [gateway.url, new URL(site.url).origin]);
  await page.goto(site.url);
  return { page, site, watch };
}

const show = (page: Page, next: Shown) => page.evaluate((to) => window.show(to), next);
const newLink = (shop: Shop) => shop.merchant.call<Link>("POST", "/links", LINK_FIELDS);
const madeBy = async (shop: Shop, link: Link) =>
  (await shop.merchant.call<{ data: { id: string }[] }>("GET", `/payments?linkId=${link.id}`)).data;

for (const kind of KINDS) {
  test(`${kind}: ten route changes leave one payment; Paid stays after a reload, until the visitor pays again`, async ({
    shop,
    browser,
  }) => {
    const link = await newLink(shop);
    const { page, site, watch } = await openShop(shop, browser, kind, { link: link.slug }, "script first");
    const element = page.locator("kaspa-pay");
    try {
      await expect(element).toHaveAttribute("state", "waiting");
      const first = await shown(page);
      for (let change = 1; change <= 10; change++) {
        await show(page, { visible: false, key: change });
        await show(page, { visible: true, key: change });
        // Half of the changes come while the element still asks the gateway.
        if (change % 2 === 0) await expect(element).toHaveAttribute("state", "waiting");
      }
      await show(page, { visible: true, key: 11 });
      await expect(element).toHaveAttribute("state", "waiting");
      expect(await shown(page)).toMatchObject({ id: first.id, kaspaAddress: first.kaspaAddress });
      expect(await madeBy(shop, link)).toHaveLength(1);

      await pay(shop, first.kaspaAddress, first.amountExpectedSompi);
      await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
      await expect(element.getByRole("button", { name: "Pay again" })).toHaveCount(0);
      await page.reload();
      await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
      expect((await shown(page)).id).toBe(first.id);
      expect(await madeBy(shop, link)).toHaveLength(1);
      await element.getByRole("button", { name: "Pay again" }).click();
      await expect(element).toHaveAttribute("state", "waiting");
      expect((await shown(page)).id).not.toBe(first.id);
      expect(await madeBy(shop, link)).toHaveLength(2);
      watch.assertClean();
    } finally {
      await page.context().close();
      site.close();
    }
  });

  for (const order of ["script first", "page first"] as const) {
    test(`${kind}: a payment made by the shop's server is shown, ${order}, and again after each route change`, async ({
      shop,
      browser,
    }) => {
      const payment = await shop.merchant.call<{ id: string; clientToken: string }>("POST", "/payments", {
        amount: "5",
      });
      const given = { payment: payment.id, "client-token": payment.clientToken };
      const { page, site, watch } = await openShop(shop, browser, kind, given, order);
      const element = page.locator("kaspa-pay");
      try {
        for (let change = 0; change < 3; change++) {
          if (change > 0) await show(page, { visible: change % 2 === 0, key: change });
          if (change % 2 === 1) continue;
          await expect(element).toHaveAttribute("state", "waiting");
          expect((await shown(page)).id).toBe(payment.id);
        }
        await show(page, { visible: true, key: 9 });
        await expect(element).toHaveAttribute("state", "waiting");
        watch.assertClean();
      } finally {
        await page.context().close();
        site.close();
      }
    });
  }
}

test("an element that is removed while its payment is being made leaves that one payment to the next", async ({
  shop,
  browser,
}) => {
  const link = await newLink(shop);
  const { page, site, watch } = await openShop(shop, browser, "react", { link: link.slug }, "script first");
  const element = page.locator("kaspa-pay");
  try {
    await expect(element).toHaveAttribute("state", "waiting");
    const other = await newLink(shop);
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    let asked = 0;
    await page.route("**/api/v1/payments", async (route) => {
      asked++;
      await held;
      await route.fallback();
    });
    const request = page.waitForRequest("**/api/v1/payments");
    await element.evaluate((node, slug) => node.setAttribute("link", slug), other.slug);
    await request;
    await show(page, { visible: false, key: 1 });
    await element.waitFor({ state: "detached" });
    await page.evaluate((slug) => {
      const again = document.createElement("kaspa-pay");
      again.setAttribute("link", slug);
      document.body.append(again);
    }, other.slug);
    release();
    await expect(element).toHaveAttribute("state", "waiting");
    expect(asked).toBe(1);
    const [made, ...more] = await madeBy(shop, other);
    expect(more).toEqual([]);
    expect((await shown(page)).id).toBe(made?.id);
    watch.assertClean();
  } finally {
    await page.context().close();
    site.close();
  }
});

test("two elements of one link keep a payment each: when one is moved, when one goes, after a reload", async ({
  shop,
  browser,
}) => {
  const link = await newLink(shop);
  const tag = `<kaspa-pay link="${link.slug}"></kaspa-pay>`;
  const site = await startShopSite(
    shop.gateway.url,
    `<script async src="${shop.gateway.url}/widget/v1/kaspa-pay.js"></script><div id="a">${tag}</div><div id="b">${tag}</div>`,
  );
  const page = await visitShop(browser);
  await page.goto(site.url);
  const idIn = async (box: string) => {
    const element = page.locator(`#${box} kaspa-pay`);
    await expect(element).toHaveAttribute("state", "waiting");
    return element.evaluate((node) => (node as unknown as { payment: { id: string } }).payment.id);
  };
  const move = (from: string, to: string) =>
    page.evaluate(
      ([a, b]) => document.querySelector(`#${b}`)?.append(document.querySelector(`#${a} kaspa-pay`) as Node),
      [from, to] as const,
    );
  try {
    const [a, b] = [await idIn("a"), await idIn("b")];
    expect(a).not.toBe(b);
    await page.evaluate(() => document.body.append(document.createElement("div")));
    await page.evaluate(() => document.body.lastElementChild?.setAttribute("id", "c"));
    await move("b", "c");
    expect(await idIn("c")).toBe(b);
    await page.evaluate(() => document.querySelector("#a kaspa-pay")?.remove());
    await move("c", "b");
    expect(await idIn("b")).toBe(b);
    await page.reload();
    expect([await idIn("a"), await idIn("b")]).toEqual([a, b]);
    expect(await madeBy(shop, link)).toHaveLength(2);
  } finally {
    await page.context().close();
    site.close();
  }
});

test("an element with an id keeps its payment, also while an animation shows the old one beside the new one", async ({
  shop,
  browser,
}) => {
  const link = await newLink(shop);
  const site = await startShopSite(
    shop.gateway.url,
    `<script async src="${shop.gateway.url}/widget/v1/kaspa-pay.js"></script><kaspa-pay id="buy" link="${link.slug}"></kaspa-pay>`,
  );
  const page = await visitShop(browser);
  await page.goto(site.url);
  const element = page.locator("kaspa-pay");
  try {
    await expect(element).toHaveAttribute("state", "waiting");
    const { id } = await shown(page);
    await element.evaluate((node) => node.after(node.cloneNode()));
    // A clone has the attribute `state` of its original: only its own payment says that it is ready.
    const idOfClone = () =>
      element.nth(1).evaluate((node) => (node as unknown as { payment: { id: string } | null }).payment?.id);
    await expect.poll(idOfClone).toBe(id);
    await element.first().evaluate((node) => node.remove());
    expect((await shown(page)).id).toBe(id);
    expect(await madeBy(shop, link)).toHaveLength(1);
  } finally {
    await page.context().close();
    site.close();
  }
});

test("the link's own page: Paid stays after a reload, a duplicated tab continues the payment, Pay again makes another", async ({
  shop,
  browser,
}) => {
  const link = await newLink(shop);
  const page = await visit(browser, `${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const first = await shown(page);
  // As "Duplicate tab" does, a window opened by the page starts with a copy of the tab's memory.
  const [copy] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(() => void window.open(location.href)),
  ]);
  await expect(copy.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  expect((await shown(copy)).id).toBe(first.id);
  await pay(shop, first.kaspaAddress, first.amountExpectedSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  await page.reload();
  await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect((await shown(page)).id).toBe(first.id);
  expect(await madeBy(shop, link)).toHaveLength(1);
  await element.getByRole("button", { name: "Pay again" }).click();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).not.toBe(first.id);
  expect(await madeBy(shop, link)).toHaveLength(2);
  await page.context().close();
});
