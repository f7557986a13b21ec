import { DEFAULT_RATE_RULES } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import type { RateAnswer, RateBook } from "./rate-book.ts";

/** The rate of a store under its own rules, with its own fixed rate as the last resort; before a spread. */
export function storeRate(
  rates: Pick<RateBook, "getRate">,
  { network, settings }: Pick<Store, "network" | "settings">,
  currency: string,
  now: number,
): RateAnswer {
  const { maxAgeMs, maxSpreadBps } = settings.rateRules ?? DEFAULT_RATE_RULES;
  return rates.getRate(network, currency, now, {
    maxAgeMs,
    maxSpreadBps: BigInt(maxSpreadBps),
    storeRate: settings.fixedRate[currency] ?? null,
  });
}
