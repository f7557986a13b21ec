import { ApiError } from "@kaspa-pay/api-contract";
import {
  AmountError,
  isFiatCurrency,
  kasToSompi,
  MAX_SOMPI,
  makeQuote,
  minorDigitsOf,
  type Policy,
  type Price,
  parseDecimal,
  type Quote,
  sompiToFiat,
  sompiToKas,
} from "@kaspa-pay/core";
import { assertFiatSize } from "../links/link-terms.ts";
import type { Rate, RateBook } from "../rates/rate-book.ts";
import { DEFAULT_RATE_RULES } from "../stores/new-store.ts";
import type { RateRules, Store, StoreSettings } from "../stores/records.ts";

/** What is asked, as the merchant wrote it; null amount = the payer chooses. */
export interface RequestedPrice {
  amount: string | null;
  currency: string;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A rate that the merchant fixed: its quote is never renewed. */
export const MERCHANT_RATE = "merchant";

/** @throws ApiError `unknown_currency`, `amount_too_small`, `amount_too_large`, `invalid_request` */
export function readPrice(requestedPrice: RequestedPrice, settings: StoreSettings): Price {
  const { amount, currency } = requestedPrice;
  if (currency !== "KAS" && !(isFiatCurrency(currency) && settings.currencies.includes(currency))) {
    throw new ApiError("unknown_currency", `The currency ${currency} is not enabled here`, {
      param: "currency",
    });
  }
  if (amount === null) return { kind: "open" };
  try {
    if (currency === "KAS") return { kind: "kas", amountSompi: kasToSompi(amount) };
    const minorDigits = minorDigitsOf(currency);
    const amountMinor = parseDecimal(trimZeros(amount, minorDigits), minorDigits);
    assertFiatSize(amountMinor, "amount");
    return { kind: "fiat", currency, amountMinor, minorDigits };
  } catch (error) {
    throw amountRefusal(error, currency);
  }
}

/** "25.00" for JPY is written with too many places but means the same; "25.50" is refused. */
function trimZeros(text: string, places: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  const rest = fraction.slice(places);
  return /^0*$/.test(rest) && fraction.length > places
    ? places === 0
      ? whole
      : `${whole}.${fraction.slice(0, places)}`
    : text;
}

function amountRefusal(error: unknown, currency: string): unknown {
  if (!(error instanceof AmountError)) return error;
  if (error.code === "too_large") {
    return new ApiError("amount_too_large", "amount is more KAS than can exist: at most 29 000 000 000", {
      param: "amount",
    });
  }
  const message = error.code === "too_many_places" ? `${error.message} (${currency})` : error.message;
  return new ApiError("invalid_request", message, { param: "amount", issues: [{ path: "amount", message }] });
}

export interface PricedOrder {
  price: Price;
  quote: Quote | null;
  usdCents: bigint | null;
}

export interface PricingInput {
  requestedPrice: RequestedPrice;
  store: Store;
  policy: Policy;
  fixedRate: string | null;
  now: number;
  expiresAt: number;
}

/** @throws ApiError also `price_unavailable` */
export function priceOrder(rates: RateBook, input: PricingInput): PricedOrder {
  const { store, policy, now, expiresAt } = input;
  const price = readPrice(input.requestedPrice, store.settings);
  if (price.kind === "open") return { price, quote: null, usdCents: null };
  const quote = quoteFor(rates, { ...input, price, policy, now, expiresAt });
  assertPayable(quote.amountSompi, policy);
  const usdCents = usdCentsOf(rates, store, price, quote, now);
  return { price, quote, usdCents };
}

/** A fresh quote of a fiat price, or the one quote of a KAS price. */
export function quoteFor(
  rates: RateBook,
  input: Omit<PricingInput, "requestedPrice"> & { price: Price },
): Quote {
  const { price, store, policy, now, expiresAt, fixedRate } = input;
  try {
    if (price.kind !== "fiat") return makeQuote({ price, rate: null, source: null, now, policy, expiresAt });
    if (fixedRate !== null) {
      const whole = { quoteLifeMs: expiresAt - now };
      return makeQuote({ price, rate: fixedRate, source: MERCHANT_RATE, now, policy: whole, expiresAt });
    }
    const rules = store.settings.rateRules ?? DEFAULT_RATE_RULES;
    const rate = rateFor(rates, store, price.currency, now, rules);
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
    throw amountRefusal(error, "KAS");
  }
}

function rateFor(rates: RateBook, store: Store, currency: string, now: number, rules: RateRules): Rate {
  const { maxAgeMs, maxSpreadBps } = rules;
  const answer = rates.getRate(store.network, currency, now, {
    maxAgeMs,
    maxSpreadBps: BigInt(maxSpreadBps),
  });
  if ("rate" in answer && !answer.stale) return answer;
  throw priceUnavailable(`There is no ${currency} price to rely on`);
}

function priceUnavailable(text: string): ApiError {
  return new ApiError("price_unavailable", `${text}: try again later, or price in KAS`);
}

function assertPayable(sompi: bigint, policy: Policy): void {
  if (sompi < policy.minimumSompi) {
    const minimum = sompiToKas(policy.minimumSompi);
    throw new ApiError("amount_too_small", `Minimum amount is ${minimum} KAS`, {
      param: "amount",
      extra: { minimum },
    });
  }
  if (sompi > MAX_SOMPI)
    throw new ApiError("amount_too_large", "amount is more KAS than can exist: at most 29 000 000 000", {
      param: "amount",
    });
}

/** Never an amount to pay: for the confirmation tier, and for what one source may price. Null = no rate for a day. */
function usdCentsOf(rates: RateBook, store: Store, price: Price, quote: Quote, now: number): bigint | null {
  if (price.kind === "fiat" && price.currency === "USD") return price.amountMinor;
  const rate = rates.lastGood(store.network, "USD", now, DAY_MS);
  return rate === null ? null : sompiToFiat(quote.amountSompi, rate.rate, 2);
}
