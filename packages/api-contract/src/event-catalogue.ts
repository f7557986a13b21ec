import { EVENT_ALIASES } from "@kaspa-pay/core";

/** One event a webhook can carry. */
export interface CatalogueEntry {
  readonly name: string;
  /** What happened, for the merchant. */
  readonly description: string;
  /** What `data` holds beside the full payment. */
  readonly about: "payment" | "transfer" | "refund" | "link" | "endpoint" | "wallet";
  /** Sent only to endpoints that name it, never by a wildcard. */
  readonly onlyByName?: boolean;
}

const entry = (
  about: CatalogueEntry["about"],
  name: string,
  description: string,
  onlyByName = false,
): CatalogueEntry => ({ name, description, about, ...(onlyByName && { onlyByName }) });

/** Every event name of stage 1 (features.md 6.9), in the order shown to merchants. */
export const eventCatalogue: readonly CatalogueEntry[] = [
  entry("payment", "payment.created", "A payment was opened."),
  entry("payment", "payment.underpaid", "Part of the money arrived; the missing sum is in `data.detail`."),
  entry(
    "payment",
    "payment.confirming",
    "Enough money was accepted by the chain; confirmations are counted.",
  ),
  entry("payment", "payment.confirmed", "The payment is final. Ship on this event, once per payment id."),
  entry("payment", "payment.overpaid", "More than asked arrived."),
  entry("payment", "payment.late", "Money arrived after the payment was over; it waits for a decision."),
  entry("payment", "payment.expired", "The time ended without enough money."),
  entry("payment", "payment.canceled", "The payment was canceled before any money came."),
  entry(
    "payment",
    "payment.invalid",
    "Money was withdrawn by the chain, or staff marked the payment invalid.",
  ),
  entry("payment", "payment.reverted", "A chain reorganisation took back what the status stood on."),
  entry("payment", "payment.refunded", "The refund state changed."),
  entry("payment", "payment.attention", "Something needs a decision, or a decision was made."),
  entry("payment", "payment.updated", "Catch-all: sent after every change.", true),
  entry("transfer", "transfer.detected", "A transaction was seen in the mempool: no money yet."),
  entry("transfer", "transfer.accepted", "A transaction was accepted by the chain."),
  entry("transfer", "transfer.confirmed", "A transaction has its confirmations."),
  entry("transfer", "transfer.reverted", "The block that accepted a transaction left the chain."),
  entry("transfer", "transfer.dropped", "A transaction vanished from the mempool."),
  entry("refund", "refund.created", "A refund was asked for."),
  entry("refund", "refund.awaiting_signature", "A refund waits for the merchant's wallet."),
  entry("refund", "refund.broadcast", "A refund's transaction is on its way."),
  entry("refund", "refund.confirmed", "A refund has its confirmations."),
  entry("refund", "refund.failed", "A refund failed."),
  entry("refund", "refund.canceled", "A refund was canceled."),
  entry("link", "link.created", "A payment link was created."),
  entry("link", "link.updated", "A payment link was changed."),
  entry("endpoint", "webhook.test", "A test event, sent on request."),
  entry("endpoint", "webhook.disabled", "An endpoint was disabled after 120 hours of failures or a 410."),
  entry(
    "wallet",
    "wallet.changed",
    "New payments go to another wallet from now on. If nobody of you did it, act.",
  ),
];

/** Names of the seeds that stand for one of ours; an endpoint subscribed by such a name gets that name in `event`. */
export const eventAliases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(EVENT_ALIASES).filter(([, ours]) => eventCatalogue.some((one) => one.name === ours)),
);

/** Wildcards a subscription may use. */
export const eventWildcards = ["*", "payment.*", "transfer.*", "refund.*", "link.*", "webhook.*"] as const;

/** Everything `events[]` of an endpoint accepts. */
export const subscriptionNames: ReadonlySet<string> = new Set([
  ...eventCatalogue.map((one) => one.name),
  ...Object.keys(eventAliases),
  ...eventWildcards,
]);
