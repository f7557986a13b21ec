// What has to be paid. For a fiat price the money itself picks the quote
// (docs/spec/payment-lifecycle.md#which-quote-counts), so the answer depends on the transfers as well as on the payment.
import type { Payment, Quote, Transfer } from "../payment.ts";
import { revalue } from "../quote/worth.ts";
import { toleranceOf } from "./policy.ts";
import { byChainOrder } from "./transfer-queries.ts";

export interface Terms {
  /** Null for an open amount. */
  readonly expectedSompi: bigint | null;
  /** Index of the quote that counts; null when none does (open amount, or revalued at receipt). */
  readonly chosenQuote: number | null;
  /** Credited money of at least this is enough. */
  readonly thresholdSompi: bigint;
}

/** The parts of a payment that its terms depend on. */
export type Offer = Pick<Payment, "price" | "quotes" | "policy" | "acceptedShortSompi" | "expiresAt">;

/**
 * @param money accepted and confirmed transfers that may count; the earliest `paidAt` among them picks the candidates
 * @param paidSompi the sum that has to meet a candidate
 */
export function termsFor(offer: Offer, money: readonly Transfer[], paidSompi: bigint): Terms {
  const picked = pickAmount(offer, earliest(money), paidSompi);
  if (picked === null) {
    return {
      expectedSompi: null,
      chosenQuote: null,
      thresholdSompi: offer.acceptedShortSompi ?? offer.policy.minimumSompi,
    };
  }
  const threshold = picked.sompi - toleranceOf(picked.sompi, offer.policy);
  return {
    expectedSompi: picked.sompi,
    chosenQuote: picked.index,
    thresholdSompi: offer.acceptedShortSompi ?? threshold,
  };
}

interface Picked {
  readonly sompi: bigint;
  readonly index: number | null;
}

function pickAmount(offer: Offer, first: Transfer | null, paidSompi: bigint): Picked | null {
  switch (offer.price.kind) {
    case "open":
      return null;
    case "kas":
      // In single-address mode its one quote carries the suffix that identifies the payer.
      return { sompi: offer.quotes[0]?.amountSompi ?? offer.price.amountSompi, index: 0 };
    case "fiat":
      return first === null ? newestOf(indexed(offer.quotes)) : pickQuote(offer, first, paidSompi);
  }
}

function pickQuote(offer: Offer, first: Transfer, paidSompi: bigint): Picked {
  const paidAt = first.paidAt ?? 0;
  const candidates = indexed(offer.quotes).filter(({ quote }) => honoured(quote, paidAt, offer));
  if (candidates.length === 0) return revalued(offer, first) ?? newestOf(indexed(offer.quotes));
  const met = candidates.filter(
    ({ quote }) => paidSompi >= quote.amountSompi - toleranceOf(quote.amountSompi, offer.policy),
  );
  if (met.length === 0) return newestOf(candidates);
  const lowest = met.reduce((low, each) => (each.quote.amountSompi < low.quote.amountSompi ? each : low));
  return { sompi: lowest.quote.amountSompi, index: lowest.index };
}

function honoured(quote: Quote, paidAt: number, offer: Offer): boolean {
  if (quote.issuedAt > paidAt) return false;
  if (quote.replacedAt !== null && paidAt - quote.replacedAt > offer.policy.quoteReplacedGraceMs)
    return false;
  // A fixed rate is quoted once for the whole window and stands to its end, however old it is by then.
  const lasting = quote.expiresAt >= offer.expiresAt && paidAt <= offer.expiresAt + offer.policy.graceMs;
  return lasting || paidAt - quote.issuedAt <= offer.policy.quoteHonouredMs;
}

function revalued(offer: Offer, first: Transfer): Picked | null {
  const sompi = offer.price.kind === "fiat" ? revalue(offer.price, first.rate) : null;
  return sompi === null ? null : { sompi, index: null };
}

interface IndexedQuote {
  readonly quote: Quote;
  readonly index: number;
}

function indexed(quotes: readonly Quote[]): IndexedQuote[] {
  return quotes.map((quote, index) => ({ quote, index }));
}

function newestOf(quotes: readonly IndexedQuote[]): Picked {
  const [first, ...rest] = quotes;
  if (!first) throw new RangeError("a fiat price needs at least one quote");
  const newest = rest.reduce(
    (best, each) => (each.quote.issuedAt >= best.quote.issuedAt ? each : best),
    first,
  );
  return { sompi: newest.quote.amountSompi, index: newest.index };
}

function earliest(money: readonly Transfer[]): Transfer | null {
  const [first, ...rest] = money;
  if (!first) return null;
  return rest.reduce((best, each) => {
    const gap = (each.paidAt ?? 0) - (best.paidAt ?? 0);
    return gap < 0 || (gap === 0 && byChainOrder(each, best) < 0) ? each : best;
  }, first);
}
