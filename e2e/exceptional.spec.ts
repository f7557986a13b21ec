// Money that comes in another way than asked: what the payer reads in each state, and what to do next.
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { createPayment, type MadePayment, pay, type Shop, test } from "./support/shop.ts";

type Full = { readonly status: string; readonly attention: string[] };

const full = (shop: Shop, { id }: Pick<MadePayment, "id">) =>
  shop.merchant.call<Full>("GET", `/payments/${id}`);

const simulate = (shop: Shop, { id }: Pick<MadePayment, "id">, what: string) =>
  shop.merchant.call("POST", `/payments/${id}/simulate`, { case: what });

async function until(shop: Shop, payment: MadePayment, fits: (now: Full) => boolean): Promise<void> {
  await expect.poll(async () => fits(await full(shop, payment)), { intervals: [100] }).toBe(true);
}

const SUPPORT = "mailto:help@harbour.example";

interface State {
  readonly name: string;
  readonly reach: (shop: Shop, payment: MadePayment) => Promise<void>;
  readonly view: string;
  readonly texts: readonly (string | RegExp)[];
  readonly support: boolean;
  /** It becomes another state by itself: each visit needs a payment of its own. */
  readonly passes?: boolean;
}

const paidExactly = async (shop: Shop, payment: MadePayment) => {
  await simulate(shop, payment, "exact");
  await until(shop, payment, ({ status }) => status === "confirmed");
};

const STATES: readonly State[] = [
  {
    name: "overpaid",
    reach: (shop, payment) => simulate(shop, payment, "over").then(() => undefined),
    view: "confirmed",
    texts: ["Paid", "50 KAS", "You sent 25 KAS more than asked. To have it back"],
    support: true,
  },
  {
    name: "late",
    reach: (shop, payment) => simulate(shop, payment, "late").then(() => undefined),
    view: "late",
    texts: ["We received your payment after the time was over", /25\sKAS arrived .* Do not pay again/],
    support: true,
  },
  {
    name: "late and accepted",
    reach: async (shop, payment) => {
      await simulate(shop, payment, "late");
      await until(shop, payment, ({ attention }) => attention.includes("late"));
      await shop.merchant.call("POST", `/payments/${payment.id}/resolve`, {
        attention: "late",
        action: "accept",
      });
    },
    view: "confirmed",
    texts: ["Paid", "It arrived late; the shop accepted it."],
    support: false,
  },
  {
    name: "only a part in time",
    reach: async (shop, payment) => {
      await simulate(shop, payment, "under");
      await until(shop, payment, ({ status }) => status === "underpaid");
      await simulate(shop, payment, "expire");
      await until(shop, payment, ({ status }) => status === "expired");
    },
    view: "late",
    texts: [/12\.5\sKAS of 25\sKAS arrived .* Nothing is lost/],
    support: true,
  },
  {
    name: "expired",
    reach: (shop, payment) => simulate(shop, payment, "expire").then(() => undefined),
    view: "expired",
    texts: ["The time for this payment is over", "Do not pay the old code."],
    support: true,
  },
  {
    name: "canceled",
    reach: (shop, payment) =>
      shop.merchant.call("POST", `/payments/${payment.id}/cancel`, {}).then(() => undefined),
    view: "error",
    texts: ["This payment was canceled", "If you paid already, contact the shop and name the reference."],
    support: true,
  },
  {
    name: "canceled, then paid",
    reach: async (shop, payment) => {
      await shop.merchant.call("POST", `/payments/${payment.id}/cancel`, {});
      await pay(shop, payment.kaspaAddress, payment.amountSompi);
    },
    view: "late",
    texts: ["We received your payment after it was canceled", "Do not pay again"],
    support: true,
  },
  {
    name: "marked invalid",
    reach: async (shop, payment) => {
      await paidExactly(shop, payment);
      await shop.merchant.call("POST", `/payments/${payment.id}/mark`, {
        status: "invalid",
        note: "Reported as fraud",
      });
    },
    view: "late",
    texts: ["We received your payment; the shop has not accepted it"],
    support: true,
  },
  {
    name: "marked paid without money",
    reach: (shop, payment) =>
      shop.merchant
        .call("POST", `/payments/${payment.id}/mark`, { status: "paid", note: "Paid in cash" })
        .then(() => undefined),
    view: "confirmed",
    texts: ["Paid", "The shop marked this payment as paid."],
    support: false,
  },
  {
    name: "covenant-bound money",
    reach: (shop, payment) =>
      shop.gateway
        .control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi, covenant: true })
        .then(() => undefined),
    view: "waiting",
    texts: [/25\sKAS arrived that cannot be counted by itself/],
    support: true,
  },
  {
    name: "freshly mined coins",
    passes: true,
    reach: async (shop, payment) => {
      await shop.gateway.control("pay", {
        address: payment.kaspaAddress,
        sompi: payment.amountSompi,
        coinbase: true,
      });
    },
    view: "detected",
    texts: ["Payment seen, confirming", "Confirming takes longer than usual. Your payment is safe."],
    support: false,
  },
];

test("CK-10 CK-24 every exceptional end tells the payer what happened and what to do, reachable for all", async ({
  shop,
  browser,
}) => {
  test.slow();
  await shop.merchant.call("PATCH", "/settings", { supportUrl: SUPPORT });
  const make = async (state: (typeof STATES)[number]) => {
    const payment = await createPayment(shop);
    await state.reach(shop, payment);
    return payment;
  };
  const made = await Promise.all(STATES.map(async (state) => ({ ...state, payment: await make(state) })));
  for (const width of [320, 1280]) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: width === 320 ? "dark" : "light",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    for (const { payment, ...state } of made) {
      const { name, view, texts, support, passes } = state;
      await page.goto((passes ? await make(state) : payment).checkoutUrl);
      const element = page.locator("kaspa-pay");
      await expect(element, name).toHaveAttribute("state", view);
      for (const text of texts)
        await expect(element.getByText(text).filter({ visible: true }).first(), name).toBeVisible();
      const contact = element.getByRole("link", { name: "Contact the shop" });
      if (support) await expect(contact, name).toHaveAttribute("href", `${SUPPORT}?subject=${payment.id}`);
      else await expect(contact, name).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((one) => `${name} ${width}: ${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true);
    }
    await context.close();
  }
});

test("CK-23 a reorganisation after Paid shows the payment being rechecked, then Paid again, and fires one kp-confirmed", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop);
  await page.goto(payment.checkoutUrl);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    document.addEventListener("kp-confirmed", () => told.push("confirmed"));
  });
  await simulate(shop, payment, "exact");
  await expect(element).toHaveAttribute("state", "confirmed");
  await simulate(shop, payment, "revert");
  await expect(element).toHaveAttribute("state", "detected");
  await expect(
    element.getByText("The network is rechecking this payment. You need not pay again."),
  ).toBeVisible();
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual(["confirmed"]);
});

const LINK_FIELDS = { title: "Beans", amount: "30" };

/** A visitor with an address of their own: links make few payments for each. */
const visitors = { count: 0 };
async function visit(browser: Browser, url: string): Promise<Page> {
  visitors.count++;
  const context = await browser.newContext({
    extraHTTPHeaders: { "X-Forwarded-For": `198.51.100.${visitors.count}` },
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const shown = (page: Page) =>
  page
    .locator("kaspa-pay")
    .first()
    .evaluate((node) => {
      const { payment } = node as unknown as {
        payment: { id: string; kaspaAddress: string; amountExpectedSompi: string };
      };
      return payment;
    });

test("CK-03 CK-04 two tabs of one link are two payments at two addresses; paying one shows nobody else paid", async ({
  shop,
  browser,
}) => {
  const link = await shop.merchant.call<{ slug: string }>("POST", "/links", LINK_FIELDS);
  const url = `${shop.gateway.url}/pay/${link.slug}`;
  const first = await visit(browser, url);
  await expect(first.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  const second = await first.context().newPage();
  await second.goto(url);
  await expect(second.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  const [one, two] = await Promise.all([shown(first), shown(second)]);
  expect(two.id).not.toBe(one.id);
  expect(two.kaspaAddress).not.toBe(one.kaspaAddress);
  await pay(shop, one.kaspaAddress, one.amountExpectedSompi);
  await expect(first.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
  const later = await visit(browser, url);
  await expect(later.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  await expect(second.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  for (const page of [first, second, later]) await page.close();
});

test("CK-06 reload and the way back resume the same payment of a link", async ({ shop, browser }) => {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", LINK_FIELDS);
  const page = await visit(browser, `${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const { id } = await shown(page);
  await page.reload();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(id);
  await page.goto(`${shop.gateway.url}/demo`);
  await page.goBack();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).toBe(id);
  const list = await shop.merchant.call<{ data: unknown[] }>("GET", `/payments?linkId=${link.id}`);
  expect(list.data).toHaveLength(1);
  await page.context().close();
});

test("CK-05 a phone that slept through the payment shows Paid when it wakes, and asked for no second payment", async ({
  shop,
  browser,
}) => {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", LINK_FIELDS);
  const page = await visit(browser, `${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const payment = await shown(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await pay(shop, payment.kaspaAddress, payment.amountExpectedSompi);
  await until(shop, payment as unknown as MadePayment, ({ status }) => status === "confirmed");
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await expect(element).toHaveAttribute("state", "confirmed");
  const list = await shop.merchant.call<{ data: unknown[] }>("GET", `/payments?linkId=${link.id}`);
  expect(list.data).toHaveLength(1);
  await page.context().close();
});

test("CK-11 at the end of its time code and address leave the page, and New payment makes another of the same link", async ({
  shop,
  browser,
}) => {
  const link = await shop.merchant.call<{ slug: string; id: string }>("POST", "/links", LINK_FIELDS);
  const page = await visit(browser, `${shop.gateway.url}/pay/${link.slug}`);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const old = await shown(page);
  await simulate(shop, old, "expire");
  await expect(element).toHaveAttribute("state", "expired");
  await expect(element.getByRole("img", { name: /QR code/ })).toHaveCount(0);
  await expect(element.locator("[href^='kaspasim:']")).toHaveCount(0);
  expect(await element.evaluate((node) => node.shadowRoot?.querySelector("[data-copy=address]"))).toBeNull();
  await element.getByRole("button", { name: "New payment" }).click();
  await expect(element).toHaveAttribute("state", "waiting");
  expect((await shown(page)).id).not.toBe(old.id);
  await page.context().close();
});

test("CK-12 when the price runs out the element asks for a new one at the same address", async ({
  shop,
  page,
}) => {
  const payment = await createPayment(shop, { amount: "19.99", currency: "USD" });
  await page.clock.install();
  await page.goto(payment.checkoutUrl);
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  const before = await shown(page);
  const asked = page.waitForResponse((answer) => answer.url().endsWith(`/payments/${payment.id}/quote`));
  await page.clock.runFor(5 * 60_000);
  expect((await asked).status()).toBe(200);
  await expect(element.getByRole("img", { name: /QR code/ })).toBeVisible();
  expect((await shown(page)).kaspaAddress).toBe(before.kaspaAddress);
  const now = await shop.merchant.call<{ quotes: unknown[] }>("GET", `/payments/${payment.id}`);
  expect(now.quotes.length).toBeGreaterThan(1);
});

test("CK-13 a stream that is refused, limited or cut loses nothing: the element looks for itself", async ({
  shop,
  browser,
}) => {
  await Promise.all(
    [503, 429, 0].map(async (status) => {
      const payment = await createPayment(shop);
      const page = await browser.newPage();
      await page.route("**/stream?*", (route) =>
        status === 0 ? route.abort("connectionreset") : route.fulfill({ status, body: "" }),
      );
      await page.goto(payment.checkoutUrl);
      const element = page.locator("kaspa-pay");
      await expect(element).toHaveAttribute("state", "waiting");
      await pay(shop, payment.kaspaAddress, payment.amountSompi);
      await expect(element).toHaveAttribute("state", "confirmed");
      await page.close();
    }),
  );
});

test("CK-15 a device clock 26 hours wrong shows the right time left", async ({ shop, browser }) => {
  const payment = await createPayment(shop, { expiryMinutes: 5 });
  for (const hours of [-26, 26]) {
    const page = await browser.newPage();
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    await page.goto(payment.checkoutUrl);
    const element = page.locator("kaspa-pay");
    await expect(element).toHaveAttribute("state", "waiting");
    await expect(element.getByText(/^4:\d\d left to pay$/)).toBeVisible();
    await page.close();
  }
});

test("CK-22 the dialog of a shop's button: Escape and backdrop close it, the page may keep it, focus returns, the payment stays", async ({
  shop,
  browser,
}) => {
  const page = await visit(browser, `${shop.gateway.url}/demo`);
  const element = page.locator("kaspa-pay").first();
  const button = element.getByRole("button", { name: "Buy now" });
  const dialog = element.getByRole("dialog");
  await button.click();
  await expect(element).toHaveAttribute("state", "waiting");
  const { id } = await shown(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(dialog).toBeVisible();
  expect((await shown(page)).id).toBe(id);
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  await element.evaluate((node) =>
    node.addEventListener("kp-close", (event) => event.preventDefault(), { once: true }),
  );
  await button.click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.context().close();
});

test("CK-27 the page of a payment is light and nothing on it jumps", async ({ shop, page }) => {
  const payment = await createPayment(shop);
  const sizes = new Map<string, Promise<number>>();
  page.on("requestfinished", (request) =>
    sizes.set(
      request.url(),
      request.sizes().then(({ responseBodySize }) => responseBodySize),
    ),
  );
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(payment.checkoutUrl, { waitUntil: "load" });
  const element = page.locator("kaspa-pay");
  await expect(element).toHaveAttribute("state", "waiting");
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.01);
  const loaded = await Promise.all(sizes.values());
  const total = loaded.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(10_000);
  expect(total, [...sizes.keys()].join("\n")).toBeLessThan(40_000);
});
