// Words of the seed documents for our states (features.md 6.11).
import type { PaymentStatus } from "../payment.ts";

/** The five seed documents, by number. */
type Seed = "000" | "001" | "002" | "003" | "004";

const WORDS: Readonly<Record<PaymentStatus, Readonly<Record<Seed, string | null>>>> = {
  pending: { "000": "pending", "001": "pending", "002": "PENDING", "003": "pending", "004": "pending" },
  underpaid: { "000": null, "001": "pending", "002": "PENDING", "003": "pending", "004": "pending" },
  confirming: {
    "000": null,
    "001": "confirming",
    "002": "PENDING",
    "003": "processing",
    "004": "processing",
  },
  confirmed: {
    "000": "confirmed",
    "001": "completed",
    "002": "APPROVED",
    "003": "completed",
    "004": "completed",
  },
  expired: { "000": "expired", "001": "expired", "002": null, "003": "expired", "004": "expired" },
  canceled: { "000": null, "001": null, "002": "CANCELLED", "003": "cancelled", "004": null },
  invalid: { "000": null, "001": null, "002": "DECLINED", "003": "failed", "004": "failed" },
};

/** All states, in the order of a payment's life. */
export const PAYMENT_STATUSES = Object.keys(WORDS) as readonly PaymentStatus[];

/**
 * The states a filter word stands for. Our own words mean themselves; `PENDING`, the only word of seed 002 for three
 * states, means all three. Empty for an unknown word.
 */
export function statusesFromAlias(word: string): readonly PaymentStatus[] {
  const own = PAYMENT_STATUSES.find((status) => status === word);
  if (own) return [own];
  return PAYMENT_STATUSES.filter((status) => Object.values(WORDS[status]).includes(word));
}

/** Every word that {@link statusesFromAlias} understands. */
export const STATUS_WORDS: readonly string[] = [
  ...new Set([
    ...PAYMENT_STATUSES,
    ...PAYMENT_STATUSES.flatMap((status) => Object.values(WORDS[status]).filter((word) => word !== null)),
  ]),
];
