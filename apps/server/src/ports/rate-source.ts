/** What a source said: fiat per 1 KAS as text, keyed by upper-case ISO code; currencies it does not know are left out. */
export interface SourceAnswer {
  /** Plain decimals. What is no price (zero, negative, a word) is passed on as it was said: the book judges it. */
  readonly rates: Readonly<Record<string, string>>;
  /** When the source made them, ms, by its own word; null = it does not say. */
  readonly madeAt: number | null;
}

/** One origin of prices. Only the refresher calls it, never a request. */
export interface RateSource {
  readonly name: string;
  /** @throws SourceBusy, or any error when the source cannot be read */
  fetch(currencies: readonly string[], signal: AbortSignal): Promise<SourceAnswer>;
}

/** The source asks to be left alone for a while (429 or 503 with `Retry-After`). */
export class SourceBusy extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.name = "SourceBusy";
    this.retryAfterMs = retryAfterMs;
  }
}
