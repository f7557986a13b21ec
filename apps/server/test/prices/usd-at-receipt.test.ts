// The value in US dollars at receipt is kept whatever the price's currency, and the flat form always tells it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliver } from "../flows/gateway.ts";
import { type Receiver, startReceiver } from "../flows/receiver.ts";
import { type Exchange, openExchange } from "./exchange.ts";

const MINUTE = 60_000;

let exchange: Exchange;
let receiver: Receiver;
beforeAll(async () => {
  [exchange, receiver] = await Promise.all([
    openExchange({ KP_WEBHOOK_ALLOW_PRIVATE: "true" }),
    startReceiver(),
  ]);
  const hook = { url: receiver.url, events: ["payment.completed", "payment.confirming"], format: "flat" };
  expect((await exchange.call("POST", "/webhooks", hook)).status).toBe(201);
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterAll(async () => {
  await receiver.close();
  await exchange.close();
});

/** A payment that its payer pays in full: what the merchant reads, and the flat body that came. */
async function paid(ask: object) {
  const made = await exchange.order(ask);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await exchange.pay(made.body.kaspaAddress, BigInt(made.body.amountSompi));
  await deliver(exchange.gateway);
  const flat = JSON.parse(receiver.received.at(-1)?.body ?? "{}") as Record<string, unknown>;
  expect(flat).toMatchObject({ event: "payment.confirming", payment_id: made.body.id });
  return { payment: await exchange.read(made.body.id), flat };
}

test("without any US dollar rate at receipt the value is null, and the payment goes on", async () => {
  await exchange.refresh();
  const { payment, flat } = await paid({ amount: "25" });
  expect(payment).toMatchObject({ status: "confirming", usdAtReceipt: null, fiatAtReceipt: null });
  expect(flat).toMatchObject({ amount_kas: "25.00000000", amount_usd: null });
});

test.each([
  [{ amount: "25" }, { amount_kas: "25.00000000", amount_usd: "2.50" }, "2.50"],
  [{ amount: "9", currency: "EUR" }, { amount_kas: "100.00000000", amount_usd: "10.00" }, "9.00"],
  [{ amount: "5", currency: "USD" }, { amount_kas: "50.00000000", amount_usd: "5.00" }, "5.00"],
])("a payment of %j is told in US dollars too", async (ask, expected, fiatAtReceipt) => {
  exchange.market.feel({ kind: "prices", usd: "0.1", eur: "0.09" });
  await exchange.pass(MINUTE);
  await exchange.refresh();
  const { payment, flat } = await paid(ask);
  expect(flat).toMatchObject(expected);
  expect(payment).toMatchObject({ usdAtReceipt: expected.amount_usd, fiatAtReceipt });
});
