/**
 * One origin of prices. `fetch` answers fiat per 1 KAS as plain decimal strings, keyed by upper-case ISO code;
 * currencies it does not know are left out. Rejects when the source cannot be read. Only the refresher calls it,
 * never a request.
 */
export interface RateSource {
  readonly name: string;
  fetch(currencies: readonly string[], signal: AbortSignal): Promise<Record<string, string>>;
}
