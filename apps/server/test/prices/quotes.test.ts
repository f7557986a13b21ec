// Quotes through the API: the price moves, the address stays, and money is counted under the quote that it was sent
// for. docs/spec/payment-lifecycle.md#quotes

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";
import { freshAddress } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", market: true });

const SOMPI = 100_000_000n;
const MINUTE = 60_000;

test.beforeEach(({ gateway }) => priceIs(gateway, "0.1"));

/** Sets the price of one KAS: the sources report it until the rate book accepts it. */
async function priceIs(gateway: TestGateway, usd: string): Promise<void> {
  gateway.market.answerWith({ kind: "prices", usd });
  for (let round = 0; round < 4; round += 1) {
    await gateway.clock.advance(1_000, 1);
    await gateway.rates.tick();
  }
}

/** Time passes while the sources go on answering their price. */
async function wait(gateway: TestGateway, ms: number): Promise<void> {
  const step = 100_000;
  for (let left = ms; left > 0; left -= step) {
    await gateway.clock.advance(Math.min(left, step), 1);
    await gateway.rates.tick();
  }
}

async function create(merchant: Merchant, body: object = {}): Promise<Json> {
  const made = await merchant.call("POST", "/api/v1/payments", { amount: "10", currency: "USD", ...body });
  expect(made.status).toBe(201);
  return made.body;
}

const requote = (gateway: TestGateway, payment: Json) =>
  fetch(`${gateway.url}/api/v1/payments/${payment.id}/quote`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-client-token": payment.clientToken },
    body: "{}",
  });

const renewed = async (gateway: TestGateway, payment: Json): Promise<Json> =>
  (await requote(gateway, payment)).json();
const pay = (gateway: TestGateway, payment: Json, kas: string) =>
  gateway.pay(payment.kaspaAddress, BigInt(Math.round(Number(kas) * 1e4)) * (SOMPI / 10_000n));
const ms = (time: string) => Date.parse(time);

test("CK-12 a quote lives 5 min; the renewed one asks another sum at the same address, and all are kept", async ({
  gateway,
  merchant,
}) => {
  const payment = await create(merchant);
  expect(payment).toMatchObject({ amountExpected: "100.00000000", status: "pending" });
  const first = await merchant.readPayment(payment.id);
  expect(ms(first.quoteExpiresAt) - ms(first.createdAt)).toBe(5 * MINUTE);
  await priceIs(gateway, "0.098");
  const now = await renewed(gateway, payment);
  expect(now).toMatchObject({
    amountExpected: "102.04081633",
    kaspaAddress: payment.kaspaAddress,
    fiat: { amount: "10.00", currency: "USD", rate: "0.098" },
  });
  expect(now.uri).toContain("amount=102.04081633");
  const full = await merchant.readPayment(payment.id);
  expect(full.quotes.map((quote: Json) => [quote.amountKas, quote.rate])).toEqual([
    ["100.00000000", "0.1"],
    ["102.04081633", "0.098"],
  ]);
  expect(full.quote).toMatchObject({ rate: "0.098" });
  expect(full.expiresAt).toBe(first.expiresAt);
});

test("an expired payment is renewed at the price of the moment", async ({ gateway, clock, merchant }) => {
  const old = await create(merchant, { expiryMinutes: 5 });
  await wait(gateway, 6 * MINUTE);
  for (let block = 0; block < 12; block += 1) await clock.advance(100, 1);
  await priceIs(gateway, "0.08");
  const answer = await fetch(`${gateway.url}/api/v1/payments/${old.id}/renew`, {
    method: "POST",
    headers: { "x-client-token": old.clientToken },
  });
  expect(await answer.json()).toMatchObject({
    amount: "10.00",
    amountExpected: "125.00000000",
    replaces: old.id,
    fiat: { amount: "10.00", currency: "USD", rate: "0.08" },
  });
  expect(await merchant.readPayment(old.id)).toMatchObject({
    status: "expired",
    amountExpected: "100.00000000",
  });
});

test("the former quote, paid just after its renewal, counts; 31 s later it does not", async ({
  gateway,
  clock,
  merchant,
}) => {
  for (const [later, expected] of [
    [25_000, { status: "confirming", amountExpected: "100.00000000", quote: { rate: "0.1" } }],
    [31_000, { status: "underpaid", amountExpected: "102.04081633", quote: { rate: "0.098" } }],
  ] as const) {
    await priceIs(gateway, "0.1");
    const payment = await create(merchant);
    await priceIs(gateway, "0.098");
    await renewed(gateway, payment);
    await clock.advance(later, 1);
    await pay(gateway, payment, "100");
    expect(await merchant.readPayment(payment.id)).toMatchObject(expected);
  }
});

test("of two quotes in force the lower one that is met counts", async ({ gateway, clock, merchant }) => {
  await priceIs(gateway, "0.098");
  const payment = await create(merchant);
  await priceIs(gateway, "0.1");
  await renewed(gateway, payment);
  await clock.advance(5_000, 1);
  await pay(gateway, payment, "101");
  expect(await merchant.readPayment(payment.id)).toMatchObject({
    status: "confirming",
    amountExpected: "100.00000000",
    amountOverpaid: "1.00000000",
  });
});

test("once money was seen there is no new quote: 409 payment_has_transfers", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  const payment = await create(merchant);
  await pay(gateway, payment, "40");
  const refused = await requote(gateway, payment);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "payment_has_transfers" });
  expect((await merchant.readPayment(payment.id)).quotes).toHaveLength(1);
  market.answerWith({ kind: "refuse" });
  await clock.advance(121_000, 1);
  expect((await requote(gateway, payment)).status).toBe(409);
});

test("without a fresh rate the old quote stays: 503 with Retry-After, and the page may ask again", async ({
  gateway,
  clock,
  market,
  merchant,
}) => {
  const payment = await create(merchant);
  market.answerWith({ kind: "refuse" });
  await clock.advance(121_000, 1);
  const refused = await requote(gateway, payment);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("30");
  expect((await merchant.readPayment(payment.id)).quotes).toHaveLength(1);
  await priceIs(gateway, "0.1");
  expect((await requote(gateway, payment)).status).toBe(200);
});

test("a KAS price and a rate that the merchant fixed are never renewed", async ({ gateway, merchant }) => {
  for (const body of [{ currency: "KAS" }, { fixedRate: "0.2" }]) {
    const payment = await create(merchant, body);
    expect((await requote(gateway, payment)).status).toBe(409);
  }
});

test("B-05 paid 1 s within the honoured 15 min the quote holds, 1 s after the money is revalued; both values are kept", async ({
  gateway,
  clock,
  merchant,
}) => {
  for (const [age, expected] of [
    [15 * MINUTE - 1_000, { status: "confirming", amountExpected: "100.00000000", quote: { rate: "0.1" } }],
    [15 * MINUTE + 1_000, { status: "underpaid", amountExpected: "125.00000000", quote: null }],
  ] as const) {
    await priceIs(gateway, "0.1");
    const payment = await create(merchant);
    const made = ms((await merchant.readPayment(payment.id)).createdAt);
    await wait(gateway, 12 * MINUTE);
    await priceIs(gateway, "0.08");
    await clock.advance(made + age - clock.now(), 1);
    await pay(gateway, payment, "100");
    const full = await merchant.readPayment(payment.id);
    expect(Math.abs(ms(full.transfers[0].paidAt) - made - age)).toBeLessThan(900);
    expect(full).toMatchObject({
      ...expected,
      fiat: { amount: "10.00", rate: "0.1" },
      quotes: [{ rate: "0.1", amountKas: "100.00000000" }],
      fiatAtReceipt: "8.00",
      transfers: [{ rate: "0.08", fiatAtReceipt: "8.00" }],
    });
  }
});

test("B-05 money after the end is revalued too: accepted late within 2 % of its value at receipt, not below", async ({
  gateway,
  clock,
  merchant,
}) => {
  await merchant.call("PATCH", "/api/v1/settings", {
    latePolicy: { kind: "acceptWithin", withinPercent: 2 },
  });
  for (const [kas, status] of [
    ["98.5", "confirming"],
    ["97", "expired"],
  ] as const) {
    const payment = await create(merchant, { expiresIn: 300 });
    await wait(gateway, 6 * MINUTE);
    await clock.advance(1_000, 1);
    for (let block = 0; block < 12; block += 1) await clock.advance(1, 1);
    expect(await merchant.readPayment(payment.id)).toMatchObject({ status: "expired" });
    await pay(gateway, payment, kas);
    expect(await merchant.readPayment(payment.id)).toMatchObject({ status });
  }
});

test("at one shared address the former sum finds its payment after a renewal, and no other", async ({
  gateway,
  clock,
  merchant,
}) => {
  const { key } = await gateway.signUp("kiosk", { kaspaAddress: await freshAddress("testnet-10") });
  const order = async () =>
    (await gateway.call("POST", "/api/v1/payments", { body: { amount: "10", currency: "USD" }, as: key }))
      .body;
  const [payment, other] = [await order(), await order()];
  expect(other.kaspaAddress).toBe(payment.kaspaAddress);
  await priceIs(gateway, "0.098");
  const now = await renewed(gateway, payment);
  expect(now.kaspaAddress).toBe(payment.kaspaAddress);
  expect(now.amountExpectedSompi).not.toBe(payment.amountExpectedSompi);
  await clock.advance(5_000, 1);
  await gateway.pay(payment.kaspaAddress, BigInt(payment.amountExpectedSompi));
  const status = async (id: string): Promise<Json> =>
    (await merchant.call("GET", `/api/v1/payments/${id}/status`)).body;
  expect(await status(payment.id)).toMatchObject({
    status: "confirming",
    amountExpectedSompi: payment.amountExpectedSompi,
    amountReceivedSompi: payment.amountExpectedSompi,
  });
  expect(await status(other.id)).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
});
