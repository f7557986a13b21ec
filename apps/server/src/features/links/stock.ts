// How often a link may still be used. Counted under the lock of the link, so that two payments never take the last unit.

import { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import type { VisitorNames } from "../../security/visitors/visitor-budget.ts";
import type { Link, LinkHolds } from "./records.ts";
import { linkRepository } from "./repository/links.ts";

/** Open unpaid payments of a limited link that one visitor may have. */
const HOLDS_PER_VISITOR = 2;
/** Part of the stock that one network may hold without paying. */
const NETWORK_PERCENT = 20;

/** @throws ApiError `link_expired` */
export function assertInStock(maxPayments: number | null, taken: number): void {
  if (maxPayments === null || taken < maxPayments) return;
  throw new ApiError(
    "link_expired",
    "This payment link was used as often as it allows: ask the shop for a new one",
  );
}

/**
 * Locks a limited link and checks whether one more payment fits, in the transaction that writes the payment. The
 * store's own payments (no visitor) are only counted against the whole.
 * @throws ApiError `link_expired` (nothing left), `rate_limited` (the visitor holds enough without paying)
 */
export async function takeFromStock(
  db: Db,
  { storeId, id }: Pick<Link, "storeId" | "id">,
  visitor: VisitorNames | null,
  now: number,
): Promise<void> {
  const link = await linkRepository(db).lock(storeId, id);
  if (link === null || link.maxPayments === null) return;
  const holds = await linkRepository(db).holds(storeId, id, visitor, now);
  assertInStock(link.maxPayments, holds.taken);
  if (visitor !== null) assertFewHolds(link.maxPayments, holds, now);
}

function assertFewHolds(maxPayments: number, holds: LinkHolds, now: number): void {
  const ofNetwork = Math.max(1, Math.floor((maxPayments * NETWORK_PERCENT) / 100));
  if (holds.ofVisitor < HOLDS_PER_VISITOR && holds.ofNetwork < ofNetwork) return;
  const retryAfter = Math.max(1, Math.ceil(((holds.firstEndsAt ?? now) - now) / 1000));
  throw new ApiError(
    "rate_limited",
    "You have an open payment of this limited offer already: pay it, or wait until its time is over",
    { extra: { retryAfter } },
  );
}
