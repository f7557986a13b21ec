// Quotes through the API: the price moves, the address stays, and money is counted under the quote that it was sent
// for. docs/spec/payment-lifecycle.md#quotes
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Json } from "../security/house.ts";
import { type Exchange, openExchange } from "./exchange.ts";

const SOMPI = 100_000_000n;
const MINUTE = 60_000;

let exchange: Exchange;
beforeAll(async () => {
  exchange = await openExchange();
});
afterAll(() => exchange.close());
beforeEach(() => priceIs("0.1"));

/** Sets the price of one KAS: the sources report it until the rate book accepts it. */
async function priceIs(usd: string): Promise<void> {
  exchange.market.feel({ kind: "prices", usd });
  for (let round = 0; round < 4; round += 1) {
    await exchange.pass(1_000);
    await exchange.refresh();
  }
}

/** Time passes while the sources go on telling their price. */
async function wait(ms: number): Promise<void> {
  const step = 100_000;
  for (let left = ms; left > 0; left -= step) {
    await exchange.pass(Math.min(left, step));
    await exchange.refresh();
  }
}

async function create(body: object = {}): Promise<Json> {
  const made = await exchange.order({ amount: "10", currency: "USD", ...body });
  expect(made.status).toBe(201);
  return made.body;
}

const requote = (payment: Json) =>
  fetch(`${exchange.gateway.url}/api/v1/payments/${payment.id}/quote`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-client-token": payment.clientToken },
    body: "{}",
  });

const renewed = async (payment: Json): Promise<Json> => (await requote(payment)).json();
const pay = (payment: Json, kas: string) =>
  exchange.pay(payment.kaspaAddress, BigInt(Math.round(Number(kas) * 1e4)) * (SOMPI / 10_000n));
const ms = (time: string) => Date.parse(time);

test("CK-12 a quote lives 5 min; the renewed one asks another sum at the same address, and all are kept", async () => {
  const payment = await create();
  expect(payment).toMatchObject({ amountExpected: "100.00000000", status: "pending" });
  const first = await exchange.read(payment.id);
  expect(ms(first.quoteExpiresAt) - ms(first.createdAt)).toBe(5 * MINUTE);
  await priceIs("0.098");
  const now = await renewed(payment);
  expect(now).toMatchObject({
    amountExpected: "102.04081633",
    kaspaAddress: payment.kaspaAddress,
    fiat: { amount: "10.00", currency: "USD", rate: "0.098" },
  });
  expect(now.uri).toContain("amount=102.04081633");
  const full = await exchange.read(payment.id);
  expect(full.quotes.map((one: Json) => [one.amountKas, one.rate])).toEqual([
    ["100.00000000", "0.1"],
    ["102.04081633", "0.098"],
  ]);
  expect(full.quote).toMatchObject({ rate: "0.098" });
  expect(full.expiresAt).toBe(first.expiresAt);
});

test("an expired payment is renewed at the price of the moment", async () => {
  const old = await create({ expiryMinutes: 5 });
  await wait(6 * MINUTE);
  for (let block = 0; block < 12; block += 1) await exchange.pass(100);
  await priceIs("0.08");
  const answer = await fetch(`${exchange.gateway.url}/api/v1/payments/${old.id}/renew`, {
    method: "POST",
    headers: { "x-client-token": old.clientToken },
  });
  expect(await answer.json()).toMatchObject({
    amount: "10.00",
    amountExpected: "125.00000000",
    replaces: old.id,
    fiat: { amount: "10.00", currency: "USD", rate: "0.08" },
  });
  expect(await exchange.read(old.id)).toMatchObject({ status: "expired", amountExpected: "100.00000000" });
});

test("the former quote, paid just after its renewal, counts; 31 s later it does not", async () => {
  for (const [later, expected] of [
    [25_000, { status: "confirming", amountExpected: "100.00000000", quote: { rate: "0.1" } }],
    [31_000, { status: "underpaid", amountExpected: "102.04081633", quote: { rate: "0.098" } }],
  ] as const) {
    await priceIs("0.1");
    const payment = await create();
    await priceIs("0.098");
    await renewed(payment);
    await exchange.pass(later);
    await pay(payment, "100");
    expect(await exchange.read(payment.id)).toMatchObject(expected);
  }
});

test("of two quotes in force the lower one that is met counts", async () => {
  await priceIs("0.098");
  const payment = await create();
  await priceIs("0.1");
  await renewed(payment);
  await exchange.pass(5_000);
  await pay(payment, "101");
  expect(await exchange.read(payment.id)).toMatchObject({
    status: "confirming",
    amountExpected: "100.00000000",
    amountOverpaid: "1.00000000",
  });
});

test("once money was seen there is no new quote: 409 payment_has_transfers", async () => {
  const payment = await create();
  await pay(payment, "40");
  const refused = await requote(payment);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "payment_has_transfers" });
  expect((await exchange.read(payment.id)).quotes).toHaveLength(1);
  exchange.market.feel({ kind: "refuse" });
  await exchange.pass(121_000);
  expect((await requote(payment)).status).toBe(409);
});

test("without a fresh rate the old quote stays: 503 with Retry-After, and the page may ask again", async () => {
  const payment = await create();
  exchange.market.feel({ kind: "refuse" });
  await exchange.pass(121_000);
  const refused = await requote(payment);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("30");
  expect((await exchange.read(payment.id)).quotes).toHaveLength(1);
  await priceIs("0.1");
  expect((await requote(payment)).status).toBe(200);
});

test("a KAS price and a rate that the merchant fixed are never renewed", async () => {
  for (const body of [{ currency: "KAS" }, { fixedRate: "0.2" }]) {
    const payment = await create(body);
    expect((await requote(payment)).status).toBe(409);
  }
});

test("B-05 paid 1 s within the honoured 15 min the quote holds, 1 s after the money is revalued; both values are kept", async () => {
  for (const [age, expected] of [
    [15 * MINUTE - 1_000, { status: "confirming", amountExpected: "100.00000000", quote: { rate: "0.1" } }],
    [15 * MINUTE + 1_000, { status: "underpaid", amountExpected: "125.00000000", quote: null }],
  ] as const) {
    await priceIs("0.1");
    const payment = await create();
    const made = ms((await exchange.read(payment.id)).createdAt);
    await wait(12 * MINUTE);
    await priceIs("0.08");
    await exchange.pass(made + age - exchange.now());
    await pay(payment, "100");
    const full = await exchange.read(payment.id);
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

test("B-05 money after the end is revalued too: accepted late within 2 % of its worth at receipt, not below", async () => {
  await exchange.call("PATCH", "/settings", { latePolicy: { kind: "acceptWithin", withinPercent: 2 } });
  for (const [kas, status] of [
    ["98.5", "confirming"],
    ["97", "expired"],
  ] as const) {
    const payment = await create({ expiresIn: 300 });
    await wait(6 * MINUTE);
    await exchange.pass(1_000);
    for (let block = 0; block < 12; block += 1) await exchange.pass(1);
    expect(await exchange.read(payment.id)).toMatchObject({ status: "expired" });
    await pay(payment, kas);
    expect(await exchange.read(payment.id)).toMatchObject({ status });
  }
});

test("at one shared address the former sum finds its payment after a renewal, and no other", async () => {
  const key = await exchange.shopWithOneAddress();
  const order = async () => (await exchange.order({ amount: "10", currency: "USD" }, key)).body;
  const [payment, other] = [await order(), await order()];
  expect(other.kaspaAddress).toBe(payment.kaspaAddress);
  await priceIs("0.098");
  const now = await renewed(payment);
  expect(now.kaspaAddress).toBe(payment.kaspaAddress);
  expect(now.amountExpectedSompi).not.toBe(payment.amountExpectedSompi);
  await exchange.pass(5_000);
  await exchange.pay(payment.kaspaAddress, BigInt(payment.amountExpectedSompi));
  const status = async (id: string): Promise<Json> =>
    (await exchange.call("GET", `/payments/${id}/status`)).body;
  expect(await status(payment.id)).toMatchObject({
    status: "confirming",
    amountExpectedSompi: payment.amountExpectedSompi,
    amountReceivedSompi: payment.amountExpectedSompi,
  });
  expect(await status(other.id)).toMatchObject({ status: "pending", amountReceived: "0.00000000" });
});
