// Filters of the payments table as they are in the address: plain text, validated later by the API's schema.

const TEXT_FIELDS = [
  "status",
  "attention",
  "orderId",
  "terminal",
  "linkId",
  "customerEmail",
  "address",
  "txId",
  "amountMin",
  "amountMax",
  "q",
  "range",
  "from",
  "to",
  "cursor",
] as const;

export type PaymentSearch = { -readonly [K in (typeof TEXT_FIELDS)[number]]?: string };

/** Keeps what is a filter and drops the rest; a number typed into the address is text again. */
export function readPaymentSearch(search: Record<string, unknown>): PaymentSearch {
  const found: PaymentSearch = {};
  for (const field of TEXT_FIELDS) {
    const value = search[field];
    if (typeof value === "string" && value !== "") found[field] = value;
    else if (typeof value === "number") found[field] = String(value);
  }
  return found;
}
