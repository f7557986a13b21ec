// The registry of events: every name that a server sends, with all that other parts say about it. Schemas, wildcards, the
// API document, examples and the dashboard are made from it. To add one: docs/how-to/add-an-event.md.
// Above 300 lines, because the registry is one table.

interface EventEntry {
  /** What `data` holds beside the full payment; a key of {@link eventSubjects}. */
  readonly subject: keyof typeof eventSubjects;
  /** What happened, for the merchant. */
  readonly description: string;
  /** What the timeline of a payment says; events of payments and transfers only. */
  readonly timeline?: string;
  /** Names of other APIs for it; an endpoint subscribed by such a name gets that name in `event`. */
  readonly aliases?: readonly string[];
  /** Sent only to endpoints that name it, never by a wildcard. */
  readonly namedOnly?: true;
}

/** What a refund and a payout say alike in the examples. */
const exampleDisbursement = {
  status: "confirmed",
  amount: "10.00000000",
  amountSompi: "1000000000",
  txId: "1d8f0b6a93c57e24f0a1b8d3c6927e5f4a0d8b31c97e62f5a4d01b7c83e96f25",
  version: 3,
  livemode: false,
};

/**
 * What events are about, in the order in which people see them. `example`: the fields in `data`, null for a payment's own.
 * `withPayment`: `data` also holds the payment that it belongs to, and the event is one of the payment's sequence.
 */
export const eventSubjects = {
  payment: { title: "Payments", example: null },
  transfer: { title: "Transfers", example: null },
  refund: {
    title: "Refunds",
    withPayment: true,
    example: { id: "rfd_01k9x2m4q8", paymentId: "pay_01k9x2m4q8", ...exampleDisbursement, reason: null },
  },
  payout: {
    title: "Payouts",
    example: {
      id: "pyo_01k9x2m4q8",
      ...exampleDisbursement,
      recipientAddress: "kaspasim:qrfvepdlud0nj7e4lm69nafslfz8hnuh870t28vcxcajdeug83v77tylppma5",
      orderId: "INV-77",
    },
  },
  deposit: {
    title: "Deposits",
    example: {
      id: "dep_01k9x2m4q8",
      accountId: "dpa_01k9x2m4q8",
      externalUserId: "user-4711",
      status: "confirmed",
      credited: true,
      aboveMaximum: false,
      amount: "100.00000000",
      amountSompi: "10000000000",
      address: "kaspasim:qq4cajf7m8xe4rqrqmpc2dykdzqx8ns4p5t6krsznkafu0pw3mex59cylhdec",
      txId: "9f1c4a6b7d2e8053c1b7a90e4d6f2385b0c7e19a5d4382f6071e9ac3b85d2f40",
      index: 0,
      confirmations: 10,
      requiredConfirmations: 10,
    },
  },
  link: {
    title: "Links",
    example: {
      id: "lnk_01k9x2m4q8",
      slug: "premium-plan",
      title: "Premium Plan",
      status: "active",
      amount: "25",
      currency: "KAS",
    },
  },
  endpoint: {
    title: "Webhooks",
    example: { id: "whk_01k9x2m4q8", url: "https://your-server.com/webhook" },
  },
  wallet: {
    title: "Wallet",
    example: { id: "wal_01k9x2m4q8", mode: "xpub", fingerprint: "5ebbf4b4", address: null },
  },
} as const;

export const events = {
  "payment.created": { subject: "payment", description: "A payment was opened.", timeline: "Created" },
  "payment.underpaid": {
    subject: "payment",
    description: "Part of the money arrived; the missing sum is in `data.detail`.",
    timeline: "Paid in part",
  },
  "payment.confirming": {
    subject: "payment",
    description: "Enough money was accepted by the chain; confirmations are counted.",
    timeline: "Paid, counting confirmations",
  },
  "payment.confirmed": {
    subject: "payment",
    description:
      "The payment is final: `data.payment.status` is `confirmed`, which is what you ship on, once per payment id.",
    timeline: "Confirmed",
    aliases: ["payment.completed"],
  },
  "payment.overpaid": {
    subject: "payment",
    description: "More than asked arrived.",
    timeline: "More than asked arrived",
  },
  "payment.late": {
    subject: "payment",
    description: "Money arrived after the payment was over; it waits for a decision.",
    timeline: "Late money arrived",
  },
  "payment.expired": {
    subject: "payment",
    description: "The time ended without enough money.",
    timeline: "Expired",
  },
  "payment.canceled": {
    subject: "payment",
    description: "The payment was canceled before any money came.",
    timeline: "Canceled",
  },
  "payment.invalid": {
    subject: "payment",
    description: "Money was withdrawn by the chain, or staff marked the payment invalid.",
    timeline: "Invalid",
    aliases: ["payment.failed"],
  },
  "payment.reverted": {
    subject: "payment",
    description: "A chain reorganisation took back what the status stood on.",
    timeline: "No longer paid: the chain took the money back",
  },
  "payment.attention": {
    subject: "payment",
    description: "Something needs a decision, or a decision was made.",
    timeline: "Waits for a decision",
  },
  "payment.refunded": {
    subject: "payment",
    description: "`refundStatus` of the payment changed: a refund was confirmed, or the chain took one back.",
    timeline: "Refund state changed",
  },
  "payment.updated": {
    subject: "payment",
    description:
      "Something changed, whatever it was. It follows the other events of the change and is sent only to endpoints that name it: not to `*`, not to `payment.*`.",
    namedOnly: true,
  },
  "transfer.detected": {
    subject: "transfer",
    description:
      "A transaction was seen in the mempool: no money yet. Sent only while somebody looks at the payment (its page is open, or its status is asked for), and not when a block is quicker.",
    timeline: "Money seen in the mempool",
  },
  "transfer.accepted": {
    subject: "transfer",
    description: "A transaction was accepted by the chain.",
    timeline: "Money accepted by a block",
  },
  "transfer.confirmed": {
    subject: "transfer",
    description: "A transaction has its confirmations.",
    timeline: "Money confirmed",
  },
  "transfer.reverted": {
    subject: "transfer",
    description: "The block that accepted a transaction left the chain.",
    timeline: "Accepting block removed",
  },
  "transfer.dropped": {
    subject: "transfer",
    description: "A transaction vanished from the mempool.",
    timeline: "Vanished from the mempool",
  },
  "refund.created": {
    subject: "refund",
    description:
      "A refund was made; without an address it waits for the payer, who names one on the claim page.",
    timeline: "Refund made",
  },
  "refund.awaiting_signature": {
    subject: "refund",
    description:
      "A refund waits for the signature of the merchant's wallet. Again with `reverted` in `data.detail` when the chain took its transaction back.",
    timeline: "Refund awaits the signature",
  },
  "refund.broadcast": {
    subject: "refund",
    description: "The transaction of a refund was accepted by the chain; confirmations are counted.",
    timeline: "Refund sent",
  },
  "refund.confirmed": {
    subject: "refund",
    description: "A refund has its confirmations.",
    timeline: "Refund confirmed",
  },
  "refund.failed": {
    subject: "refund",
    description: "Nobody claimed the refund in time; its sum is free again.",
    timeline: "Refund not claimed in time",
  },
  "refund.canceled": {
    subject: "refund",
    description: "A refund was canceled before it was paid; its sum is free again.",
    timeline: "Refund canceled",
  },
  "payout.created": {
    subject: "payout",
    description: "A payout was asked for.",
  },
  "payout.awaiting_signature": {
    subject: "payout",
    description:
      "A payout waits for the signature of the merchant's wallet. Again with `reverted` in `data.detail` when the chain took its transaction back.",
  },
  "payout.broadcast": {
    subject: "payout",
    description: "The transaction of a payout was accepted by the chain; confirmations are counted.",
  },
  "payout.confirmed": {
    subject: "payout",
    description: "A payout has its confirmations.",
  },
  "payout.failed": {
    subject: "payout",
    description: "A payout was not signed in time.",
  },
  "payout.canceled": {
    subject: "payout",
    description: "A payout was canceled before it was paid.",
  },
  "deposit.detected": {
    subject: "deposit",
    description:
      "A block accepted money for a deposit account: the first event of each deposit. It is not confirmed; a transaction that only waits in the mempool sends nothing.",
  },
  "deposit.confirming": {
    subject: "deposit",
    description: "A deposit counts, and its confirmations are counted.",
    aliases: ["deposit.processing"],
  },
  "deposit.confirmed": {
    subject: "deposit",
    description:
      "A deposit is final: `data.deposit.status` is `confirmed`, which is what you credit, once per deposit id.",
    aliases: ["deposit.completed"],
  },
  "deposit.reverted": {
    subject: "deposit",
    description:
      "The block that accepted a deposit left the chain. It may come back: `deposit.confirming` follows then, at once if another block has accepted it (`data.detail.reaccepted`).",
    aliases: ["deposit.failed"],
  },
  "deposit.below_minimum": {
    subject: "deposit",
    description: "Money came that is less than the minimum: recorded, never credited.",
  },
  "link.created": { subject: "link", description: "A payment link was created." },
  "link.updated": {
    subject: "link",
    description:
      "A payment link was changed, archived or deleted; `data.link.status` is `archived` for the last two.",
  },
  "webhook.test": { subject: "endpoint", description: "A test event, sent on request." },
  "webhook.disabled": {
    subject: "endpoint",
    description: "An endpoint was disabled after 120 hours of failures or a 410.",
  },
  "wallet.changed": {
    subject: "wallet",
    description:
      "New payments go to another wallet from now on. If you did not make this change, secure your account.",
  },
} as const satisfies Readonly<Record<string, EventEntry>>;

/** A name of the registry. */
export type EventName = keyof typeof events;
/** What an event is about. */
export type EventSubject = keyof typeof eventSubjects;
/** Every field that the example of a subject shows is sent; a single event may send more. */
export type SubjectFields<S extends EventSubject> = Readonly<
  Record<keyof (typeof eventSubjects)[S]["example"], unknown> & Record<string, unknown>
>;

/** Events that `reduce` can send. */
export type LifecycleEventName = Extract<
  EventName,
  `payment.${string}` | `transfer.${string}` | `refund.${string}`
>;

const ENTRIES = Object.entries(events) as readonly [EventName, EventEntry][];

/** All names, in the order of the registry. */
export const EVENT_NAMES: readonly EventName[] = ENTRIES.map(([name]) => name);

/** Names of other APIs and ours for them. */
export const EVENT_ALIASES: Readonly<Record<string, EventName>> = Object.fromEntries(
  ENTRIES.flatMap(([name, { aliases = [] }]) => aliases.map((alias) => [alias, name])),
);

const NAMED_ONLY: ReadonlySet<string> = new Set(
  ENTRIES.filter(([, entry]) => entry.namedOnly).map(([name]) => name),
);

/** The wildcard that holds an event: `payment.*` for `payment.created`. */
export function wildcardOf(name: string): string {
  return `${name.slice(0, name.indexOf("."))}.*`;
}

/** Subscriptions that get an event: its name and, unless it is for named listeners only, the wildcards. */
export function audienceOf(name: string): string[] {
  return NAMED_ONLY.has(name) ? [name] : [name, wildcardOf(name), "*"];
}

/**
 * The name under which an endpoint gets an event, or null when it does not want it.
 * An empty list means everything. An alias and our name together are one delivery, under our name.
 */
export function eventNameFor(subscriptions: readonly string[], name: EventName): string | null {
  if (subscriptions.includes(name)) return name;
  const everything = subscriptions.length === 0 || subscriptions.includes("*");
  if (!NAMED_ONLY.has(name) && (everything || subscriptions.includes(wildcardOf(name)))) return name;
  return (
    subscriptions.find((word) => Object.hasOwn(EVENT_ALIASES, word) && EVENT_ALIASES[word] === name) ?? null
  );
}
