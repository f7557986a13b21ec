import { AmountError, fiatToSompiCeil, rateLess } from "../money.ts";
import type { Policy, Price, Quote } from "../payment.ts";

/** What a quote is made from. */
export interface QuoteRequest {
  readonly price: Price;
  /** Fiat per KAS as decimal text, before a spread; ignored for a KAS price. */
  readonly rate: string | null;
  readonly source: string | null;
  /** ms, the database clock. */
  readonly now: number;
  readonly policy: Pick<Policy, "quoteLifeMs" | "spreadBps">;
  /** End of the payment's window (ms): no quote outlives it. */
  readonly expiresAt: number;
}

/**
 * The KAS amount offered now. Fiat rounds **up** to the sompi, at the rate less the policy's spread, and lives `policy.quoteLifeMs`; a KAS price is its own
 * quote for the whole window (docs/spec/payment-lifecycle.md#quotes).
 * @throws AmountError `bad_rate` (absent, zero, negative, not a number), `too_large`, `negative`
 * @throws RangeError for an open amount, which has no quote
 */
export function makeQuote({ price, rate, source, now, policy, expiresAt }: QuoteRequest): Quote {
  switch (price.kind) {
    case "open":
      throw new RangeError("an open amount has no quote");
    case "kas":
      return {
        amountSompi: price.amountSompi,
        rate: null,
        source: null,
        issuedAt: now,
        expiresAt,
        replacedAt: null,
      };
    case "fiat": {
      if (rate === null) throw new AmountError("bad_rate", "A fiat price needs a rate.");
      const bps = policy.spreadBps ?? 0;
      const used = bps === 0 ? rate : rateLess(rate, bps);
      return {
        amountSompi: fiatToSompiCeil(price.amountMinor, price.minorDigits, used),
        rate: used,
        source,
        ...(bps > 0 && { spread: { bps, marketRate: rate } }),
        issuedAt: now,
        expiresAt: Math.min(now + policy.quoteLifeMs, expiresAt),
        replacedAt: null,
      };
    }
  }
}
