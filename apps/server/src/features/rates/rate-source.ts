/** What a source answered: fiat per 1 KAS as text by upper-case ISO code; currencies it does not know are left out. */
export interface SourceAnswer {
  /** Plain decimals. Invalid values (zero, negative, a word) are passed through; `RateBook` rejects them. */
  readonly rates: Readonly<Record<string, string>>;
  /** The source's own time of them, ms; null = it gives none. */
  readonly madeAt: number | null;
}

/** One origin of prices. Only the refresher calls it, never a request. */
export interface RateSource {
  readonly name: string;
  /** @throws SourceBusy, or any error when the source cannot be read */
  fetch(currencies: readonly string[], signal: AbortSignal): Promise<SourceAnswer>;
}

/** The source asks for a pause (429 or 503 with `Retry-After`). */
export class SourceBusy extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.name = "SourceBusy";
    this.retryAfterMs = retryAfterMs;
  }
}
