import type { AttentionReason } from "@kaspa-pay/api-contract";

const SUMMARIES: Readonly<Record<AttentionReason, (amount: string, expected: string | null) => string>> = {
  underpaid: (amount, expected) =>
    `The time ended with ${amount} paid${expected === null ? "" : ` of ${expected}`}.`,
  late: (amount) => `${amount} arrived after this payment ended, and does not count yet.`,
  overpaid: (amount) => `${amount} more than asked arrived.`,
  multiple: (amount) => `The customer paid twice: ${amount} too much.`,
  reverted: (amount) => `The chain took back ${amount} that had been counted as paid.`,
  manual: (amount) => `${amount} here needs a decision: the gateway does not count it automatically.`,
};

/** Texts of the attention queue, and of resolving an entry wherever it is shown. */
export const attentionMessages = {
  title: "Needs attention",
  count: (n: string) => `${n} need attention`,
  hint: "Each entry waits for your decision. What you decide is written into the payment's history.",
  open: "Work through attention",
  none: "Nothing needs your attention",
  noneText: "Late, partial, doubled or reverted money appears here.",
  payment: "Payment",
  sums: (received: string, expected: string | null) =>
    expected === null ? `${received} received.` : `${received} received, ${expected} asked.`,
  notCounted: "more that does not count",
  arrivedOf: (expected: string | null) => (expected === null ? "received" : `received of ${expected}`),
  summary: (reason: AttentionReason, amount: string, expected: string | null) =>
    SUMMARIES[reason](amount, expected),
  groupHint: {
    reverted: "The chain took back money that was counted. Hold the goods until it is settled.",
    late: "Money that came after the payment expired or was canceled.",
    underpaid: "The time ended with only a part paid.",
    multiple: "Paid twice by the same customer.",
    overpaid: "More than asked arrived.",
    manual: "The gateway cannot decide these automatically.",
  } satisfies Record<AttentionReason, string>,
  accept: {
    underpaid: "Accept the part",
    late: "Accept late money",
    overpaid: "Keep the surplus",
    multiple: "Keep both",
    reverted: "Count as paid",
    manual: "Noted",
  } satisfies Record<AttentionReason, string>,
  acceptEffect: {
    underpaid:
      "What arrived counts as the whole price. The payment becomes confirmed, and your server gets payment.confirmed.",
    late: "The late money counts. The payment becomes confirmed as soon as the money has enough confirmations, and your server gets payment.confirmed.",
    overpaid: "You keep the surplus. The status stays as it is.",
    multiple: "You keep both payments. The status stays as it is.",
    reverted:
      "The payment is marked as paid although the chain took the money back, and your server gets payment.confirmed. Do this only if you were paid in another way.",
    manual: "You have checked it. The entry is closed; nothing else changes.",
  } satisfies Record<AttentionReason, string>,
  refund: "Refund",
  refunded: "Refunded elsewhere",
  ignore: "Ignore",
  effect: {
    refunded:
      "You have sent the money back from your own wallet. The entry is closed with your note; the gateway sends nothing, and the status stays as it is.",
    ignore:
      "The entry is closed and stays in the history. The money stays in your wallet, and the status stays as it is.",
  },
  refundedHow: "How it was sent back (transaction id, date)",
  refundedNote: (how: string) => `Refunded outside the gateway: ${how}`,
  note: "Note",
  back: "Back",
  done: "Resolved.",
} as const;
