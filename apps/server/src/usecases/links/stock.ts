// How often a link may still be used. Counted under the lock of the link, so that two payments never take the last unit.
import { Refused } from "@kaspa-pay/api-contract";
import type { Link, LinkHolds } from "../../ports/records/link-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";
import type { VisitorNames } from "../visitors/visitor-names.ts";

/** Open unpaid payments of a limited link that one visitor may have. */
const HOLDS_PER_VISITOR = 2;
/** Part of the stock that one network may hold without paying. */
const NETWORK_PERCENT = 20;

/** @throws Refused `link_expired` */
export function assertInStock(maxPayments: number | null, taken: number): void {
  if (maxPayments === null || taken < maxPayments) return;
  throw new Refused(
    "link_expired",
    "This payment link was used as often as it allows: ask the shop for a new one",
  );
}

/**
 * Locks a limited link and looks whether one more payment fits, in the transaction that writes the payment. The
 * store's own payments (no visitor) are only counted against the whole.
 * @throws Refused `link_expired` (nothing left), `rate_limited` (the visitor holds enough without paying)
 */
export async function takeFromStock(
  records: Pick<Records, "links">,
  { storeId, id }: Pick<Link, "storeId" | "id">,
  visitor: VisitorNames | null,
  now: number,
): Promise<void> {
  const link = await records.links.lock(storeId, id);
  if (link === null || link.maxPayments === null) return;
  const holds = await records.links.holds(storeId, id, visitor, now);
  assertInStock(link.maxPayments, holds.taken);
  if (visitor !== null) assertFewHolds(link.maxPayments, holds, now);
}

function assertFewHolds(maxPayments: number, holds: LinkHolds, now: number): void {
  const ofNetwork = Math.max(1, Math.floor((maxPayments * NETWORK_PERCENT) / 100));
  if (holds.ofVisitor < HOLDS_PER_VISITOR && holds.ofNetwork < ofNetwork) return;
  const retryAfter = Math.max(1, Math.ceil(((holds.firstEndsAt ?? now) - now) / 1000));
  throw new Refused(
    "rate_limited",
    "You have an open payment of this limited offer already: pay it, or wait until its time is over",
    { extra: { retryAfter } },
  );
}
