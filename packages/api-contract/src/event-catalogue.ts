// What can be subscribed to, made from the registry of events in packages/core/src/events.ts.
import {
  EVENT_ALIASES,
  EVENT_NAMES,
  type EventName,
  type EventSubject,
  eventSubjects,
  events,
  wildcardOf,
} from "@kaspa-pay/core";

/** One event a webhook can carry. */
export interface CatalogueEntry {
  readonly name: EventName;
  /** What happened, for the merchant. */
  readonly description: string;
  /** What `data` holds beside the full payment. */
  readonly about: EventSubject;
  /** Sent only to endpoints that name it, never by a wildcard. */
  readonly onlyByName?: boolean;
}

/** Every event there is: what can be subscribed is sent, and what is sent can be subscribed. */
export const eventCatalogue: readonly CatalogueEntry[] = EVENT_NAMES.map((name) => {
  const { subject, description, ...entry } = events[name];
  return { name, description, about: subject, ...("namedOnly" in entry && { onlyByName: true }) };
});

/** The same by what they are about, for people: `[title, events]`. */
export const eventGroups: readonly (readonly [string, readonly CatalogueEntry[]])[] = Object.entries(
  eventSubjects,
).map(([subject, { title }]) => [title, eventCatalogue.filter(({ about }) => about === subject)]);

/**
 * Names of other gateways for one of our events; an endpoint subscribed by such a name gets that name in `event`.
 */
export const eventAliases = EVENT_ALIASES;

/** Values of `event` of a delivery. */
export const eventNames: readonly string[] = [...EVENT_NAMES, ...Object.keys(EVENT_ALIASES)];

/** Wildcards a subscription may use: everything, and one for each group of names. */
export const eventWildcards: readonly string[] = ["*", ...new Set(EVENT_NAMES.map(wildcardOf))];

/** The subscription of an endpoint that names nothing. */
export const EVERYTHING: readonly string[] = ["*"];

/** Everything `events[]` of an endpoint accepts. */
export const subscriptionNames: ReadonlySet<string> = new Set([...eventNames, ...eventWildcards]);

const MONEY = ["payment.", "transfer.", "refund.", "payout.", "deposit."] as const;

/** Whether an event of this name carries money and customers' data. */
export const isAboutMoney = (name: string): boolean => MONEY.some((group) => name.startsWith(group));

/** Whether such an endpoint gets payments or deposits, with their customers' data. */
export function subscribesToPayments(events: readonly string[]): boolean {
  return events.some((name) => name === "*" || isAboutMoney(name));
}
