import { AmountError, kasToSompi, parseDecimal, sompiToKas } from "@kaspa-pay/core";
import { typedAmount } from "../../lib/format/money-text.ts";

const PRICE = 10_000_000_000n;

/**
 * The smallest KAS amount that pays a price of 100 KAS: the smaller of both tolerances subtracted; null while a field
 * is no number.
 */
export function toleranceExample(percent: string, max: string): string | null {
  try {
    // Percent with 4 places, so 1 % is 10 000.
    const byShare = (PRICE * parseDecimal(typedAmount(percent), 4)) / 1_000_000n;
    const absolute = kasToSompi(typedAmount(max));
    return sompiToKas(PRICE - (byShare < absolute ? byShare : absolute), { trim: true });
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}
