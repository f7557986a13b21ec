// The closed list of events and how endpoints subscribe to them.

/** Every event that a server sends, and all that can be subscribed to. A name is added together with what sends it. */
export const EVENT_NAMES = [
  "payment.created",
  "payment.underpaid",
  "payment.confirming",
  "payment.confirmed",
  "payment.overpaid",
  "payment.late",
  "payment.expired",
  "payment.canceled",
  "payment.invalid",
  "payment.reverted",
  "payment.attention",
  "payment.updated",
  "transfer.detected",
  "transfer.accepted",
  "transfer.confirmed",
  "transfer.reverted",
  "transfer.dropped",
  "link.created",
  "link.updated",
  "webhook.test",
  "webhook.disabled",
  "wallet.changed",
] as const;

/** A name of the catalogue. */
export type CatalogueName = (typeof EVENT_NAMES)[number];

/** Names of other APIs and ours for them. */
export const EVENT_ALIASES = {
  "payment.completed": "payment.confirmed",
  "payment.failed": "payment.invalid",
} as const satisfies Record<string, CatalogueName>;

/** Sent only to endpoints that name it, never by a wildcard: it repeats every change. */
export const NAMED_ONLY: CatalogueName = "payment.updated";

const ALIASES: ReadonlyMap<string, CatalogueName> = new Map(Object.entries(EVENT_ALIASES));

function groupOf(name: string): string {
  return `${name.slice(0, name.indexOf("."))}.*`;
}

/** Subscriptions that get an event: its name and, unless it is for named listeners only, the wildcards. */
export function audienceOf(name: string): string[] {
  return name === NAMED_ONLY ? [name] : [name, groupOf(name), "*"];
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
