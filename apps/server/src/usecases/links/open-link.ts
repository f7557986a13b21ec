import { Refused } from "@kaspa-pay/api-contract";
import type { Link } from "../../ports/records/link-records.ts";
import type { Store } from "../../ports/records/store-records.ts";
import type { Records } from "../../ports/unit-of-work.ts";
import { assertInStock } from "./stock.ts";

/**
 * A link that takes payments now, with its store.
 * @throws Refused `not_found`, `link_inactive` (draft, inactive, archived), `link_expired` (its time or its uses are over)
 */
export async function openLink(
  records: Pick<Records, "links" | "stores">,
  slug: string,
  now: number,
): Promise<{ link: Link; store: Store }> {
  const link = await records.links.bySlug(slug);
  const store = link && (await records.stores.byId(link.storeId));
  if (!link || !store || store.settings.archived) throw new Refused("not_found", "Payment link not found");
  if (link.status !== "active") {
    throw new Refused("link_inactive", "This payment link is not active: ask the shop for a new one");
  }
  if (link.expiresAt !== null && now >= link.expiresAt) {
    throw new Refused("link_expired", "This payment link is over: ask the shop for a new one");
  }
  if (link.maxPayments !== null) {
    const { taken } = await records.links.holds(link.storeId, link.id, null, now);
    assertInStock(link.maxPayments, taken);
  }
  return { link, store };
}

/** A draft or archived link is answered exactly as one that never existed. */
export async function openPublicLink(
  records: Pick<Records, "links" | "stores">,
  slug: string,
  now: number,
): Promise<{ link: Link; store: Store }> {
  const link = await records.links.bySlug(slug);
  if (link?.status === "draft" || link?.status === "archived") {
    throw new Refused("not_found", "Payment link not found");
  }
  return openLink(records, slug, now);
}
