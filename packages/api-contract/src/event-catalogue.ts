import { type CatalogueName, EVENT_ALIASES, EVENT_NAMES, NAMED_ONLY } from "@kaspa-pay/core";

/** One event a webhook can carry. */
export interface CatalogueEntry {
  readonly name: CatalogueName;
  /** What happened, for the merchant. */
  readonly description: string;
  /** What `data` holds beside the full payment. */
  readonly about: "payment" | "transfer" | "link" | "endpoint" | "wallet";
  /** Sent only to endpoints that name it, never by a wildcard. */
  readonly onlyByName?: boolean;
}

/** What each name of the list means. A name without a line here does not compile. */
const MEANINGS: Readonly<Record<CatalogueName, string>> = {
  "payment.created": "A payment was opened.",
  "payment.underpaid": "Part of the money arrived; the missing sum is in `data.detail`.",
  "payment.confirming": "Enough money was accepted by the chain; confirmations are counted.",
  "payment.confirmed":
    "The payment is final: `data.payment.status` is `confirmed`, which is what you ship on, once per payment id.",
  "payment.overpaid": "More than asked arrived.",
  "payment.late": "Money arrived after the payment was over; it waits for a decision.",
  "payment.expired": "The time ended without enough money.",
  "payment.canceled": "The payment was canceled before any money came.",
  "payment.invalid": "Money was withdrawn by the chain, or staff marked the payment invalid.",
  "payment.reverted": "A chain reorganisation took back what the status stood on.",
  "payment.attention": "Something needs a decision, or a decision was made.",
  "payment.updated":
    "Something changed, whatever it was. It follows the other events of the change and is sent only to endpoints that name it: not to `*`, not to `payment.*`.",
  "transfer.detected":
    "A transaction was seen in the mempool: no money yet. Sent only while somebody looks at the payment (its page is open, or its status is asked for), and not when a block is quicker.",
  "transfer.accepted": "A transaction was accepted by the chain.",
  "transfer.confirmed": "A transaction has its confirmations.",
  "transfer.reverted": "The block that accepted a transaction left the chain.",
  "transfer.dropped": "A transaction vanished from the mempool.",
  "link.created": "A payment link was created.",
  "link.updated":
    "A payment link was changed, archived or deleted; `data.link.status` is `archived` for the last two.",
  "webhook.test": "A test event, sent on request.",
  "webhook.disabled": "An endpoint was disabled after 120 hours of failures or a 410.",
  "wallet.changed": "New payments go to another wallet from now on. If nobody of you did it, act.",
};

const ABOUT_OF = {
  payment: "payment",
  transfer: "transfer",
  link: "link",
  webhook: "endpoint",
  wallet: "wallet",
} as const;

type Group = keyof typeof ABOUT_OF;

const groupOf = (name: CatalogueName): Group => name.slice(0, name.indexOf(".")) as Group;

/** Every event there is: what can be subscribed is sent, and what is sent can be subscribed. */
export const eventCatalogue: readonly CatalogueEntry[] = EVENT_NAMES.map((name) => ({
  name,
  description: MEANINGS[name],
  about: ABOUT_OF[groupOf(name)],
  ...(name === NAMED_ONLY && { onlyByName: true }),
}));

/**
 * Names of other gateways for one of our events; an endpoint subscribed by such a name gets that name in `event`.
 */
export const eventAliases: Readonly<Record<string, CatalogueName>> = EVENT_ALIASES;

/** What may stand in `event` of a delivery. */
export const eventNames: readonly string[] = [...EVENT_NAMES, ...Object.keys(EVENT_ALIASES)];

/** Wildcards a subscription may use: everything, and one for each group of names. */
export const eventWildcards: readonly string[] = [
  "*",
  ...new Set(EVENT_NAMES.map((name) => `${groupOf(name)}.*`)),
];

/** The subscription of an endpoint that names nothing. */
export const EVERYTHING: readonly string[] = ["*"];

/** Everything `events[]` of an endpoint accepts. */
export const subscriptionNames: ReadonlySet<string> = new Set([...eventNames, ...eventWildcards]);

/** Whether such an endpoint gets payments, with their customers' data. */
export function subscribesToPayments(events: readonly string[]): boolean {
  return events.some((name) => name === "*" || name.startsWith("payment.") || name.startsWith("transfer."));
}
