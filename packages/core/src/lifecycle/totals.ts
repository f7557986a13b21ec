// The amounts of a payment (docs/spec/payment-lifecycle.md#amounts): what has to be paid, which transfers count, what is
// there. A pure function of the stored rows, so a payment can always be rebuilt from them.
import { LEAST_SENDABLE_SOMPI } from "../money.ts";
import type { Amounts, Outpoint, Payment, Policy, Quote, Transfer } from "../payment.ts";
import { revalue, worthAtLeast } from "../quote/worth.ts";
import { byChainOrder, isCountable, isLive, sumSompi } from "./transfer-queries.ts";

// What has to be paid. For a fiat price the money itself picks the quote
// (docs/spec/payment-lifecycle.md#which-quote-counts), so the answer depends on the transfers as well as on the payment.

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
  const threshold = picked.expectedSompi - toleranceOf(picked.expectedSompi, offer.policy);
  return {
    expectedSompi: picked.expectedSompi,
    chosenQuote: picked.index,
    thresholdSompi: offer.acceptedShortSompi ?? threshold,
  };
}

interface Picked {
  readonly expectedSompi: bigint;
  readonly index: number | null;
}

function pickAmount(offer: Offer, first: Transfer | null, paidSompi: bigint): Picked | null {
  switch (offer.price.kind) {
    case "open":
      return null;
    case "kas":
      // In single-address mode its one quote carries the suffix that identifies the payer.
      return { expectedSompi: offer.quotes[0]?.amountSompi ?? offer.price.amountSompi, index: 0 };
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
  return { expectedSompi: lowest.quote.amountSompi, index: lowest.index };
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
  const expectedSompi =
    offer.price.kind === "fiat" ? revalue(offer.price, first.rate, offer.policy.spreadBps) : null;
  return expectedSompi === null ? null : { expectedSompi, index: null };
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
  return { expectedSompi: newest.quote.amountSompi, index: newest.index };
}

function earliest(money: readonly Transfer[]): Transfer | null {
  const [first, ...rest] = money;
  if (!first) return null;
  return rest.reduce((best, each) => {
    const gap = (each.paidAt ?? 0) - (best.paidAt ?? 0);
    return gap < 0 || (gap === 0 && byChainOrder(each, best) < 0) ? each : best;
  }, first);
}

/** The shortage that still counts as paid: `min(expected * bps / 10000, absolute limit)`, rounded down. */
export function toleranceOf(expectedSompi: bigint, policy: Policy): bigint {
  const share = (expectedSompi * BigInt(policy.toleranceBps)) / 10_000n;
  return share < policy.toleranceMaxSompi ? share : policy.toleranceMaxSompi;
}

// Which transfers count, and what they sum up to.

/** The parts of a payment that decide what counts. */
export type TotalsInput = Pick<
  Payment,
  "price" | "quotes" | "policy" | "acceptedShortSompi" | "expiresAt" | "mark" | "lateAdmitted"
>;

export interface Totals {
  readonly terms: Terms;
  readonly credited: ReadonlySet<Outpoint>;
  /** Late money that counts because a policy or staff let it. */
  readonly admitted: ReadonlySet<Outpoint>;
  /** Late money that is not plain surplus: raises `late`. */
  readonly lateSompi: bigint;
  readonly late: ReadonlySet<Outpoint>;
  readonly creditedSompi: bigint;
  readonly confirmedSompi: bigint;
  /** Credited money above the expected amount, when it is enough to matter; else 0. */
  readonly surplusSompi: bigint;
  /** The surplus holds a second full payment. */
  readonly multiple: boolean;
}

/** Money on a canceled or invalid payment never counts by itself. */
export function isClosedByMark(ledger: Pick<Payment, "mark">): boolean {
  return ledger.mark?.kind === "canceled" || ledger.mark?.kind === "invalid";
}

export function isOnTime(ledger: Pick<Payment, "expiresAt" | "policy">, transfer: Transfer): boolean {
  return transfer.paidAt !== null && transfer.paidAt <= ledger.expiresAt + ledger.policy.graceMs;
}

/**
 * After the deadline; or accepted under a mark, whatever its time, while that mark stands or once staff accepted it as
 * late money. After the mark is cleared time alone decides (docs/spec/payment-lifecycle.md#late-money).
 */
export function isLate(
  ledger: Pick<Payment, "expiresAt" | "policy" | "mark" | "lateAdmitted">,
  transfer: Transfer,
): boolean {
  if (transfer.underMark && (isClosedByMark(ledger) || ledger.lateAdmitted)) return true;
  return !isOnTime(ledger, transfer);
}

/** @param fixed terms that must not change (see `steadyTotals` in derive.ts); without them the money picks the terms */
export function computeTotals(ledger: TotalsInput, transfers: readonly Transfer[], fixed?: Terms): Totals {
  const money = transfers.filter(isCountable);
  const termsAt = (paidSompi: bigint): Terms => fixed ?? termsFor(ledger, money, paidSompi);
  if (isClosedByMark(ledger)) return closedTotals(ledger, money, termsAt);

  const onTime = money.filter((each) => !isLate(ledger, each));
  const late = money.filter((each) => isLate(ledger, each));
  const onTimeSompi = sumSompi(onTime);
  const terms = termsAt(onTimeSompi);
  if (late.length === 0 || onTimeSompi >= terms.thresholdSompi) return summed(terms, money, [], []);
  const admittedTerms = acceptLate(ledger, money, termsAt(sumSompi(money)));
  return admittedTerms === null ? summed(terms, onTime, late, []) : summed(admittedTerms, money, late, late);
}

/** Nothing counts. Money accepted after the mark is late whatever its time; staff knew of the rest when they marked. */
function closedTotals(
  ledger: TotalsInput,
  money: readonly Transfer[],
  termsAt: (paid: bigint) => Terms,
): Totals {
  const onTime = money.filter((each) => !isLate(ledger, each));
  const terms = termsAt(sumSompi(onTime));
  const plain = sumSompi(onTime) >= terms.thresholdSompi;
  const late = money.filter((each) => each.underMark || (!plain && !isOnTime(ledger, each)));
  return summed(terms, [], late, []);
}

/** The terms under which late money counts, or null when it waits for staff. */
function acceptLate(ledger: TotalsInput, money: readonly Transfer[], terms: Terms): Terms | null {
  if (ledger.lateAdmitted) return terms;
  const total = sumSompi(money);
  const rule = ledger.policy.latePolicy;
  switch (rule.kind) {
    case "review":
      return null;
    case "accept":
      return total >= terms.thresholdSompi ? terms : null;
    case "acceptWithin": {
      if (ledger.price.kind !== "fiat") return total >= terms.thresholdSompi ? terms : null;
      const { spreadBps } = ledger.policy;
      const { price } = ledger;
      const inOrder = money.toSorted(byChainOrder);
      const isEnough = (count: number) =>
        worthAtLeast(price, { withinBps: rule.withinBps, spreadBps }, inOrder.slice(0, count));
      if (!isEnough(inOrder.length)) return null;
      // What came first and was enough stays enough, whatever is added to it.
      const count = inOrder.findIndex((_, at) => isEnough(at + 1)) + 1;
      const enough = sumSompi(inOrder.slice(0, count));
      return enough < terms.thresholdSompi ? { ...terms, thresholdSompi: enough } : terms;
    }
  }
}

function summed(
  terms: Terms,
  credited: readonly Transfer[],
  late: readonly Transfer[],
  admitted: readonly Transfer[],
): Totals {
  const creditedSompi = sumSompi(credited);
  const surplusSompi = surplusOf(terms, creditedSompi);
  const full = credited.filter((each) => each.sompi >= terms.thresholdSompi);
  return {
    terms,
    credited: outpoints(credited),
    admitted: outpoints(admitted),
    lateSompi: sumSompi(late),
    late: outpoints(late),
    creditedSompi,
    confirmedSompi: sumSompi(credited.filter((each) => each.status === "confirmed")),
    surplusSompi,
    multiple: surplusSompi > 0n && full.length >= 2,
  };
}

function surplusOf(terms: Terms, creditedSompi: bigint): bigint {
  if (terms.expectedSompi === null) return 0n;
  const above = creditedSompi - terms.expectedSompi;
  // Compared in 200ths so that half a per cent needs no rounding.
  return above > LEAST_SENDABLE_SOMPI && above * 200n > terms.expectedSompi ? above : 0n;
}

function outpoints(transfers: readonly Transfer[]): ReadonlySet<Outpoint> {
  return new Set(transfers.map((each) => each.outpoint));
}

/** The settlement under the terms that the payment was stored with. */
export function storedTotals(payment: Payment, transfers: readonly Transfer[]): Totals {
  const { expectedSompi, thresholdSompi } = payment.amounts;
  return computeTotals(payment, transfers, {
    expectedSompi,
    thresholdSompi,
    chosenQuote: payment.chosenQuote,
  });
}

/** The stored sums of a settlement; `refundedSompi` is the refunds' own figure. */
export function amountsOf(
  settlement: Totals,
  transfers: readonly Transfer[],
  minimumTopUpSompi: bigint,
  refundedSompi: bigint,
): Amounts {
  const { terms, creditedSompi } = settlement;
  const asked = terms.expectedSompi ?? terms.thresholdSompi;
  const missing = creditedSompi < terms.thresholdSompi ? asked - creditedSompi : 0n;
  const above = terms.expectedSompi === null ? 0n : creditedSompi - terms.expectedSompi;
  return {
    expectedSompi: terms.expectedSompi,
    thresholdSompi: terms.thresholdSompi,
    seenSompi: sumSompi(transfers.filter((each) => each.status === "detected")),
    onChainSompi: sumSompi(transfers.filter(isLive)),
    creditedSompi,
    confirmedSompi: settlement.confirmedSompi,
    missingSompi: missing,
    topUpSompi: missing > 0n && missing < minimumTopUpSompi ? minimumTopUpSompi : missing,
    overpaidSompi: above > 0n ? above : 0n,
    refundedSompi,
  };
}
