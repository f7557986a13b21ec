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
