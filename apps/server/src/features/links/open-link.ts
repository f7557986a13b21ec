import { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import { findStore } from "../stores/find-store.ts";
import type { Store } from "../stores/records.ts";
import type { Link } from "./records.ts";
import { linkRepository } from "./repository/links.ts";
import { assertInStock } from "./stock.ts";

/**
 * A link that takes payments now, with its store.
 * @throws ApiError `not_found`, `link_inactive` (draft, inactive, archived), `link_expired` (its time or its uses are over)
 */
export async function openLink(db: Db, slug: string, now: number): Promise<{ link: Link; store: Store }> {
  const link = await linkRepository(db).bySlug(slug);
  const store = link && (await findStore(db, link.storeId));
  if (!link || !store || store.settings.archived) throw new ApiError("not_found", "Payment link not found");
  if (link.status !== "active") {
    throw new ApiError("link_inactive", "This payment link is not active: ask the shop for a new one");
  }
  if (link.expiresAt !== null && now >= link.expiresAt) {
    throw new ApiError("link_expired", "This payment link has expired: ask the shop for a new one");
  }
  if (link.maxPayments !== null) {
    const { taken } = await linkRepository(db).holds(link.storeId, link.id, null, now);
    assertInStock(link.maxPayments, taken);
  }
  return { link, store };
}

/** A draft or archived link is answered exactly as one that never existed. */
export async function openPublicLink(
  db: Db,
  slug: string,
  now: number,
): Promise<{ link: Link; store: Store }> {
  const link = await linkRepository(db).bySlug(slug);
  if (link?.status === "draft" || link?.status === "archived") {
    throw new ApiError("not_found", "Payment link not found");
  }
  return openLink(db, slug, now);
}
