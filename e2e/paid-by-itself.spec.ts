import { expect } from "@playwright/test";
import { createPayment, openCheckout, pay, test } from "./support/shop.ts";

const ROUNDS = 5;

test("a page that waits says Paid by itself once the transaction is sent, every time", async ({
  shop,
  page,
}) => {
  for (let round = 0; round < ROUNDS; round++) {
    const payment = await createPayment(shop, { amount: "3", requiredConfirmations: 10 });
    const element = await openCheckout(page, payment);
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await pay(shop, payment.kaspaAddress, payment.amountSompi);
    await expect(element.getByRole("heading", { name: "Paid" })).toBeVisible();
    expect(loads).toBe(0);
  }
});
