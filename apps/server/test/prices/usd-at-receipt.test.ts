// The value in US dollars at receipt is kept whatever the price's currency, and the flat form always has it.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { Merchant } from "../support/merchant.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

const test = gatewayTest({ clock: "stepped", market: true, env: { KP_WEBHOOK_ALLOW_PRIVATE: "true" } });

const MINUTE = 60_000;

test.beforeAll(async ({ receiver, merchant }) => {
  const hook = { url: receiver.url, events: ["payment.completed", "payment.confirming"], format: "flat" };
  expect((await merchant.call("POST", "/api/v1/webhooks", hook)).status).toBe(201);
});
test.beforeEach(({ receiver }) => {
  receiver.received.length = 0;
});

/** A payment that its payer pays in full: what the merchant reads, and the flat body that came. */
async function paid(merchant: Merchant, receiver: WebhookReceiver, fields: object) {
  const made = await merchant.call("POST", "/api/v1/payments", fields);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await merchant.gateway.pay(made.body.kaspaAddress, BigInt(made.body.amountSompi));
  await merchant.gateway.deliver();
  const flat = JSON.parse(receiver.received.at(-1)?.body ?? "{}") as Record<string, unknown>;
  expect(flat).toMatchObject({ event: "payment.confirming", payment_id: made.body.id });
  return { payment: await merchant.readPayment(made.body.id), flat };
}

test("without any US dollar rate at receipt the value is null, and the payment continues", async ({
  gateway,
  receiver,
  merchant,
}) => {
  await gateway.rates.tick();
  const { payment, flat } = await paid(merchant, receiver, { amount: "25" });
  expect(payment).toMatchObject({ status: "confirming", usdAtReceipt: null, fiatAtReceipt: null });
  expect(flat).toMatchObject({ amount_kas: "25.00000000", amount_usd: null });
});

test.for<[ask: object, expected: { amount_kas: string; amount_usd: string }, fiatAtReceipt: string]>([
  [{ amount: "25" }, { amount_kas: "25.00000000", amount_usd: "2.50" }, "2.50"],
  [{ amount: "9", currency: "EUR" }, { amount_kas: "100.00000000", amount_usd: "10.00" }, "9.00"],
  [{ amount: "5", currency: "USD" }, { amount_kas: "50.00000000", amount_usd: "5.00" }, "5.00"],
])(
  "a payment of %j is given in US dollars too",
  async ([fields, expected, fiatAtReceipt], { gateway, clock, market, receiver, merchant }) => {
    market.answerWith({ kind: "prices", usd: "0.1", eur: "0.09" });
    await clock.advance(MINUTE, 1);
    await gateway.rates.tick();
    const { payment, flat } = await paid(merchant, receiver, fields);
    expect(flat).toMatchObject(expected);
    expect(payment).toMatchObject({ usdAtReceipt: expected.amount_usd, fiatAtReceipt });
  },
);
