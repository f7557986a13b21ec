/** Decimal places of each fiat currency that prices may be written in (ISO 4217). KAS has 8 and is no fiat. */
export const CURRENCIES = {
  AED: 2,
  ARS: 2,
  AUD: 2,
  BGN: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  COP: 2,
  CZK: 2,
  DKK: 2,
  EGP: 2,
  EUR: 2,
  GBP: 2,
  GEL: 2,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  KZT: 2,
  MXN: 2,
  MYR: 2,
  NGN: 2,
  NOK: 2,
  NZD: 2,
  PHP: 2,
  PLN: 2,
  RON: 2,
  RUB: 2,
  SAR: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TRY: 2,
  TWD: 2,
  UAH: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const;

/** Upper-case ISO 4217 code of a fiat currency known here. */
export type FiatCurrency = keyof typeof CURRENCIES;

/** What a price may be written in: a known fiat currency or KAS itself. */
export type PriceCurrency = FiatCurrency | "KAS";

/** True for the upper-case code of a known fiat currency; `"KAS"` is not one. */
export function isFiatCurrency(code: string): code is FiatCurrency {
  return Object.hasOwn(CURRENCIES, code);
}

/** Decimal places in which amounts of the currency are written: 2 for USD, 0 for JPY, 8 for KAS. */
export function minorDigitsOf(currency: PriceCurrency): number {
  return currency === "KAS" ? 8 : CURRENCIES[currency];
}
