// Words of other payment APIs for our states (docs/spec/payment-lifecycle.md#status-words-of-other-apis).
import { PAYMENT_STATUSES, type PaymentStatus } from "./lists.ts";

/** The APIs whose words are understood. */
type Api = "KasPay" | "KasperoPay" | "Kaspi Pay" | "SpacePay" | "MakaPay";

const WORDS: Readonly<Record<PaymentStatus, Readonly<Record<Api, string | null>>>> = {
  pending: {
    KasPay: "pending",
    KasperoPay: "pending",
    "Kaspi Pay": "PENDING",
    SpacePay: "pending",
    MakaPay: "pending",
  },
  underpaid: {
    KasPay: null,
    KasperoPay: "pending",
    "Kaspi Pay": "PENDING",
    SpacePay: "pending",
    MakaPay: "pending",
  },
  confirming: {
    KasPay: null,
    KasperoPay: "confirming",
    "Kaspi Pay": "PENDING",
    SpacePay: "processing",
    MakaPay: "processing",
  },
  confirmed: {
    KasPay: "confirmed",
    KasperoPay: "completed",
    "Kaspi Pay": "APPROVED",
    SpacePay: "completed",
    MakaPay: "completed",
  },
  expired: {
    KasPay: "expired",
    KasperoPay: "expired",
    "Kaspi Pay": null,
    SpacePay: "expired",
    MakaPay: "expired",
  },
  canceled: {
    KasPay: null,
    KasperoPay: null,
    "Kaspi Pay": "CANCELLED",
    SpacePay: "cancelled",
    MakaPay: null,
  },
  invalid: { KasPay: null, KasperoPay: null, "Kaspi Pay": "DECLINED", SpacePay: "failed", MakaPay: "failed" },
};

/**
 * The states that a filter word means. Our own words mean themselves; `PENDING`, Kaspi Pay's only word for three
 * states, means all three. Empty for an unknown word.
 */
export function statusesFromAlias(word: string): readonly PaymentStatus[] {
  const own = PAYMENT_STATUSES.find((status) => status === word);
  if (own) return [own];
  return PAYMENT_STATUSES.filter((status) => Object.values(WORDS[status]).includes(word));
}

/** A state in the word of another API; our own word where that API has none. */
export const statusInWordsOf = (api: Api, status: PaymentStatus): string => WORDS[status][api] ?? status;

/** Every word that {@link statusesFromAlias} understands. */
export const STATUS_WORDS: readonly string[] = [
  ...new Set([
    ...PAYMENT_STATUSES,
    ...PAYMENT_STATUSES.flatMap((status) => Object.values(WORDS[status]).filter((word) => word !== null)),
  ]),
];
