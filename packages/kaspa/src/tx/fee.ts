import { feeMass, larger, type Masses, MINIMUM_FEE_RATE } from "./mass.ts";
import { TxError } from "./transaction.ts";

/** A node that asks for a thousand times the floor is broken or lying. */
const MAX_FEE_RATE = 100_000;
/** Rates are floats of the node; six places are kept, rounded up. */
const RATE_SCALE = 1_000_000n;

/** @throws TxError `bad_fee_rate` for a rate that is not a number, negative, or absurd */
export function checkFeeRate(feeRate: number): void {
  if (!(feeRate >= 0 && feeRate <= MAX_FEE_RATE)) {
    throw new TxError("bad_fee_rate", `A fee rate is 0 to ${MAX_FEE_RATE} sompi per gram.`);
  }
}

/**
 * The fee in sompi at a rate: ceil(rate × max(compute, 2 × size)), never under the floor of 100. Storage mass joins
 * the maximum only above the floor, because it has no floor of its own.
 *
 * @throws TxError `bad_fee_rate`
 */
export function feeFor(feeRate: number, masses: Masses): bigint {
  checkFeeRate(feeRate);
  const floor = MINIMUM_FEE_RATE * RATE_SCALE;
  const asked = BigInt(Math.ceil(feeRate * Number(RATE_SCALE)));
  if (asked <= floor) return MINIMUM_FEE_RATE * feeMass(masses);
  const mass = larger(feeMass(masses), masses.storage);
  return (asked * mass + RATE_SCALE - 1n) / RATE_SCALE;
}
