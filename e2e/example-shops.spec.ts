// The shops that people copy: from an empty basket to a fulfilled order, and what must not disturb one.
import { generateSecret, generateTestHeaders } from "@kaspa-pay/webhooks";
import { expect, type Page } from "@playwright/test";
import { runningSamples } from "../packages/webhooks/test/support/sample-receivers.ts";
import {
  installedShops,
  type RunningShop,
  startExampleShop,
  startStaticShop,
} from "./support/example-shops.ts";
import { pay, type Shop, test } from "./support/shop.ts";
import { shown } from "./support/visitor.ts";
import { bodyOf, isEvent } from "./support/webhooks.ts";

interface Ordered {
  readonly paymentId: string;
  readonly orderId: string;
  readonly address: string;
  readonly sompi: bigint;
}

/** A customer orders coffee; the page waits for the money. */
async function orderCoffee(page: Page, shop: Shop, { url }: RunningShop): Promise<Ordered> {
  await page.goto(url);
  await page.getByRole("button", { name: "Bag of coffee, 12.50 USD" }).click();
  await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
  const { id, kaspaAddress, amountExpectedSompi } = await shown(page);
  const { orderId } = await shop.merchant.call<{ orderId: string }>("GET", `/payments/${id}`);
  return { paymentId: id, orderId, address: kaspaAddress, sompi: BigInt(amountExpectedSompi) };
}

/** The order's row in the shop's table. */
async function rowOf(page: Page, { url }: RunningShop, { orderId }: Ordered): Promise<string[]> {
  await page.goto(`${url}/orders`);
  return page.getByRole("row").filter({ hasText: orderId }).getByRole("cell").allTextContents();
}

const FULFILLED = ["Bag of coffee", "confirmed", "shipped"];

async function expectFulfilled(page: Page, running: RunningShop, order: Ordered): Promise<void> {
  await expect.poll(() => rowOf(page, running, order)).toEqual([order.orderId, ...FULFILLED]);
  expect(running.shipped().filter((id) => id === order.orderId)).toHaveLength(1);
}

for (const example of installedShops()) {
  test.describe(example.name, () => {
    const processes = runningSamples();
    let running: RunningShop;
    test.beforeAll(async ({ shop }) => {
      running = await startExampleShop(processes, shop, example);
      // The payer pays more than the price that the shop asked.
      await shop.merchant.call("PATCH", "/settings", { surchargePercent: 5 });
    });
    test.afterAll(async ({ shop }) => {
      await shop.merchant.call("PATCH", "/settings", { surchargePercent: 0 });
      // Other stories of this worker have the same store: its events shall not wait for a shop that has ended.
      const { data } = await shop.merchant.call<{ data: { id: string; url: string }[] }>("GET", "/webhooks");
      for (const { id, url } of data)
        if (url.startsWith(running.url)) await shop.merchant.call("DELETE", `/webhooks/${id}`);
      await processes.stop();
    });

    test("DX-06 an order is paid and fulfilled, and the signed way back shows the status as it is now", async ({
      shop,
      page,
      context,
    }) => {
      const order = await orderCoffee(page, shop, running);
      await pay(shop, order.address, order.sompi);
      await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "confirmed");
      await expectFulfilled(await context.newPage(), running, order);
      await page.getByRole("link", { name: /^Return to/ }).click();
      await expect(page).toHaveURL(`${running.url}/orders/${order.orderId}`);
      await expect(page.getByText("Payment: confirmed. Your order is on its way.")).toBeVisible();
    });

    test("a way back that the gateway did not sign is refused", async ({ shop, page }) => {
      const order = await orderCoffee(page, shop, running);
      const ts = Math.floor(Date.now() / 1000);
      const query = `paymentId=${order.paymentId}&status=confirmed&ts=${ts}&orderId=${order.orderId}&sig=00`;
      expect((await page.goto(`${running.url}/return?${query}`))?.status()).toBe(400);
    });

    test("DX-06 the tab is closed before paying, and the order is fulfilled all the same", async ({
      shop,
      page,
      context,
    }) => {
      const order = await orderCoffee(page, shop, running);
      await page.close();
      await pay(shop, order.address, order.sompi);
      await expectFulfilled(await context.newPage(), running, order);
    });

    test("DX-06 a part is paid and topped up: nothing leaves before the rest is there", async ({
      shop,
      page,
      context,
    }) => {
      const order = await orderCoffee(page, shop, running);
      const part = order.sompi / 2n;
      await pay(shop, order.address, part);
      await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "underpaid");
      const other = await context.newPage();
      await expect
        .poll(() => rowOf(other, running, order))
        .toEqual([order.orderId, "Bag of coffee", "underpaid", "waiting"]);
      await pay(shop, order.address, order.sompi - part);
      await expectFulfilled(other, running, order);
    });

    test("DX-06 events that come twice and the newest first move an order forwards only, and ship once", async ({
      shop,
      page,
    }) => {
      const secret = generateSecret();
      const apart = await startExampleShop(processes, shop, example, secret);
      const order = await orderCoffee(page, shop, apart);
      await pay(shop, order.address, order.sompi);
      await shop.receiver.waitFor(isEvent("payment.confirmed", order.paymentId));
      const bodies = shop.receiver.received
        .filter((webhook) => bodyOf(webhook).data.payment?.id === order.paymentId)
        .map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(2);
      const newestFirst = bodies.toReversed();
      for (const body of [...newestFirst, ...bodies]) {
        const headers = await generateTestHeaders({ secret, body, id: JSON.parse(body).id });
        const answer = await fetch(`${apart.url}/kaspa-hook`, { method: "POST", headers, body });
        expect([answer.status, await answer.text()]).toEqual([200, "OK"]);
        expect(await rowOf(page, apart, order)).toEqual([order.orderId, ...FULFILLED]);
      }
      expect(apart.shipped()).toEqual([order.orderId]);
      const [body = ""] = bodies;
      const forged = await generateTestHeaders({ secret: generateSecret(), body });
      const refused = await fetch(`${apart.url}/kaspa-hook`, { method: "POST", headers: forged, body });
      expect(refused.status).toBe(401);
    });
  });
}

test.describe("shop-static", () => {
  const processes = runningSamples();
  test.afterAll(() => processes.stop());

  /** A customer opens the page of a new link and presses Buy now. */
  async function buy(page: Page, shop: Shop) {
    const link = await shop.merchant.call<{ slug: string }>("POST", "/links", { title: "Cup", amount: "8" });
    await page.goto(await startStaticShop(processes, shop, link.slug));
    await page.getByRole("button", { name: "Buy now" }).click();
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "waiting");
    const payment = await shown(page);
    return { ...payment, sompi: BigInt(payment.amountExpectedSompi) };
  }

  const statusOf = async (shop: Shop, id: string) =>
    (await shop.merchant.call<{ status: string }>("GET", `/payments/${id}`)).status;

  test("DX-06 a part is paid and topped up; the page thanks once all is there", async ({ shop, page }) => {
    const { kaspaAddress, sompi } = await buy(page, shop);
    await pay(shop, kaspaAddress, sompi / 2n);
    await expect(page.locator("kaspa-pay")).toHaveAttribute("state", "underpaid");
    await expect(page.locator("#thanks")).toBeEmpty();
    await pay(shop, kaspaAddress, sompi - sompi / 2n);
    await expect(page.getByText("Thank you! The payment has arrived.")).toBeVisible();
  });

  test("DX-06 the tab is closed before paying, and the merchant sees the payment all the same", async ({
    shop,
    page,
  }) => {
    const { id, kaspaAddress, sompi } = await buy(page, shop);
    await page.close();
    await pay(shop, kaspaAddress, sompi);
    await expect.poll(() => statusOf(shop, id)).toBe("confirmed");
  });
});
