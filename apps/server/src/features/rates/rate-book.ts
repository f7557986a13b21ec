// The rate that prices payments, computed from what the sources answered. In memory only: the refresher writes it,
// requests only read it, and time is always an argument.
import type { ChainNetwork } from "../../runtime/network.ts";
import { createSourceHistories, rateText, type SourceRate, type SourceValue } from "./source-histories.ts";

export type RateUnavailable = "unknown_currency" | "no_fresh_rate" | "sources_disagree";

/** `rate` is fiat per 1 KAS. `stale` rates are for display only: never price a payment by one. */
export interface Rate {
  rate: string;
  /** The sources behind it, joined by "+". */
  source: string;
  /** When the oldest value behind it was fetched. */
  at: number;
  stale: boolean;
  /** Two sources agree, or the operator set the rate himself. */
  corroborated: boolean;
}

export type RateAnswer = Rate | { unavailable: RateUnavailable };

export interface RateBook {
  /**
   * Takes one source's answer; an invalid value excludes the source for that currency.
   * @param atMs when the prices were made
   * @param nowMs when they came, if later
   */
  record(source: string, rates: Readonly<Record<string, string>>, atMs: number, nowMs?: number): void;
  /** The source could not be read; its last value counts until it is too old. */
  fail(source: string, message: string): void;
  getRate(network: ChainNetwork, currency: string, nowMs: number, policy?: RatePolicy): RateAnswer;
  /** The rate in force nearest to a past moment, null when none was known within 10 minutes of it. */
  rateNear(network: ChainNetwork, currency: string, atMs: number): Rate | null;
  /** The last rate that could have priced a payment, if not older than `maxAgeMs`; for tiers, never for amounts. */
  lastGood(network: ChainNetwork, currency: string, nowMs: number, maxAgeMs: number): Rate | null;
  sources(network: ChainNetwork, currency: string, nowMs: number): SourceRate[];
}

export interface RatePolicy {
  maxAgeMs: number;
  /** Largest distance between the fresh sources, in basis points of the lowest. */
  maxSpreadBps: bigint;
  /** The store's own rate, used where the market has nothing fresh; null = none. It comes before the operator's. */
  storeRate: string | null;
}

/**
 * `market` sources are compared with each other; the first of `own` (set by the operator or the simulator) answers
 * where the market has nothing fresh.
 */
export interface NetworkSources {
  market: readonly string[];
  own: readonly string[];
}

/** Name of the source of rates that people set. */
export const FIXED_SOURCE = "fixed";

const DISPLAY_AGE_MS = 600_000;
const HISTORY_STEP_MS = 15_000;
const HISTORY_LENGTH = 480;
/** What prices a payment unless its store says otherwise (docs/spec/payment-lifecycle.md#default-policy). */
export const DEFAULT_RATE_POLICY: RatePolicy = { maxAgeMs: 120_000, maxSpreadBps: 200n, storeRate: null };

export function createRateBook(networks: Readonly<Record<ChainNetwork, NetworkSources>>): RateBook {
  const sources = createSourceHistories();
  const past = new Map<string, Rate[]>();

  function remember(network: ChainNetwork, currency: string, nowMs: number): void {
    const rate = compute(network, currency, nowMs, DEFAULT_RATE_POLICY);
    if (!("rate" in rate)) return;
    const key = `${network} ${currency}`;
    const rates = past.get(key) ?? [];
    const last = rates.at(-1);
    if (last !== undefined && rate.at - last.at < HISTORY_STEP_MS) rates.pop();
    rates.push(rate);
    if (rates.length > HISTORY_LENGTH) rates.shift();
    past.set(key, rates);
  }

  function compute(network: ChainNetwork, currency: string, nowMs: number, policy: RatePolicy): RateAnswer {
    const { market, own } = networks[network];
    const freshOf = (names: readonly string[], maxAgeMs = policy.maxAgeMs) =>
      names.flatMap((name) => sources.fresh(name, currency, nowMs, maxAgeMs));
    const fresh = freshOf(market);
    if (fresh.length > 0) return combine(fresh, policy.maxSpreadBps);
    // Too old for a strict store, but the market answers: a rate for outages would price far from it.
    const usual = freshOf(market, Math.max(policy.maxAgeMs, DEFAULT_RATE_POLICY.maxAgeMs));
    if (usual.length > 0) return { unavailable: "no_fresh_rate" };
    if (policy.storeRate !== null) {
      return { rate: policy.storeRate, source: FIXED_SOURCE, at: nowMs, stale: false, corroborated: true };
    }
    const [first] = freshOf(own);
    if (first === undefined) return { unavailable: "no_fresh_rate" };
    return { ...toRate([first], first.value), corroborated: true };
  }

  const isUsedOn = (network: ChainNetwork, source: string) =>
    networks[network].market.includes(source) || networks[network].own.includes(source);

  return {
    record(source, rates, atMs, nowMs = atMs) {
      sources.answered(source);
      for (const [currency, text] of Object.entries(rates)) {
        sources.add(source, currency, text, atMs);
        for (const network of Object.keys(networks) as ChainNetwork[])
          if (isUsedOn(network, source)) remember(network, currency, nowMs);
      }
    },
    fail: sources.failed,
    getRate(network, currency, nowMs, policy = DEFAULT_RATE_POLICY) {
      const answer = compute(network, currency, nowMs, policy);
      if ("rate" in answer) return answer;
      const last = past.get(`${network} ${currency}`)?.at(-1);
      if (last === undefined) return answer;
      return nowMs - last.at <= DISPLAY_AGE_MS ? { ...last, stale: true } : answer;
    },
    rateNear(network, currency, atMs) {
      let nearest: Rate | null = null;
      for (const rate of past.get(`${network} ${currency}`) ?? [])
        if (nearest === null || Math.abs(rate.at - atMs) <= Math.abs(nearest.at - atMs)) nearest = rate;
      return nearest !== null && Math.abs(nearest.at - atMs) <= DISPLAY_AGE_MS ? nearest : null;
    },
    lastGood(network, currency, nowMs, maxAgeMs) {
      const last = past.get(`${network} ${currency}`)?.at(-1);
      return last !== undefined && nowMs - last.at <= maxAgeMs ? last : null;
    },
    sources(network, currency, nowMs) {
      const { market, own } = networks[network];
      return [...market, ...own].flatMap(
        (name) => sources.state(name, currency, nowMs, DEFAULT_RATE_POLICY.maxAgeMs) ?? [],
      );
    },
  };
}

/** Median of the fresh values, unless they differ too much for any of them to be trusted. */
function combine(fresh: readonly SourceValue[], maxSpreadBps: bigint): RateAnswer {
  const sorted = fresh.map(({ value }) => value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const lowest = sorted[0] as bigint;
  const highest = sorted.at(-1) as bigint;
  if ((highest - lowest) * 10_000n > lowest * maxSpreadBps) return { unavailable: "sources_disagree" };
  const upper = sorted[Math.floor(sorted.length / 2)] as bigint;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] as bigint;
  return { ...toRate(fresh, (lower + upper) / 2n), corroborated: fresh.length > 1 };
}

function toRate(values: readonly SourceValue[], value: bigint): Omit<Rate, "corroborated"> {
  return {
    rate: rateText(value),
    source: values.map(({ source }) => source).join("+"),
    at: Math.min(...values.map(({ at }) => at)),
    stale: false,
  };
}
