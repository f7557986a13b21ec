import { ApiError } from "@kaspa-pay/api-contract";
import {
  MAX_SOMPI,
  makeQuote,
  minorDigitsOf,
  type Policy,
  type Price,
  type Quote,
  sompiToFiat,
  sompiToKas,
} from "@kaspa-pay/core";
import type { Surcharge } from "../../database/tables/payment-columns.ts";
import type { Rate, RateBook } from "../rates/rate-book.ts";
import { storeRate } from "../rates/store-rate.ts";
import { DEFAULT_RATE_RULES } from "../stores/new-store.ts";
import type { Store, StoreSettings } from "../stores/records.ts";
import {
  type AmountField,
  amountRefusal,
  assertCurrency,
  belowMinimum,
  moreThanExists,
  readFiat,
  readKas,
  type SentAmount,
} from "./amounts.ts";
import { surcharged } from "./surcharge.ts";

/** What is asked, as the merchant wrote it; null amount = the payer chooses. */
export interface RequestedPrice extends SentAmount {
  currency: string;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A rate that the merchant fixed: its quote is never renewed. */
export const MERCHANT_RATE = "merchant";

/** @throws ApiError `unknown_currency`, `amount_too_large`, `invalid_request` */
function readPrice({ amount, currency, param }: RequestedPrice, settings: StoreSettings): Price {
  assertCurrency(currency, settings);
  if (amount === null) return { kind: "open" };
  if (currency === "KAS") return { kind: "kas", amountSompi: readKas(amount, param) };
  const amountMinor = readFiat(amount, currency, param);
  return { kind: "fiat", currency, amountMinor, minorDigits: minorDigitsOf(currency) };
}

export interface PricedOrder {
  /** What is asked, a surcharge included. */
  price: Price;
  surcharge: Surcharge | null;
  quote: Quote | null;
  usdCents: bigint | null;
}

export interface PricingInput {
  requestedPrice: RequestedPrice;
  store: Store;
  policy: Policy;
  fixedRate: string | null;
  /** Ten-thousandths on top of the requested price. */
  surchargeBps: number;
  now: number;
  expiresAt: number;
}

/** @throws ApiError also `price_unavailable` */
export function priceOrder(rates: RateBook, input: PricingInput): PricedOrder {
  const { store, policy, now, expiresAt } = input;
  const asked = readPrice(input.requestedPrice, store.settings);
  const { price, surcharge } = surcharged(asked, input.surchargeBps);
  if (price.kind === "open") return { price, surcharge, quote: null, usdCents: null };
  const { param } = input.requestedPrice;
  const quote = quoteFor(rates, { ...input, price, policy, now, expiresAt, param });
  assertPayable(quote.amountSompi, policy, param);
  const usdCents = usdCentsOf(rates, store, price, quote, now);
  return { price, surcharge, quote, usdCents };
}

/** A fresh quote of a fiat price, or the one quote of a KAS price. */
export function quoteFor(
  rates: RateBook,
  input: Omit<PricingInput, "requestedPrice" | "surchargeBps"> & { price: Price; param: AmountField },
): Quote {
  const { price, store, policy, now, expiresAt, fixedRate, param } = input;
  try {
    if (price.kind !== "fiat") return makeQuote({ price, rate: null, source: null, now, policy, expiresAt });
    if (fixedRate !== null) {
      const whole = { quoteLifeMs: expiresAt - now };
      return makeQuote({ price, rate: fixedRate, source: MERCHANT_RATE, now, policy: whole, expiresAt });
    }
    const rules = store.settings.rateRules ?? DEFAULT_RATE_RULES;
    const rate = rateFor(rates, store, price.currency, now);
    const quote = makeQuote({ price, rate: rate.rate, source: rate.source, now, policy, expiresAt });
    if (!rate.corroborated) {
      const cents = usdCentsOf(rates, store, price, quote, now);
      if (cents === null || cents > rules.singleSourceCents) {
        throw priceUnavailable(
          `Only one source names a ${price.currency} price, which is not enough for this sum`,
        );
      }
    }
    return quote;
  } catch (error) {
    throw amountRefusal(error, "KAS", param);
  }
}

function rateFor(rates: RateBook, store: Store, currency: string, now: number): Rate {
  const answer = storeRate(rates, store, currency, now);
  if ("rate" in answer && !answer.stale) return answer;
  throw priceUnavailable(`There is no ${currency} price to rely on`);
}

function priceUnavailable(text: string): ApiError {
  return new ApiError("price_unavailable", `${text}: try again later, or price in KAS`);
}

function assertPayable(sompi: bigint, policy: Policy, param: AmountField): void {
  if (sompi < policy.minimumSompi) throw belowMinimum(sompiToKas(policy.minimumSompi), "KAS", param);
  if (sompi > MAX_SOMPI) throw moreThanExists(param);
}

/** Never an amount to pay: for the confirmation tier, and for what one source may price. Null = no rate for a day. */
function usdCentsOf(rates: RateBook, store: Store, price: Price, quote: Quote, now: number): bigint | null {
  if (price.kind === "fiat" && price.currency === "USD") return price.amountMinor;
  const rate = rates.lastGood(store.network, "USD", now, DAY_MS);
  return rate === null ? null : sompiToFiat(quote.amountSompi, rate.rate, 2);
}
