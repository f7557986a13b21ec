// All price sources: the values of each for each currency, and its state.
import { formatDecimal, type RateState } from "@kaspa-pay/core";
import { createSourceHistory, RATE_PLACES, type SourceHistory } from "./source-history.ts";

/** One line of `GET /rates`. `failing`: it could not be read; `aside`: it is excluded now. */
export interface SourceRate {
  source: string;
  rate: string | null;
  at: number | null;
  state: RateState;
  message: string | null;
}

/** A value that counts. */
export interface SourceValue {
  source: string;
  /** Fiat per KAS with 18 places. */
  value: bigint;
  at: number;
}

export interface SourceHistories {
  add(source: string, currency: string, text: string, atMs: number): void;
  /** The source could not be read; `answered` ends this state. */
  failed(source: string, message: string): void;
  answered(source: string): void;
  /** Its value if it counts now, else nothing. */
  fresh(source: string, currency: string, nowMs: number, maxAgeMs: number): SourceValue[];
  /** Null for a source that never had this currency and never failed. */
  state(source: string, currency: string, nowMs: number, maxAgeMs: number): SourceRate | null;
}

export function createSourceHistories(): SourceHistories {
  const histories = new Map<string, SourceHistory>();
  const failing = new Map<string, string>();

  function fresh(source: string, currency: string, nowMs: number, maxAgeMs: number): SourceValue[] {
    const held = histories.get(`${source} ${currency}`)?.usable();
    return held && nowMs - held.at <= maxAgeMs ? [{ source, ...held }] : [];
  }

  return {
    fresh,
    add(source, currency, text, atMs) {
      const key = `${source} ${currency}`;
      const history = histories.get(key) ?? createSourceHistory();
      histories.set(key, history);
      history.add(text, atMs);
    },
    failed: (source, message) => void failing.set(source, message),
    answered: (source) => void failing.delete(source),
    state(source, currency, nowMs, maxAgeMs) {
      const history = histories.get(`${source} ${currency}`);
      const fault = failing.get(source) ?? null;
      if (history === undefined && fault === null) return null;
      const held = history?.last();
      const aside = history?.aside() ?? null;
      const isFresh = fresh(source, currency, nowMs, maxAgeMs).length > 0;
      return {
        source,
        rate: held === undefined ? null : rateText(held.value),
        at: held?.at ?? null,
        state: fault !== null ? "failing" : aside !== null ? "aside" : isFresh ? "fresh" : "stale",
        message: fault ?? aside,
      };
    },
  };
}

/** 18 places without the zeros at the end. */
export function rateText(value: bigint): string {
  return formatDecimal(value, RATE_PLACES).replace(/\.?0+$/, "");
}
