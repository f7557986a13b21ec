// Rates that need no network: the operator's fixed rates, and the constant rates of the simulated network.
import { CURRENCIES, type FiatCurrency } from "@kaspa-pay/core";
import { FIXED_SOURCE } from "../rate-book.ts";
import type { RateSource } from "../rate-source.ts";

function constant(name: string, rates: Readonly<Record<string, string>>): RateSource {
  return {
    name,
    fetch: async (currencies) => ({
      rates: Object.fromEntries(
        currencies.flatMap((currency) =>
          Object.hasOwn(rates, currency) ? [[currency, rates[currency] as string]] : [],
        ),
      ),
      madeAt: null,
    }),
  };
}

/** Fiat per KAS as set by the operator, for example `{ USD: "0.10" }`. */
export function fixedRate(rates: Readonly<Record<string, string>>): RateSource {
  return constant(FIXED_SOURCE, rates);
}

// On the simulated network one KAS is always 0.10 US dollar; the other currencies follow at round cross rates.
const SIMULATED_RATES: Readonly<Record<FiatCurrency, string>> = {
  AED: "0.367",
  ARS: "145",
  AUD: "0.15",
  BGN: "0.17",
  BHD: "0.0377",
  BRL: "0.54",
  CAD: "0.14",
  CHF: "0.08",
  CLP: "94",
  CNY: "0.71",
  COP: "390",
  CZK: "2.1",
  DKK: "0.64",
  EGP: "4.8",
  EUR: "0.086",
  GBP: "0.075",
  GEL: "0.27",
  HKD: "0.78",
  HUF: "33",
  IDR: "1660",
  ILS: "0.33",
  INR: "8.8",
  ISK: "12.2",
  JPY: "15",
  KRW: "143",
  KWD: "0.0306",
  KZT: "52",
  MXN: "1.84",
  MYR: "0.42",
  NGN: "147",
  NOK: "1",
  NZD: "0.17",
  PHP: "5.8",
  PLN: "0.365",
  RON: "0.437",
  RUB: "8.1",
  SAR: "0.375",
  SEK: "0.94",
  SGD: "0.13",
  THB: "3.2",
  TRY: "4.2",
  TWD: "3.1",
  UAH: "4.2",
  USD: "0.1",
  VND: "2630",
  ZAR: "1.72",
};

export function simulatedRate(): RateSource {
  return constant("simulated", SIMULATED_RATES);
}

/**
 * Reads the setting `KP_FIXED_RATE`: `0.10` (US dollars) or `USD=0.10,EUR=0.09`. Throws with a sentence for the
 * operator when it is neither.
 */
export function parseFixedRate(text: string): Record<string, string> {
  const rates: Record<string, string> = {};
  for (const part of text.split(",").map((entry) => entry.trim())) {
    const match = /^(?:([A-Za-z]{3})\s*[=:]\s*)?(\d{1,12}(?:\.\d{1,18})?)$/.exec(part);
    const currency = (match?.[1] ?? "USD").toUpperCase();
    if (match?.[2] === undefined || !Object.hasOwn(CURRENCIES, currency) || Number(match[2]) === 0)
      throw new Error(`"${part}" is not a rate: write 0.10 for US dollars per KAS, or USD=0.10,EUR=0.09`);
    rates[currency] = match[2];
  }
  return rates;
}
