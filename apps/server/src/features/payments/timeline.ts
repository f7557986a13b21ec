import type { PaymentFull } from "@kaspa-pay/api-contract";
import type { TimelineEntry } from "@kaspa-pay/core";
import { wireDetail } from "../webhooks/emit-event.ts";
import type { Delivery } from "../webhooks/records.ts";
import type { PaymentWithTransfers } from "./records.ts";
import { iso } from "./view.ts";

/** One list from several sources: what happened to the payment, its address, and what was sent about it. */
export function wholeTimeline(
  { payment, details }: PaymentWithTransfers,
  entries: readonly TimelineEntry[],
  deliveries: readonly Delivery[],
): PaymentFull["timeline"] {
  const own = entries.map((entry) => ({
    kind: entry.kind,
    at: iso(entry.at),
    actor: entry.actor,
    detail: wireDetail(entry.detail),
  }));
  const address = {
    kind: "address",
    at: iso(payment.createdAt),
    actor: null,
    detail: details.addressIndex === null ? {} : { index: details.addressIndex },
  };
  const sent = deliveries.flatMap((delivery) =>
    delivery.lastAttemptAt === null
      ? []
      : [
          {
            kind: delivery.state === "delivered" ? "webhook_sent" : "webhook_failed",
            at: iso(delivery.lastAttemptAt),
            actor: null,
            detail: { event: delivery.eventType, status: delivery.lastStatus ?? delivery.lastError },
          },
        ],
  );
  // Block times differ from the server's clock: entries of the payment keep the order in which they were written.
  let latest = "";
  const placed = [...own.slice(0, 1), address, ...own.slice(1)].map((entry) => {
    if (entry.at > latest) latest = entry.at;
    return { place: latest, entry };
  });
  return [...placed, ...sent.map((entry) => ({ place: entry.at, entry }))]
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ entry }) => entry);
}
