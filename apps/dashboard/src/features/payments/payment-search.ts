// Filters of the payments table as they stand in the address: plain text, validated later by the API's schema.

const TEXT_FIELDS = [
  "status",
  "attention",
  "orderId",
  "linkId",
  "customerEmail",
  "address",
  "txId",
  "refundStatus",
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

export interface PeriodSearch {
  range?: "today" | "30d" | "custom";
  /** Days as `2026-02-08`, in the store's zone. */
  from?: string;
  to?: string;
}

export function readPeriodSearch(search: Record<string, unknown>): PeriodSearch {
  const { range, from, to } = search;
  if (range !== "today" && range !== "30d" && range !== "custom") return {};
  const day = (value: unknown) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return {
    range,
    ...(range === "custom" && day(from) && { from: from as string }),
    ...(range === "custom" && day(to) && { to: to as string }),
  };
}
