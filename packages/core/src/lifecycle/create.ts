import type { Amounts, Payment, Policy, Price, Quote } from "../payment.ts";
import type { FactOf } from "./actions.ts";
import { requiredConfirmationsFor } from "./policy.ts";

const NOTHING: Amounts = {
  expectedSompi: null,
  thresholdSompi: 0n,
  seenSompi: 0n,
  onChainSompi: 0n,
  creditedSompi: 0n,
  confirmedSompi: 0n,
  missingSompi: 0n,
  topUpSompi: 0n,
  overpaidSompi: 0n,
  refundedSompi: 0n,
};

/** A payment before its first event: sums and version are filled in by `reduce`. */
export function blankPayment(fact: FactOf<"create">, policy: Policy): Payment {
  return {
    id: fact.id,
    status: "pending",
    version: 0,
    sequence: 0,
    price: fact.price,
    quotes: quotesOf(fact),
    chosenQuote: null,
    policy,
    createdAt: fact.now,
    createdDaa: fact.createdDaa,
    expiresAt: fact.expiresAt,
    requiredConfirmations: requiredConfirmationsFor(firstValue(fact), policy),
    amounts: NOTHING,
    mark: null,
    acceptedShortSompi: null,
    lateAdmitted: false,
    attention: [],
    refundStatus: "none",
    confirmedAt: null,
    wasConfirmed: false,
    wasExpired: false,
    lastRevertAt: null,
    firstSeenAt: null,
    confirmedSent: false,
    refunds: [],
    replacedBy: null,
  };
}

/** An open amount starts in the lowest tier: its value is known only when money comes. */
function firstValue(fact: FactOf<"create">): bigint | null {
  return fact.price.kind === "open" ? 0n : fact.usdCents;
}

function quotesOf(fact: FactOf<"create">): readonly Quote[] {
  assertPositive(fact.price);
  switch (fact.price.kind) {
    case "open":
      return [];
    case "kas":
      return [fact.quote ?? fixedQuote(fact.price.amountSompi, fact.now, fact.expiresAt)];
    case "fiat":
      if (fact.quote === null || fact.quote.amountSompi <= 0n) {
        throw new RangeError("a fiat price needs a quote above zero");
      }
      return [fact.quote];
  }
}

function assertPositive(price: Price): void {
  const asked = price.kind === "kas" ? price.amountSompi : price.kind === "fiat" ? price.amountMinor : 1n;
  if (asked <= 0n) throw new RangeError("a price is above zero");
}

function fixedQuote(amountSompi: bigint, issuedAt: number, expiresAt: number): Quote {
  return { amountSompi, rate: null, source: null, issuedAt, expiresAt, replacedAt: null };
}
