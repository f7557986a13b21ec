// The closed list of events and how endpoints subscribe to them (features.md 6.9).
import type { EventName } from "../payment.ts";

/** Every event a server may send. Those of deposits and payouts belong to stage 2. */
export const EVENT_NAMES = [
  "payment.created",
  "payment.updated",
  "payment.underpaid",
  "payment.confirming",
  "payment.confirmed",
  "payment.overpaid",
  "payment.late",
  "payment.expired",
  "payment.canceled",
  "payment.invalid",
  "payment.reverted",
  "payment.refunded",
  "payment.attention",
  "transfer.detected",
  "transfer.accepted",
  "transfer.confirmed",
  "transfer.reverted",
  "transfer.dropped",
  "refund.created",
  "refund.awaiting_signature",
  "refund.broadcast",
  "refund.confirmed",
  "refund.failed",
  "refund.canceled",
  "link.created",
  "link.updated",
  "webhook.test",
  "webhook.disabled",
  "wallet.changed",
  "deposit.detected",
  "deposit.confirming",
  "deposit.confirmed",
  "deposit.reverted",
  "deposit.below_minimum",
  "payout.created",
  "payout.awaiting_signature",
  "payout.broadcast",
  "payout.confirmed",
  "payout.failed",
  "payout.canceled",
] as const;

/** A name of the catalogue. */
export type CatalogueName = (typeof EVENT_NAMES)[number];

/** Names of the seed documents and ours for them. */
export const EVENT_ALIASES = {
  "payment.completed": "payment.confirmed",
  "payment.failed": "payment.invalid",
  "deposit.processing": "deposit.confirming",
  "deposit.completed": "deposit.confirmed",
  "deposit.failed": "deposit.reverted",
} as const satisfies Record<string, CatalogueName>;

/** Sent only to endpoints that name it: it repeats every change. */
const NAMED_ONLY: EventName = "payment.updated";

const ALIASES: ReadonlyMap<string, CatalogueName> = new Map(Object.entries(EVENT_ALIASES));

function groupOf(name: string): string {
  return `${name.slice(0, name.indexOf("."))}.*`;
}

/**
 * The name under which an endpoint gets an event, or null when it does not want it.
 * An empty list means everything. An alias and our name together are one delivery, under our name.
 */
export function eventNameFor(subscriptions: readonly string[], name: CatalogueName): string | null {
  if (subscriptions.includes(name)) return name;
  const everything = subscriptions.length === 0 || subscriptions.includes("*");
  if (name !== NAMED_ONLY && (everything || subscriptions.includes(groupOf(name)))) return name;
  return subscriptions.find((word) => ALIASES.get(word) === name) ?? null;
}
