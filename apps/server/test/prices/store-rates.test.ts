// What a store sets about its rates: its own rate where no source answers, and a spread on each rate.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", market: true, env: { KP_FIXED_RATE: "USD=0.2" } });

const PAYMENTS = "/api/v1/payments";
const create = (merchant: Merchant, body: object = {}) =>
  merchant.call("POST", PAYMENTS, { amount: "10", currency: "USD", ...body });

async function made(merchant: Merchant, body: object = {}): Promise<Json> {
  const { status, body: payment } = await create(merchant, body);
  expect(status, JSON.stringify(payment)).toBe(201);
  return payment;
}

/** The sources report a price until the rate book accepts it. */
async function priceIs(gateway: TestGateway, usd: string): Promise<void> {
  gateway.market.answerWith({ kind: "prices", usd });
  for (let round = 0; round < 4; round += 1) {
    await gateway.clock.advance(1_000, 1);
    await gateway.rates.tick();
  }
}

/** No source answers, for so long that none of their prices counts. */
async function marketIsSilent({ market, clock, rates }: TestGateway): Promise<void> {
  market.answerWith({ kind: "refuse" });
  await clock.advance(11 * 60_000, 1);
  await rates.tick();
}

test("the store's own rate prices where no source answers, before the operator's; with a source it is not used", async ({
  gateway,
  merchant,
  otherMerchant,
}) => {
  await merchant.changeSettings({ fixedRate: { usd: "0.05", KZT: 25 } });
  await merchant.changeSettings({ currencies: ["USD", "EUR", "KZT"] });
  await priceIs(gateway, "0.1");
  expect((await made(merchant)).quote).toMatchObject({ rate: "0.1" });
  await marketIsSilent(gateway);
  const payment = await made(merchant, { amount: "5000" });
  expect(payment.quote).toMatchObject({ rate: "0.05", source: "fixed", amountKas: "100000.00000000" });
  expect((await made(merchant, { currency: "KZT" })).quote).toMatchObject({ rate: "25", source: "fixed" });
  expect((await made(otherMerchant)).quote).toMatchObject({ rate: "0.2", source: "fixed" });
  expect((await create(merchant, { currency: "EUR" })).body.code).toBe("price_unavailable");
  await merchant.changeSettings({ fixedRate: {} });
  expect((await made(merchant)).quote).toMatchObject({ rate: "0.2", source: "fixed" });
});

test("sources that disagree stop a price, also where the store has a rate of its own", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({ fixedRate: { USD: "0.05" } });
  gateway.market.answerWith({ kind: "prices", usd: "0.1" });
  gateway.market.answerWith({ kind: "prices", usd: "0.105" }, "kraken");
  for (let round = 0; round < 5; round += 1) {
    await gateway.clock.advance(31_000, 1);
    await gateway.rates.tick();
  }
  expect((await create(merchant)).body.code).toBe("price_unavailable");
});

test("money of a payment that the store's rate priced is worth that rate, in the views, the receipt and the export", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({
    fixedRate: { KZT: "25" },
    currencies: ["USD", "KZT"],
    spreadPercent: "10",
  });
  await marketIsSilent(gateway);
  const payment = await made(merchant, { amount: "450", currency: "KZT", requiredConfirmations: 1 });
  expect(payment).toMatchObject({ amountExpected: "20.00000000", fiat: { rate: "22.5", source: "fixed" } });
  await gateway.pay(payment.kaspaAddress, 2_000_000_000n);
  await gateway.mine(3);
  expect(await merchant.readPayment(payment.id)).toMatchObject({
    status: "confirmed",
    fiatAtReceipt: "500.00",
    quote: { rate: "22.5", marketRate: "25", spreadPercent: "10.00", source: "fixed" },
  });
  const receipt = await gateway.call("GET", `/receipt/${payment.id}.json?token=${payment.clientToken}`);
  expect(receipt.body.fiatQuoted).toMatchObject({ rate: "22.5", source: "fixed" });
  const csv: string = (await merchant.call("GET", `${PAYMENTS}/export.csv?q=${payment.id}`)).body;
  const [head = [], row = []] = csv.split("\r\n").map((line) => line.split(","));
  const at = (name: string) => row[head.indexOf(name)];
  expect(["rate", "rate source", "spread percent"].map(at)).toEqual(["25", "fixed", "10.00"]);
});

test("refunds know no spread, and use the store's own rate: at an unchanged rate all three sums are the same", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({ fixedRate: { USD: "0.05" }, spreadPercent: "10" });
  await marketIsSilent(gateway);
  const payment = await made(merchant, { amount: "0.9", requiredConfirmations: 1 });
  expect(payment).toMatchObject({ amountExpected: "20.00000000", fiat: { rate: "0.045" } });
  await gateway.pay(payment.kaspaAddress, 2_000_000_000n);
  await gateway.mine(3);
  expect(await merchant.readPayment(payment.id)).toMatchObject({
    fiatAtReceipt: "1.00",
    usdAtReceipt: "1.00",
  });
  const { body } = await merchant.call("GET", `${PAYMENTS}/${payment.id}/refund-preview?amount=full`);
  const same = { amount: "20.00000000" };
  expect(body.sums).toMatchObject({ kas: same, fiatAtPayment: same, fiatNow: same, rateNow: "0.05" });
});

test("a spread asks more KAS at the rate that the quote names, also when the price is renewed; the payer sees the rate alone", async ({
  gateway,
  merchant,
}) => {
  await priceIs(gateway, "0.1");
  await merchant.changeSettings({ spreadPercent: 2.5, fixedRate: {} });
  const payment = await made(merchant);
  const asked = { rate: "0.0975", spreadPercent: "2.50", marketRate: "0.1" };
  expect(payment).toMatchObject({ amountExpected: "102.56410257", quote: asked, fiat: { rate: "0.0975" } });
  const { body: link } = await merchant.call("POST", "/api/v1/links", {
    title: "Tea",
    amount: "10",
    currency: "USD",
  });
  const seen = await gateway.call("GET", `/api/v1/links/public/${link.slug}`);
  expect(seen.body.amountKas).toBe("102.56410257");

  // A later setting is for later payments.
  await merchant.changeSettings({ spreadPercent: 0 });
  const token = { "content-type": "application/json", "x-client-token": payment.clientToken };
  await priceIs(gateway, "0.098");
  const url = `${gateway.url}${PAYMENTS}/${payment.id}/quote`;
  const renewed = await (await fetch(url, { method: "POST", headers: token, body: "{}" })).json();
  expect(renewed.fiat.rate).toBe("0.09555");
  expect(JSON.stringify(renewed)).not.toMatch(/spread|marketRate/);
  const { quotes } = await merchant.readPayment(payment.id);
  expect(quotes.map((quote: Json) => [quote.rate, quote.spreadPercent, quote.marketRate])).toEqual([
    ["0.0975", "2.50", "0.1"],
    ["0.09555", "2.50", "0.098"],
  ]);
  expect((await made(merchant)).quote).toMatchObject({
    spreadPercent: null,
    marketRate: null,
    rate: "0.098",
  });
});

test("neither a payout nor a payment that brings its own rate has a spread", async ({
  gateway,
  merchant,
}) => {
  await priceIs(gateway, "0.1");
  await merchant.changeSettings({ spreadPercent: 10 });
  expect((await made(merchant, { fixedRate: "0.1" })).quote).toMatchObject({
    amountKas: "100.00000000",
    rate: "0.1",
    spreadPercent: null,
  });
  const payout = await merchant.call("POST", "/api/v1/payouts", {
    amount: "10",
    currency: "USD",
    recipientAddress: await freshAddress("testnet-10"),
  });
  expect(payout.body).toMatchObject({ amount: "100.00000000" });
});

test.for([
  [{ spreadPercent: 10.01 }, "invalid_request", "spreadPercent"],
  [{ spreadPercent: -1 }, "invalid_request", "spreadPercent"],
  [{ fixedRate: { USD: "0" } }, "validation_error", "fixedRate.USD"],
  [{ fixedRate: { USD: "-1" } }, "invalid_request", "fixedRate.USD"],
  [{ fixedRate: { XQZ: "1" } }, "unknown_currency", "fixedRate.XQZ"],
  [{ fixedRate: { KAS: "1" } }, "unknown_currency", "fixedRate.KAS"],
  [{ fixedRate: "0.1" }, "invalid_request", "fixedRate"],
] as const)("the settings %j are refused and change nothing", async ([change, code, param], { merchant }) => {
  const settings = async () => (await merchant.call("GET", "/api/v1/settings")).body;
  const before = await settings();
  expect((await merchant.call("PATCH", "/api/v1/settings", change)).body).toMatchObject({ code, param });
  expect(await settings()).toEqual(before);
});
