// One rule of amounts: a payment and a link take and refuse the same ones, and name the same field.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";

const test = gatewayTest();

interface Case {
  readonly amount: string;
  readonly currency: string;
  readonly code?: string;
  readonly param?: string;
}

const CASES: readonly Case[] = [
  { amount: "25", currency: "KAS" },
  { amount: "25.00", currency: "USD" },
  { amount: "25.000", currency: "USD" },
  { amount: "25.001", currency: "USD", code: "invalid_request", param: "amount" },
  { amount: "2500.00", currency: "JPY" },
  { amount: "2500.50", currency: "JPY", code: "invalid_request", param: "amount" },
  { amount: "0.1", currency: "KAS", code: "amount_too_small", param: "amount" },
  { amount: "0", currency: "USD", code: "amount_too_small", param: "amount" },
  { amount: "29000000001", currency: "KAS", code: "amount_too_large", param: "amount" },
  { amount: "99999999999999999", currency: "USD", code: "amount_too_large", param: "amount" },
  { amount: "25", currency: "GBP", code: "unknown_currency", param: "currency" },
];

test.for(CASES)(
  "$amount $currency means the same for a payment and for a link",
  async (wanted, { merchant }) => {
    const { amount, currency, code, param } = wanted;
    await merchant.changeSettings({ currencies: ["USD", "JPY"] });
    const payment = await merchant.call("POST", "/api/v1/payments", { amount, currency });
    const link = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount, currency });
    for (const { status, body } of [payment, link]) {
      if (code === undefined) expect(status, JSON.stringify(body)).toBe(201);
      else expect(body).toMatchObject({ code, param });
    }
    expect(payment.status).toBe(link.status);
  },
);

interface MinorCase {
  readonly amountMinor: number | string;
  readonly currency: string;
  readonly amount?: string;
  readonly code?: string;
}

const MINOR: readonly MinorCase[] = [
  { amountMinor: 1250, currency: "USD", amount: "12.50" },
  { amountMinor: 1250, currency: "JPY", amount: "1250" },
  { amountMinor: 12_500, currency: "KWD", amount: "12.500" },
  { amountMinor: "2500000000", currency: "KAS", amount: "25.00000000" },
  { amountMinor: 0, currency: "USD", code: "amount_too_small" },
  { amountMinor: 19_999_999, currency: "KAS", code: "amount_too_small" },
  { amountMinor: "2900000000000000001", currency: "KAS", code: "amount_too_large" },
  { amountMinor: "1000000000000001", currency: "USD", code: "amount_too_large" },
];

test.for(MINOR)(
  "$amountMinor in the minor unit of $currency is one price for a payment and for a link, and both answer it",
  async ({ amountMinor, currency, amount, code }, { merchant }) => {
    await merchant.changeSettings({ currencies: ["USD", "JPY", "KWD"] });
    const rate = currency === "KAS" ? {} : { fixedRate: "0.5" };
    const payment = await merchant.call("POST", "/api/v1/payments", { amountMinor, currency, ...rate });
    const link = await merchant.call("POST", "/api/v1/links", { title: "Tea", amountMinor, currency });
    for (const { status, body } of [payment, link]) {
      if (code === undefined) {
        expect(status, JSON.stringify(body)).toBe(201);
        expect(body).toMatchObject({ amount, amountMinor: String(amountMinor), currency });
      } else expect(body).toMatchObject({ code, param: "amountMinor" });
    }
  },
);

test("the minor unit goes by the currency of a link, also when a payer chooses the amount", async ({
  merchant,
}) => {
  await merchant.changeSettings({ currencies: ["USD", "JPY"] });
  const { body: link } = await merchant.call("POST", "/api/v1/links", {
    title: "Coffee",
    currency: "KAS",
    allowAmount: { min: "1" },
  });
  const pay = (amountMinor: string) =>
    merchant.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug, amountMinor });
  expect((await pay("250000000")).body).toMatchObject({ amount: "2.50000000", amountMinor: "250000000" });
  expect((await pay("25000000")).body).toMatchObject({ code: "amount_too_small", param: "amountMinor" });
  const path = `/api/v1/links/${link.id}`;
  const changed = await merchant.call("PATCH", path, { amountMinor: 900, currency: "JPY" });
  expect(changed.body).toMatchObject({ amount: "900", amountMinor: "900", allowAmount: null });
  const unknown = await merchant.call("POST", "/api/v1/payments", { amountMinor: 900, currency: "XQZ" });
  expect(unknown.body).toMatchObject({ code: "unknown_currency", param: "currency" });
});

test("amount and amountMinor together are refused by name, wherever a price is given", async ({
  merchant,
}) => {
  const both = { amount: "25", amountMinor: 2_500_000_000 };
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "25" });
  const answers = [
    await merchant.call("POST", "/api/v1/payments", both),
    await merchant.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug, ...both }),
    await merchant.call("POST", "/api/v1/links", { title: "Tea", ...both }),
    await merchant.call("PATCH", `/api/v1/links/${link.id}`, both),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: expect.stringContaining("amount or amountMinor"),
      param: "amountMinor",
    });
  }
});
