// Money that differs from what was asked: what the payer reads in each state, and what to do next.
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { createPayment, type MadePayment, openCheckout, pay, type Shop, test } from "./support/shop.ts";
import { simulate, until } from "./support/visitor.ts";

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
    texts: ["Paid", "50 KAS", "You sent 25 KAS more than asked. To get it back"],
    support: true,
  },
  {
    name: "late",
    reach: (shop, payment) => simulate(shop, payment, "late").then(() => undefined),
    view: "late",
    texts: [
      "We received your payment after it expired",
      /25\sKAS arrived .* Do not pay again/,
      /25\sKAS received late, not counted/,
    ],
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
    texts: ["This payment has expired", "Do not pay the old code."],
    support: true,
  },
  {
    name: "canceled",
    reach: (shop, payment) =>
      shop.merchant.call("POST", `/payments/${payment.id}/cancel`, {}).then(() => undefined),
    view: "error",
    texts: ["This payment was canceled", "If you paid already, contact the shop and give the reference."],
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
    texts: ["Paid", "The shop marked this as paid."],
    support: false,
  },
  {
    name: "covenant-bound money",
    reach: (shop, payment) =>
      shop.gateway
        .control("pay", { address: payment.kaspaAddress, sompi: payment.amountSompi, covenant: true })
        .then(() => undefined),
    view: "waiting",
    texts: [/25\sKAS arrived that does not count/],
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
    texts: ["Payment seen, confirming", "This needs 1000 confirmations, as newly mined coins do."],
    support: false,
  },
];

test("CK-10 CK-24 every exceptional end shows the payer what happened and what to do, reachable for all", async ({
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
      expect(
        violations.map((violation) => `${name} ${width}: ${violation.id} ${violation.nodes[0]?.html}`),
      ).toEqual([]);
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
  const element = await openCheckout(page, payment);
  await page.evaluate(() => {
    const confirmedEvents: string[] = [];
    Object.assign(window, { confirmedEvents });
    document.addEventListener("kp-confirmed", () => confirmedEvents.push("confirmed"));
  });
  await simulate(shop, payment, "exact");
  await expect(element).toHaveAttribute("state", "confirmed");
  await simulate(shop, payment, "revert");
  await expect(element).toHaveAttribute("state", "detected");
  await expect(element.getByText("The network is rechecking this payment. Do not pay again.")).toBeVisible();
  await pay(shop, payment.kaspaAddress, payment.amountSompi);
  await expect(element).toHaveAttribute("state", "confirmed");
  expect(
    await page.evaluate(() => (window as unknown as { confirmedEvents: string[] }).confirmedEvents),
  ).toEqual(["confirmed"]);
});
