// Watching never ends (features.md 6.2): what the merchant put away still gets its money, and its payers the truth.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

test("1.1 money for a payment of an archived link counts as ever; the link itself takes no new payment", async () => {
  const { body: link } = await till.call("POST", "/api/v1/links", { title: "Tea", amount: "25" }, till.key);
  const sale = await till.sale({ paymentLinkSlug: link.slug });
  expect((await till.call("DELETE", `/api/v1/links/${link.id}`, undefined, till.key)).status).toBe(200);
  sale.pay("25");
  await till.mine(12);
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  const refused = await till.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug });
  expect(refused).toMatchObject({ status: 422, body: { code: "link_inactive" } });
  expect((await till.call("GET", `/pay/${link.slug}`)).status).toBe(404);
});

test("6.2 money for payments of an archived store counts, late money is asked about, and payers see it; nothing new is sold", async () => {
  const shop = "https://shop.example/thanks";
  const [paid, late] = [await till.sale({ redirectUrl: shop }), await till.sale()];
  await till.pass(5 * MINUTE_MS - 10_000);
  const archive = (archived: boolean) =>
    fetch(`${till.gateway.url}/trpc/stores.update`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${till.token}`,
        "x-kp-csrf": "1",
      },
      body: JSON.stringify({ id: till.storeId, archived }),
    });
  expect((await archive(true)).status).toBe(200);
  await till.pass(2_000);
  paid.pay("25");
  await till.mine(12);
  expect((await paid.told()).at(-1)).toEqual({ event: "payment.confirmed", late: false, overpaid: false });
  await till.pass(MINUTE_MS);
  late.pay("25");
  expect((await late.told()).at(-1)).toEqual({
    event: "payment.attention",
    reason: "late",
    amount: "25.00000000",
  });
  const { returnUrl } = await paid.page();
  expect(returnUrl).toContain("/leave/");
  const { body } = await till.call("POST", "/api/v1/payments", { amount: "5" }, till.key);
  expect(body).toMatchObject({ code: "not_found", error: "Store not found" });
  await archive(false);
});
