// The amounts of a payment (docs/spec/payment-lifecycle.md#amounts): which transfers count, what is owed, what is there. A pure
// function of the stored rows, so a payment can always be rebuilt from them.
import type { Amounts, Outpoint, Payment, Transfer } from "../payment.ts";
import { worthAtLeast } from "../quote/worth.ts";
import { type Terms, termsFor } from "./terms.ts";
import { isCountable, isLive, sumSompi } from "./transfer-queries.ts";

const SURPLUS_FLOOR_SOMPI = 20_000_000n;

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

/** @param fixed terms that must not change (see `settleSteady`); without them the money picks the terms */
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
      if (!worthAtLeast(ledger.price, rule.withinBps, money)) return null;
      return total < terms.thresholdSompi ? { ...terms, thresholdSompi: total } : terms;
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
  return above > SURPLUS_FLOOR_SOMPI && above * 200n > terms.expectedSompi ? above : 0n;
}

function outpoints(transfers: readonly Transfer[]): ReadonlySet<Outpoint> {
  return new Set(transfers.map((each) => each.outpoint));
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
    receivedSompi: sumSompi(transfers.filter(isLive)),
    creditedSompi,
    confirmedSompi: settlement.confirmedSompi,
    missingSompi: missing,
    topUpSompi: missing > 0n && missing < minimumTopUpSompi ? minimumTopUpSompi : missing,
    overpaidSompi: above > 0n ? above : 0n,
    refundedSompi,
  };
}
